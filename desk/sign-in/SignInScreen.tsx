import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { postSecret } from '../api/client.ts';
import { whoQuestion } from '../api/questions.ts';
import { Button } from '../parts/Button.tsx';
import { Fault } from '../parts/Fault.tsx';
import { LineField } from '../parts/fields.tsx';
import { LanguageChoice } from '../parts/LanguageChoice.tsx';
import { ScreenTitle } from '../parts/Screen.tsx';

export function SignInScreen() {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const session = useSession();
  const { data: house } = useQuery(whoQuestion);
  const link = useMutation({
    mutationFn: () => postSecret('/sign-in-link-requests', { email }),
  });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (!session.isPending) session.mutate({ email, password });
  };
  return (
    <main className="page narrow">
      <p className="house-name">{house?.organisation.name ?? ' '}</p>
      <ScreenTitle title={t`Sign in`} />
      <form onSubmit={onSubmit} className="stack">
        <LineField
          label={t`Your address of mail`}
          type="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
        />
        <LineField
          label={t`Password`}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
        <Fault fault={session.error} />
        <Button type="submit" look="main" isBusy={session.isPending}>
          <Trans>Sign in</Trans>
        </Button>
      </form>
      <section className="other-way" aria-labelledby="by-link">
        <h2 id="by-link">
          <Trans>No password, or locked out?</Trans>
        </h2>
        <p className="quiet">
          <Trans>
            We send you a link that signs you in once. It needs only your address above.
          </Trans>
        </p>
        <Button
          isBusy={link.isPending}
          isDisabled={!email.includes('@')}
          onPress={() => link.mutate()}
        >
          <Trans>Send me a sign-in link</Trans>
        </Button>
        <Fault fault={link.error} />
        <p role="status" className="done-words">
          {link.isSuccess && t`If this address is known here, a link is on its way to it.`}
        </p>
      </section>
      <LanguageChoice />
    </main>
  );
}

function useSession() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  const { from } = useSearch({ from: '/sign-in' });
  return useMutation({
    mutationFn: (wish: { email: string; password: string }) => postSecret('/session', wish),
    onSuccess: async () => {
      // What the person before may have seen is not the next one's.
      client.clear();
      if (from) router.history.push(`/desk${from}`);
      else await navigate({ to: '/' });
    },
  });
}

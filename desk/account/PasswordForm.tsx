import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { postSecret } from '../api/client.ts';
import { Button } from '../parts/Button.tsx';
import { Fault } from '../parts/Fault.tsx';
import { LineField } from '../parts/fields.tsx';
import { say } from '../parts/Say.tsx';

export function PasswordForm({ email }: { email: string }) {
  const [password, setPassword] = useState('');
  const setting = useMutation({
    mutationFn: () => postSecret('/me/password', { password }),
    onSuccess: () => {
      setPassword('');
      say(t`Your new password holds. Your other sessions have ended.`);
    },
  });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (!setting.isPending) setting.mutate();
  };
  return (
    <section aria-labelledby="password">
      <h2 id="password">
        <Trans>Password</Trans>
      </h2>
      <form className="stack" onSubmit={onSubmit}>
        {/* So that a keeper of passwords knows whose it is. */}
        <input hidden type="text" autoComplete="username" value={email} readOnly />
        <LineField
          label={t`New password`}
          hint={t`At least 12 characters; three or four words are a good one. It ends your other sessions.`}
          type="password"
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
        />
        <Fault fault={setting.error} />
        <div className="buttons">
          <Button type="submit" isBusy={setting.isPending}>
            <Trans>Set password</Trans>
          </Button>
        </div>
      </form>
    </section>
  );
}

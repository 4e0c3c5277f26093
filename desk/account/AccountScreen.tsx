import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { remove } from '../api/client.ts';
import { draftsOf, dropDrafts, useDraftNames } from '../draft.ts';
import { useMe } from '../me.ts';
import { Button } from '../parts/Button.tsx';
import { Fault } from '../parts/Fault.tsx';
import { LanguageChoice } from '../parts/LanguageChoice.tsx';
import { ScreenTitle } from '../parts/Screen.tsx';
import { roleWords } from '../words.ts';
import { PasswordForm } from './PasswordForm.tsx';
import { Praise } from './Praise.tsx';

export function AccountScreen() {
  const me = useMe();
  return (
    <div className="page narrow">
      <ScreenTitle title={t`My account`} />
      <p className="lead">
        {me.name}, {me.title}
        <br />
        <span className="quiet">
          <bdi dir="ltr">{me.email}</bdi> · {me.roles.map((role) => roleWords[role]).join(', ')}
        </span>
      </p>
      <p>
        <Link to="/team/$id" params={{ id: me.id }}>
          <Trans>Your page in the team: when you are away, and who covers</Trans>
        </Link>
      </p>
      <LanguageChoice />
      <Praise staffId={me.id} />
      <PasswordForm email={me.email} />
      <Drafts />
      <SignOut />
    </div>
  );
}

/** On a machine that others use, what one has not sent should not stay behind unknown. */
function Drafts() {
  const me = useMe();
  useDraftNames(me.id);
  const many = draftsOf(me.id).length;
  if (many === 0) return null;
  return (
    <section aria-labelledby="drafts">
      <h2 id="drafts">
        <Trans>Not sent yet</Trans>
      </h2>
      <p>
        <Plural
          value={many}
          one="# text that you began is kept in this browser, also after you sign out."
          other="# texts that you began are kept in this browser, also after you sign out."
        />
      </p>
      <Button onPress={() => dropDrafts(me.id)}>
        <Plural value={many} one="Throw it away" other="Throw them away" />
      </Button>
    </section>
  );
}

function SignOut() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const leaving = useMutation({
    mutationFn: () => remove('/session'),
    onSuccess: async () => {
      await navigate({ to: '/sign-in' });
      client.clear();
    },
  });
  return (
    <section aria-labelledby="leave">
      <h2 id="leave">
        <Trans>Sign out</Trans>
      </h2>
      <Fault fault={leaving.error} />
      <Button isBusy={leaving.isPending} onPress={() => leaving.mutate()}>
        <Trans>Sign out</Trans>
      </Button>
    </section>
  );
}

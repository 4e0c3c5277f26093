import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { remove } from '../api/client.ts';
import { draftsOf, dropDrafts, useDraftNames } from '../draft.ts';
import { useMe } from '../me.ts';
import { Button } from '../parts/Button.tsx';
import { Fault } from '../parts/Fault.tsx';
import { ScreenTitle } from '../parts/Screen.tsx';
import { count } from '../time.ts';
import { roleWords } from '../words.ts';
import { PasswordForm } from './PasswordForm.tsx';
import { Praise } from './Praise.tsx';

export function AccountScreen() {
  const me = useMe();
  return (
    <div className="page narrow">
      <ScreenTitle title="My account" />
      <p className="lead">
        {me.name}, {me.title}
        <br />
        <span className="quiet">
          {me.email} · {me.roles.map((role) => roleWords[role]).join(', ')}
        </span>
      </p>
      <p>
        <Link to="/team/$id" params={{ id: me.id }}>
          Your page in the team: when you are away, and who covers
        </Link>
      </p>
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
      <h2 id="drafts">Not sent yet</h2>
      <p>
        {count(many, 'text')} that you began {many === 1 ? 'is' : 'are'} kept in this browser, also
        after you sign out.
      </p>
      <Button onPress={() => dropDrafts(me.id)}>Throw {many === 1 ? 'it' : 'them'} away</Button>
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
      <h2 id="leave">Sign out</h2>
      <Fault fault={leaving.error} />
      <Button isBusy={leaving.isPending} onPress={() => leaving.mutate()}>
        Sign out
      </Button>
    </section>
  );
}

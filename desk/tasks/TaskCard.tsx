import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { Task } from '../api/mail-types.ts';
import { Button } from '../parts/Button.tsx';
import { At } from '../parts/Due.tsx';
import { Fault } from '../parts/Fault.tsx';
import { useAct } from '../parts/use-act.ts';
import { taskWords } from './task-words.ts';

export function TaskCard({ task, isMine }: { task: Task; isMine: boolean }) {
  const { what, toDo, done = t`It is done` } = taskWords(task.kind);
  const finishing = useAct({ said: t`Done.` });
  return (
    <li className="card">
      <p className="byline">
        <strong>{what}</strong>
        <span>
          {!isMine && `${task.owner.name} · `}
          <At at={task.givenAt} />
        </span>
      </p>
      <p>{toDo}</p>
      <TaskWay task={task} />
      <Fault fault={finishing.error} />
      <div className="buttons">
        <Button
          isBusy={finishing.isPending}
          onPress={() => finishing.mutate({ path: `/tasks/${task.id}/done` })}
        >
          {done}
          <span className="unseen">: {what}</span>
        </Button>
      </div>
    </li>
  );
}

/** Where it can be seen to. */
function TaskWay({ task: { subject } }: { task: Task }) {
  const { flawId, complaintId, teamId, mailboxId, staffId, articleId, wantedId } = subject;
  if (flawId) {
    return (
      <p>
        <Link to="/flaws/$id" params={{ id: flawId }}>
          <Trans>Open the flaw</Trans>
        </Link>
      </p>
    );
  }
  if (teamId) {
    return (
      <p>
        <Link to="/errands">
          <Trans>Open the errands</Trans>
        </Link>
      </p>
    );
  }
  if (articleId) {
    return (
      <p>
        <Link to="/knowledge/$id" params={{ id: articleId }}>
          <Trans>Open the article</Trans>
        </Link>
      </p>
    );
  }
  if (wantedId) {
    return (
      <p>
        <Link to="/knowledge/wanted">
          <Trans>See what is wanted</Trans>
        </Link>
      </p>
    );
  }
  if (staffId) {
    return (
      <p>
        <Link to="/team/$id" params={{ id: staffId }}>
          <Trans>Open their page</Trans>
        </Link>
      </p>
    );
  }
  if (complaintId) {
    return (
      <p>
        <Link to="/complaints/$id" params={{ id: complaintId }}>
          <Trans>Open the complaint</Trans>
        </Link>
      </p>
    );
  }
  if (!mailboxId) return null;
  return (
    <p>
      <Link to="/mailboxes/$id" params={{ id: mailboxId }}>
        <Trans>Open the mailbox</Trans>
      </Link>
    </p>
  );
}

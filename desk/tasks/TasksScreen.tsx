import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TasksOf } from '../api/mail-types.ts';
import { tasksQuestion } from '../api/questions.ts';
import { Choices } from '../parts/Choices.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Empty, ScreenTitle } from '../parts/Screen.tsx';
import { TaskCard } from './TaskCard.tsx';

const whose = [
  ['me', t({ message: 'Mine', context: 'tasks' })],
  ['everybody', t({ message: 'Everybody’s', context: 'tasks' })],
] as const satisfies readonly (readonly [TasksOf, string])[];

/** What went wrong by itself and waits for a named person. */
export function TasksScreen() {
  const [of, choose] = useState<TasksOf>('me');
  const { data: tasks, error } = useQuery(tasksQuestion(of));
  return (
    <div className="page">
      <header className="page-head">
        <ScreenTitle title={t`Tasks`} />
        <Choices label={t`Whose tasks`} choices={whose} chosen={of} onChoose={choose} />
      </header>
      <p className="lead">
        <Trans>
          What went wrong by itself, and needs a person. When its cause is gone, a task goes, too.
        </Trans>
      </p>
      <Fault fault={error} />
      {tasks?.length === 0 && (
        <Empty title={of === 'me' ? t`No task is yours.` : t`Nobody has a task.`}>
          <Trans>
            Should something fail that nobody is looking at, it will stand here with a name.
          </Trans>
        </Empty>
      )}
      <ul className="cards">
        {tasks?.map((task) => (
          <TaskCard key={task.id} task={task} isMine={of === 'me'} />
        ))}
      </ul>
    </div>
  );
}

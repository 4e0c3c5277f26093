import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { leftQuestion } from '../api/questions.ts';
import type { Gone } from '../api/types.ts';
import { Button } from '../parts/Button.tsx';
import { CopyField } from '../parts/CopyField.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { At } from '../parts/Due.tsx';
import { Fault } from '../parts/Fault.tsx';
import { useAct } from '../parts/use-act.ts';

/** Who has left, and who took over; folded, because it is seldom asked for. */
export function LeftPeople() {
  const { data: left = [], error } = useQuery(leftQuestion);
  if (left.length === 0) return <Fault fault={error} />;
  return (
    <details className="left-people">
      <summary>
        <Trans>Who has left</Trans>
      </summary>
      <ul className="cards">
        {left.map((person) => (
          <LeftPerson key={person.id} person={person} />
        ))}
      </ul>
    </details>
  );
}

function LeftPerson({ person }: { person: Gone }) {
  const client = useQueryClient();
  const [link, showLink] = useState<string | null>(null);
  const returning = useAct<{ signInLink: string }>({
    said: t`${{ name: person.name }} is part of the team again.`,
    onDone: ({ signInLink }) => showLink(signInLink),
  });
  return (
    <li className="card">
      <p className="byline">
        <strong>{person.name}</strong>
        <span>
          <Trans>
            left <At at={person.leftAt} />
          </Trans>
        </span>
      </p>
      <p>
        <Trans>{{ successor: person.successor.name }} took over.</Trans>
      </p>
      <Fault fault={returning.error} />
      <div className="buttons">
        <Button
          isBusy={returning.isPending}
          onPress={() => returning.mutate({ path: `/staff/${person.id}/return` })}
        >
          <Trans>{{ name: person.name }} is back</Trans>
        </Button>
      </div>
      {link && (
        <Dialog
          title={t`${{ name: person.name }} is back`}
          onClose={() => void client.invalidateQueries({ queryKey: ['staff'] })}
        >
          <CopyField
            label={t`Their sign-in link`}
            hint={t`It works once, for a day. Pass it on to this person only; it is not shown again.`}
            value={link}
            look="main"
          />
        </Dialog>
      )}
    </li>
  );
}

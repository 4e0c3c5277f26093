import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Parked } from '../api/outbox-types.ts';
import { may } from '../may.ts';
import { useMe } from '../me.ts';
import { Button } from '../parts/Button.tsx';
import { At } from '../parts/Due.tsx';
import { Fault } from '../parts/Fault.tsx';
import { useAct } from '../parts/use-act.ts';
import { anonymous } from '../words.ts';
import { RubbishDialog } from './RubbishDialog.tsx';

const reasons: Readonly<Record<string, string>> = {
  hidden_field_filled: t`a field was filled in that people cannot see.`,
  sent_too_fast: t`it was sent faster than a person can type, and holds links.`,
  too_many_from_one_address: t`very many came from one address in a short time.`,
};

/** Something sent through the form that looked like rubbish. */
export function ParkedCard({ parked }: { parked: Parked }) {
  const me = useMe();
  const navigate = useNavigate();
  const [isRubbish, sayRubbish] = useState(false);
  const accepting = useAct<{ id: string }>({
    said: t`It is a complaint now, with an owner and a date.`,
    onDone: ({ id }) => void navigate({ to: '/complaints/$id', params: { id } }),
  });
  const { id, text, name, email, reason, parkedAt } = parked;
  return (
    <>
      <p className="byline">
        <strong>{name ?? anonymous}</strong>
        <span>
          {email && `${email} · `}
          <At at={parkedAt} />
        </span>
      </p>
      <p className="words" dir="auto">
        {text ?? t`There are no words.`}
      </p>
      <p className="quiet">
        <Trans>Held back because: {{ reason: reasons[reason] ?? reason }}</Trans>
      </p>
      <Fault fault={accepting.error} />
      {may(me, 'decideParked') && (
        <div className="buttons">
          <Button
            look="main"
            isBusy={accepting.isPending}
            onPress={() => accepting.mutate({ path: `/parked/${id}/complaint` })}
          >
            <Trans>It is a complaint</Trans>
          </Button>
          <Button onPress={() => sayRubbish(true)}>
            <Trans>It is rubbish</Trans>
          </Button>
        </div>
      )}
      {isRubbish && (
        <RubbishDialog
          path={`/parked/${id}`}
          title={t`It is rubbish`}
          onClose={() => sayRubbish(false)}
        />
      )}
    </>
  );
}

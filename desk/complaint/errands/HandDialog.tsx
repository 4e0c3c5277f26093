import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Refused } from '../../api/refused.ts';
import type { Complaint } from '../../api/types.ts';
import { useDraft } from '../../draft.ts';
import { TeamField } from '../../errands/ErrandDialog.tsx';
import type { Capacity } from '../../errands/errand-types.ts';
import { capacityQuestion } from '../../errands/questions.ts';
import { useMe } from '../../me.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { Field } from '../../parts/Field.tsx';
import { MomentField, WordsField } from '../../parts/fields.tsx';
import { useAct } from '../../parts/use-act.ts';
import { fromLocalField, wholeDate } from '../../time.ts';
import { ActForm } from '../acts/ActForm.tsx';

const empty = { teamId: '', what: '', why: '', link: '', by: '', knowingly: false };
type Draft = typeof empty;

/** Hands the work on, with the earliest honest date in sight before one is chosen. */
export function HandDialog({ complaint, onClose }: { complaint: Complaint; onClose: () => void }) {
  const me = useMe();
  const about = { staffId: me.id, about: `${complaint.id}.errand` };
  const { draft, change, clear } = useDraft<Draft>(about, empty);
  const { data: capacity } = useQuery({
    ...capacityQuestion(draft.teamId),
    enabled: draft.teamId !== '',
  });
  const handing = useAct({
    complaintId: complaint.id,
    said: t`Handed over. They accept it with a date, or say why not.`,
    onDone: () => {
      clear();
      onClose();
    },
  });
  const isRefused = handing.error instanceof Refused && handing.error.code === 'sooner_than_honest';
  const isTooSoon = isRefused || isSooner(complaint, draft, capacity);
  return (
    <Dialog title={t`Hand the work to those who can fix it`} onClose={onClose}>
      <ActForm
        button={t`Hand it over`}
        isBusy={handing.isPending}
        fault={handing.error}
        onSend={() =>
          handing.mutate({
            path: `/complaints/${complaint.id}/errands`,
            body: wishOf(draft),
          })
        }
      >
        <TeamField value={draft.teamId} onChange={(teamId) => change({ teamId })} />
        {capacity && <Earliest capacity={capacity} />}
        <WordsField
          label={t`What is to be done?`}
          hint={t`Whoever does it reads this, and not the whole complaint.`}
          rows={3}
          value={draft.what}
          onChange={(what) => change({ what })}
        />
        <WordsField
          label={t`Why does it matter to the customer?`}
          rows={2}
          value={draft.why}
          onChange={(why) => change({ why })}
        />
        <LinkField complaint={complaint} value={draft.link} onChange={(link) => change({ link })} />
        {draft.link === '' && (
          <MomentField
            label={t`By when is it needed? (if there is a date)`}
            isRequired={false}
            value={draft.by}
            onChange={(by) => change({ by })}
          />
        )}
        {isTooSoon && (
          <label className="check">
            <input
              type="checkbox"
              checked={draft.knowingly}
              onChange={({ target }) => change({ knowingly: target.checked })}
            />
            <Trans>I know that this is sooner than the team can do it. It is put on record.</Trans>
          </label>
        )}
      </ActForm>
    </Dialog>
  );
}

function Earliest({ capacity: { earliest, method } }: { capacity: Capacity }) {
  const date = earliest && wholeDate(earliest);
  return (
    <div className="earliest">
      {date && (
        <p>
          <strong>
            <Trans>The earliest honest date: {date}</Trans>
          </strong>
        </p>
      )}
      <p className="quiet">{method}</p>
    </div>
  );
}

/** What the customer was told: a promise, or a remedy that is not with them yet. */
function LinkField({
  complaint: { promises, remedies },
  value,
  onChange,
}: {
  complaint: Complaint;
  value: string;
  onChange: (value: string) => void;
}) {
  const ofRemedies = new Set(remedies.map(({ promiseId }) => promiseId));
  const open = promises.filter(
    ({ id, kind, state }) => kind === 'action' && state !== 'released' && !ofRemedies.has(id),
  );
  const given = remedies.filter(({ state }) => state === 'offered' || state === 'accepted');
  if (open.length + given.length === 0) return null;
  return (
    <Field label={t`What was the customer promised?`}>
      {(wired) => (
        <select {...wired} value={value} onChange={({ target }) => onChange(target.value)}>
          <option value="">{t`Nothing yet`}</option>
          {given.map(({ id, what }) => (
            <option key={id} value={`remedy:${id}`}>
              {what}
            </option>
          ))}
          {open.map(({ id, text }) => (
            <option key={id} value={`promise:${id}`}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function isSooner(complaint: Complaint, draft: Draft, capacity: Capacity | undefined): boolean {
  const needed = neededBy(complaint, draft);
  return Boolean(needed && capacity?.earliest && new Date(needed) < new Date(capacity.earliest));
}

function neededBy({ promises, remedies }: Complaint, { link, by }: Draft): string | undefined {
  const [, id] = link.split(':');
  if (!id) return fromLocalField(by);
  const remedy = remedies.find((one) => one.id === id);
  return (
    promises.find((one) => one.id === id)?.dueAt ?? remedy?.until ?? remedy?.dueAt ?? undefined
  );
}

function wishOf({ teamId, what, why, link, by, knowingly }: Draft): object {
  const [kind, id] = link.split(':');
  const date = id ? undefined : fromLocalField(by);
  return {
    teamId,
    what,
    why,
    knowingly,
    ...(kind === 'promise' && { promiseId: id }),
    ...(kind === 'remedy' && { remedyId: id }),
    ...(date && { neededBy: date }),
  };
}

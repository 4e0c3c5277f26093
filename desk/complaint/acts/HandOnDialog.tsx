import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useDraft } from '../../draft.ts';
import { deciders, may } from '../../may.ts';
import { useMe } from '../../me.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { PersonField, WordsField } from '../../parts/fields.tsx';
import { useAct } from '../../parts/use-act.ts';
import type { ActProps } from './ActDialog.tsx';
import { ActForm } from './ActForm.tsx';

const empty = { to: '', reason: '', pairedWith: '' };

export function HandOnDialog({ complaint: { id, owner, area }, onClose }: ActProps) {
  const me = useMe();
  const { draft, change, clear } = useDraft({ staffId: me.id, about: `${id}.hand-on` }, empty);
  const keeper = owner.name;
  const areaName = area?.name;
  const offering = useAct({
    complaintId: id,
    said: t`Offered. It stays with ${keeper} until they accept.`,
    onDone: () => {
      clear();
      onClose();
    },
  });
  return (
    <Dialog title={t`Hand on`} onClose={onClose}>
      <ActForm
        button={t`Offer it`}
        isBusy={offering.isPending}
        fault={offering.error}
        onSend={() => offering.mutate({ path: `/complaints/${id}/hand-over`, body: bodyOf(draft) })}
      >
        <p>
          <Trans>
            It stays with <bdi>{keeper}</bdi> until the other person accepts.
          </Trans>
        </p>
        <PersonField
          label={t`To whom?`}
          none={t`Choose a person`}
          value={draft.to}
          onChange={(to) => change({ to })}
          roles={deciders}
          without={owner.id}
        />
        {areaName && may(me, 'grantSkills') && (
          <PersonField
            label={t`Who stands beside them, if they are not trained for ${areaName}?`}
            none={t`Nobody`}
            isRequired={false}
            value={draft.pairedWith}
            onChange={(pairedWith) => change({ pairedWith })}
            roles={deciders}
            without={draft.to}
          />
        )}
        <WordsField
          label={t`Why?`}
          hint={t`They read this before they decide. The customer does not.`}
          value={draft.reason}
          onChange={(reason) => change({ reason })}
        />
      </ActForm>
    </Dialog>
  );
}

const bodyOf = ({ pairedWith, ...rest }: typeof empty): object => ({
  ...rest,
  ...(pairedWith && { pairedWith }),
});

import { t } from '@lingui/core/macro';
import { ActForm } from '../complaint/acts/ActForm.tsx';
import { useDraft } from '../draft.ts';
import { useMe } from '../me.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { WordsField } from '../parts/fields.tsx';
import { useAct } from '../parts/use-act.ts';

const empty = { reason: '' };

type Props = {
  /** What is decided about, such as `/mails/<id>`. */
  path: string;
  title: string;
  onClose: () => void;
};

export function RubbishDialog({ path, title, onClose }: Props) {
  const about = `${path}.rubbish`;
  const { draft, change, clear } = useDraft({ staffId: useMe().id, about }, empty);
  const rejecting = useAct({
    said: t`Noted, with your name.`,
    onDone: () => {
      clear();
      onClose();
    },
  });
  return (
    <Dialog title={title} onClose={onClose}>
      <ActForm
        button={title}
        isBusy={rejecting.isPending}
        fault={rejecting.error}
        onSend={() => rejecting.mutate({ path: `${path}/rubbish`, body: draft })}
      >
        <WordsField
          label={t`How do you see that?`}
          hint={t`Your name and this reason are kept with it.`}
          value={draft.reason}
          onChange={(reason) => change({ reason })}
        />
      </ActForm>
    </Dialog>
  );
}

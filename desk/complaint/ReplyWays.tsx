import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from '../parts/Button.tsx';
import { Check } from './Check.tsx';
import { goesByPost } from './recipients/recipients.ts';
import { withPromise } from './reply-draft.ts';
import type { PartProps } from './ToWhom.tsx';

type Props = PartProps & {
  onBlock: () => void;
  /** Null while the files have a place of their own. */
  onFiles: ((files: Iterable<File>) => void) | null;
};

/** What goes with the words, and by which way. */
export function ReplyWays({ draft, change, proposed, onBlock, onFiles }: Props) {
  const isOnPaper = goesByPost(proposed, draft);
  return (
    <div className="reply-ways">
      <Check
        label={t`with a promise`}
        isOn={draft.promises.length > 0}
        onChange={(isOn) => change(isOn ? withPromise(draft) : { promises: [] })}
      />
      <Check
        label={t`this is the final answer`}
        isOn={draft.isFinal}
        onChange={(isFinal) => change({ isFinal })}
      />
      {!isOnPaper && proposed && proposed.to.length > 0 && (
        <Check
          label={t`quote what they wrote`}
          isOn={draft.withQuote}
          onChange={(withQuote) => change({ withQuote })}
        />
      )}
      {proposed?.byPost && (
        <Check
          label={t`as a printed letter`}
          isOn={draft.onPaper}
          onChange={(onPaper) => change({ onPaper })}
        />
      )}
      {onFiles && <AddFiles onFiles={onFiles} />}
      <Button look="quiet" onPress={onBlock}>
        <Trans>Text block</Trans> <kbd>[</kbd>
      </Button>
    </div>
  );
}

function AddFiles({ onFiles }: { onFiles: (files: Iterable<File>) => void }) {
  return (
    <label className="button quiet add-files">
      <input
        type="file"
        multiple
        className="unseen"
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          target.value = '';
        }}
      />{' '}
      <Trans>Add files</Trans>
    </label>
  );
}

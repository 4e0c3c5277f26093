import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { TextBlock } from '../../api/draft-types.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { LineField } from '../../parts/fields.tsx';

type Props = {
  blocks: readonly TextBlock[];
  onChoose: (block: TextBlock) => void;
  onClose: () => void;
};

/** Found by any word of their title or text. Enter takes the first. */
export function BlockPicker({ blocks, onChoose, onClose }: Props) {
  const [sought, seek] = useState('');
  const found = blocks.filter(({ title, text }) => holds(`${title} ${text}`, sought));
  const [first] = found;
  return (
    <Dialog title={t`Begin with a text block`} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          // It stands within the form of the reply, which is not meant.
          event.stopPropagation();
          if (first) onChoose(first);
        }}
      >
        <LineField label={t`Find`} isRequired={false} value={sought} onChange={seek} />
      </form>
      {found.length === 0 && (
        <p className="quiet">
          {blocks.length === 0 ? t`There is no text block yet.` : t`None holds these words.`}{' '}
          <Link to="/text-blocks">
            <Trans>Text blocks</Trans>
          </Link>
        </p>
      )}
      <ul className="block-choices">
        {found.map((block) => (
          <li key={block.id}>
            <button type="button" className="block-choice" onClick={() => onChoose(block)}>
              <strong dir="auto">{block.title}</strong>
              <span className="quiet" dir="auto" lang={block.language}>
                {block.text}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

const holds = (text: string, sought: string): boolean =>
  sought
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.toLowerCase().includes(word));

import { plural } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { lazyRouteComponent } from '@tanstack/react-router';
import { type RefObject, Suspense, useMemo, useState } from 'react';
import { textBlocksQuestion } from '../../api/draft-questions.ts';
import type { TextBlock } from '../../api/draft-types.ts';
import type { Complaint } from '../../api/types.ts';
import { useMe } from '../../me.ts';
import { Button } from '../../parts/Button.tsx';
import { useKeys } from '../../shortcuts.ts';
import { nameOfCustomer } from '../../words.ts';
import { callsForBlock, filledIn, inserted, unrewritten } from './block-words.ts';

const BlockPicker = lazyRouteComponent(() => import('./BlockPicker.tsx'), 'BlockPicker');

type Around = {
  complaint: Complaint;
  text: string;
  write: (text: string) => void;
  words: RefObject<HTMLTextAreaElement | null>;
};

/** Words that a reply may begin with: put in by `[` or `//`, and then said in one's own way. */
export function useTextBlocks({ complaint, text, write, words }: Around) {
  const me = useMe();
  const { data: all = [] } = useQuery(textBlocksQuestion);
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const left = useMemo(() => unrewritten(text, all), [text, all]);
  const open = (): void => {
    setAt(words.current?.selectionStart ?? text.length);
    setOpen(true);
  };
  useKeys({ '[': open });
  const select = (from: number, to: number): void =>
    void requestAnimationFrame(() => {
      words.current?.focus();
      words.current?.setSelectionRange(from, to);
    });
  return {
    all,
    isOpen,
    open,
    left,
    /** Said to whoever presses Send before it is their own. */
    fault: left.length > 0 ? new Error(leftWords(left.length)) : null,
    onTyped: (typed: string, caret: number): void => {
      write(typed);
      if (!callsForBlock(typed, caret) || typed.length < text.length) return;
      setAt(caret);
      setOpen(true);
    },
    choose: (block: TextBlock): void => {
      const name = complaint.customer.name ?? complaint.customerName;
      const known = { reference: complaint.reference, me: me.name };
      const filled = filledIn(block.text, {
        ...known,
        ...(name && { name: nameOfCustomer(name) }),
      });
      const put = inserted(text, at, filled);
      write(put.text);
      setOpen(false);
      select(put.from, put.to);
    },
    close: (): void => {
      setOpen(false);
      select(at, at);
    },
    goTo: (sentence: string): void => {
      const from = text.indexOf(sentence);
      select(from, from + sentence.length);
    },
  };
}

const leftWords = (many: number): string =>
  plural(many, {
    one: 'One sentence is still as in the text block. Rewrite first, then send.',
    other: '# sentences are still as in the text block. Rewrite first, then send.',
  });

type Blocks = ReturnType<typeof useTextBlocks>;

export function TextBlocks({ blocks }: { blocks: Blocks }) {
  const { all, isOpen, left, choose, close, goTo } = blocks;
  const [first] = left;
  const many = left.length;
  return (
    <>
      {first && (
        <div className="block-bar" role="status">
          <p>
            <Plural
              value={many}
              one="One sentence is still as in the text block. Say it in your own words."
              other="# sentences are still as in the text block. Say them in your own words."
            />
          </p>
          <Button look="quiet" onPress={() => goTo(first)}>
            <Trans>Show me</Trans>
          </Button>
        </div>
      )}
      {isOpen && (
        <Suspense fallback={null}>
          <BlockPicker blocks={all} onChoose={choose} onClose={close} />
        </Suspense>
      )}
    </>
  );
}

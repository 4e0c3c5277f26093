import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type CSSProperties, useEffect, useState } from 'react';
import type { Complaint } from '../../api/types.ts';
import { may } from '../../may.ts';
import { useMe } from '../../me.ts';
import { Button } from '../../parts/Button.tsx';
import { Fault } from '../../parts/Fault.tsx';
import { useAct } from '../../parts/use-act.ts';
import { useKeys } from '../../shortcuts.ts';
import { SplitDialog } from '../acts/SplitDialog.tsx';
import { type Marked, markedWords } from './marked-words.ts';

/** Words of the customer that somebody marks become a point with one press. */
export function MarkedWords({ complaint, onNone }: { complaint: Complaint; onNone: () => void }) {
  const { id } = complaint;
  const me = useMe();
  const marked = useMarked();
  const [splitting, split] = useState<Marked | null>(null);
  const noting = useAct({
    complaintId: id,
    said: t`Noted as a point.`,
    onDone: () => getSelection()?.removeAllRanges(),
  });
  const note = ({ text, messageId }: Marked): void => {
    if (noting.isPending) return;
    noting.mutate({ path: `/complaints/${id}/points`, body: { text, messageId } });
  };
  useKeys({
    o: () => {
      const now = markedWords();
      if (now) note(now);
      else onNone();
    },
  });
  if (splitting) {
    return <SplitDialog complaint={complaint} marked={splitting} onClose={() => split(null)} />;
  }
  if (!marked) return null;
  return (
    // The press must not take away what is marked.
    <div
      className="marked-words"
      role="group"
      aria-label={t`Marked words`}
      style={beside(marked.at)}
      onMouseDown={(event) => event.preventDefault()}
    >
      <Button isBusy={noting.isPending} onPress={() => note(marked)}>
        <Trans>Note as a point</Trans> <kbd>o</kbd>
      </Button>
      {may(me, 'join') && (
        <Button onPress={() => split(marked)}>
          <Trans>A complaint of its own</Trans>
        </Button>
      )}
      <Fault fault={noting.error} />
    </div>
  );
}

function useMarked(): Marked | null {
  const [marked, mark] = useState<Marked | null>(null);
  useEffect(() => {
    const look = (): void => mark(markedWords());
    document.addEventListener('selectionchange', look);
    // The button stays with the words, whichever pane is scrolled.
    document.addEventListener('scroll', look, { capture: true, passive: true });
    return () => {
      document.removeEventListener('selectionchange', look);
      document.removeEventListener('scroll', look, { capture: true });
    };
  }, []);
  return marked;
}

const gap = 6;
const room = { width: 340, height: 48 };

/** Below the words, within sight. */
const beside = ({ bottom, left, right }: DOMRect): CSSProperties => {
  const start = document.dir === 'rtl' ? innerWidth - right : left;
  return {
    insetBlockStart: Math.max(gap, Math.min(bottom + gap, innerHeight - room.height)),
    insetInlineStart: Math.max(gap, Math.min(start, innerWidth - room.width)),
  };
};

import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useEffect, useMemo, useRef } from 'react';
import type { Complaint, StoryLine } from '../api/types.ts';
import { At } from '../parts/Due.tsx';
import { MessageItem } from './MessageItem.tsx';
import { threadItems } from './thread-items.ts';

export function Thread({ complaint }: { complaint: Complaint }) {
  const items = useMemo(() => threadItems(complaint), [complaint]);
  const pane = useRef<HTMLElement>(null);
  const last = items.findLast(({ kind }) => kind === 'message');
  const lastId = last?.kind === 'message' ? last.message.id : undefined;
  useEffect(() => {
    // Where the thread scrolls by itself, the latest words are shown first, from their beginning.
    const shown = lastId && pane.current?.querySelector<HTMLElement>(`[data-id="${lastId}"]`);
    if (shown && pane.current)
      pane.current.scrollTop = shown.offsetTop - pane.current.offsetTop - 24;
  }, [lastId]);
  return (
    <section className="thread" ref={pane} aria-label={t`Thread`} tabIndex={0}>
      <p className="caption">
        <Trans>The small lines say what happened as the customer reads it on their page.</Trans>
      </p>
      <ol>
        {items.map((item) =>
          item.kind === 'message' ? (
            <MessageItem key={item.message.id} message={item.message} complaint={complaint} />
          ) : (
            <Lines key={`${item.at}${item.lines[0]?.type}`} lines={item.lines} />
          ),
        )}
      </ol>
    </section>
  );
}

/** A long run of events between two messages says little: it opens on demand. */
const linesShown = 4;

function Lines({ lines }: { lines: readonly StoryLine[] }) {
  const shown = lines.slice(-linesShown);
  const folded = lines.slice(0, -linesShown);
  const many = folded.length;
  return (
    <li className="lines">
      {many > 0 && (
        <details>
          <summary>
            <Plural value={many} one="# earlier" other="# earlier" />
          </summary>
          <LineList lines={folded} />
        </details>
      )}
      <LineList lines={shown} />
    </li>
  );
}

function LineList({ lines }: { lines: readonly StoryLine[] }) {
  return (
    <ul>
      {lines.map((line, at) => (
        // Two events of one kind may share an instant; the order never changes.
        <li key={`${line.at}${line.type}${at}`} className={line.type}>
          <span dir="auto">{line.sentence}</span> <At at={line.at} />
        </li>
      ))}
    </ul>
  );
}

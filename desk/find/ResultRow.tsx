import { t } from '@lingui/core/macro';
import { useLinkProps } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { At } from '../parts/Due.tsx';
import { StateMark } from '../parts/StateMark.tsx';
import { nameOfCustomer } from '../words.ts';
import type { Result } from './search-question.ts';

type Props = { result: Result; id: string; isChosen: boolean; onOpen: () => void };

/** A complaint that was found. A link, so that it can be opened beside this one. */
export function ResultRow({ result, id, isChosen, onOpen }: Props) {
  const { complaint, excerpt } = result;
  const link = useLinkProps({ to: '/complaints/$id', params: { id: complaint.id } });
  const row = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (isChosen) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  return (
    <a
      {...link}
      ref={row}
      id={id}
      role="option"
      aria-selected={isChosen}
      tabIndex={-1}
      className="row found"
      onClick={(event) => {
        link.onClick?.(event);
        if (event.defaultPrevented) onOpen();
      }}
    >
      <span className="who" dir="auto">
        {nameOfCustomer(complaint.customerName)}
      </span>
      <span className="start" dir="auto">
        <Passage excerpt={excerpt} />
      </span>
      <span className="marks">
        <span className="owner" dir="auto">
          {complaint.owner.name}
        </span>
        <span className="reference" dir="ltr">
          {complaint.reference}
        </span>
      </span>
      <StateMark state={complaint.state} />
      <span className="next quiet">
        <At at={complaint.receivedAt} />
      </span>
    </a>
  );
}

function Passage({ excerpt }: Pick<Result, 'excerpt'>) {
  if (excerpt.length === 0) return t`No words are kept here.`;
  return excerpt.map(({ text, isHit }, place) => {
    // The parts of one passage never change their places.
    const key = `${place} ${text}`;
    return isHit ? <mark key={key}>{text}</mark> : <span key={key}>{text}</span>;
  });
}

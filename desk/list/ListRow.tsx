import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import type { Ref } from 'react';
import type { Row } from '../api/types.ts';
import { At, Due } from '../parts/Due.tsx';
import { StateMark } from '../parts/StateMark.tsx';
import { Way } from '../parts/Way.tsx';
import { RowMarks } from '../presence/RowMarks.tsx';
import { nameOfCustomer } from '../words.ts';
import type { Filters } from './filters.ts';

type Props = {
  row: Row;
  filters: Filters;
  isOpen: boolean;
  hasDraft: boolean;
  /** Where it stands: not all rows are in the page at once. */
  place: { index: number; start: number; of: number };
  measure: Ref<HTMLLIElement>;
};

/** One complaint in a line (or two, where it is narrow): whose words, which, and what comes next. */
export function ListRow({ row, filters, isOpen, hasDraft, place, measure }: Props) {
  return (
    <li
      ref={measure}
      data-index={place.index}
      aria-posinset={place.index + 1}
      aria-setsize={place.of}
      style={{ transform: `translateY(${place.start}px)` }}
    >
      <Way to="/complaints/$id" id={row.id} filters={filters} className="row" isCurrent={isOpen}>
        <span className="who" dir="auto">
          {nameOfCustomer(row.customerName)}
        </span>
        <span className="start" dir="auto">
          {row.text ?? t`No words are kept here.`}
        </span>
        <span className="marks">
          <RowMarks complaintId={row.id} hasDraft={hasDraft} />
          {row.contacts > 1 && (
            <span title={t`How often they reached us`}>
              <Plural value={{ contacts: row.contacts }} one="# contact" other="# contacts" />
            </span>
          )}
          {(filters.view ?? 'mine') !== 'mine' && (
            <span className="owner" dir="auto">
              {row.owner.name}
            </span>
          )}
          <span className="reference" dir="ltr">
            {row.reference}
          </span>
        </span>
        <StateMark state={row.state} />
        <span className="next">
          <Next row={row} />
        </span>
      </Way>
    </li>
  );
}

function Next({ row }: { row: Row }) {
  if (row.state === 'done' && row.closedAt) return <At at={row.closedAt} />;
  if (row.nextAt) return <Due at={row.nextAt} />;
  return (
    <span className="quiet">
      <Trans>no date</Trans>
    </span>
  );
}

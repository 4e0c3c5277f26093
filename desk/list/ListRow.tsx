import type { View } from '../api/questions.ts';
import type { Row } from '../api/types.ts';
import { At, Due } from '../parts/Due.tsx';
import { StateMark } from '../parts/StateMark.tsx';
import { Way } from '../parts/Way.tsx';
import { nameOfCustomer } from '../words.ts';

type Props = { row: Row; view: View; isOpen: boolean; hasDraft: boolean };

/** One complaint in a line (or two, where it is narrow): whose words, which, and what comes next. */
export function ListRow({ row, view, isOpen, hasDraft }: Props) {
  return (
    <li>
      <Way to="/complaints/$id" id={row.id} view={view} className="row" isCurrent={isOpen}>
        <span className="who">{nameOfCustomer(row.customerName)}</span>
        <span className="start" dir="auto">
          {row.text ?? 'No words are kept here.'}
        </span>
        <span className="marks">
          {hasDraft && <span className="draft-mark">Draft</span>}
          {row.contacts > 1 && (
            <span title="How often they reached us">{row.contacts} contacts</span>
          )}
          {view !== 'mine' && <span className="owner">{row.owner.name}</span>}
          <span className="reference">{row.reference}</span>
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
  return <span className="quiet">no date</span>;
}

import type { ComplaintState } from '../api/types.ts';
import { stateWords } from '../words.ts';

const shapes: Readonly<Record<ComplaintState, React.ReactNode>> = {
  to_do: <circle cx="8" cy="8" r="5.5" />,
  waiting: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M8 5v3l2 1.5" />
    </>
  ),
  done: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="m5.6 8.2 1.7 1.7 3.2-3.6" />
    </>
  ),
};

/** A shape and a word: the state never rests on colour. */
export function StateMark({ state }: { state: ComplaintState }) {
  return (
    <span className={`state ${state}`}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
        {shapes[state]}
      </svg>
      {stateWords[state]}
    </span>
  );
}

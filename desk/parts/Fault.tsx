import { sentenceOf } from '../api/refused.ts';

/** The server's own sentence. `role="alert"` reads it aloud when it appears. */
export function Fault({ fault }: { fault: unknown }) {
  return (
    <div role="alert" className="fault-place">
      {fault ? <p className="fault">{sentenceOf(fault)}</p> : null}
    </div>
  );
}

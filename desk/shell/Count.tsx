import { capped } from '../time.ts';

/** A number beside a way; nothing where there is nothing. */
export function Count({ many, of }: { many: number; of: string }) {
  if (many === 0) return null;
  return (
    <span className="count">
      {capped(many)}
      <span className="unseen"> {of}</span>
    </span>
  );
}

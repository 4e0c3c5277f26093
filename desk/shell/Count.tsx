import { capped } from '../time.ts';

type Props = {
  many: number;
  /** The number as a whole phrase, for who does not see where it stands. */
  words: (many: number, shown: string) => string;
};

/** A number beside a way; nothing where there is nothing. */
export function Count({ many, words }: Props) {
  if (many === 0) return null;
  const shown = capped(many);
  return (
    <span className="count">
      <span aria-hidden="true">{shown}</span>
      <span className="unseen">{words(many, shown)}</span>
    </span>
  );
}

import { attributionAt } from './attribution.ts';
import { headerBlockAt } from './header-block.ts';
import {
  isBlank,
  isForwardMarker,
  isOriginalMarker,
  isReplyAbove,
  isRuler,
  isSignatureMark,
  type Line,
} from './lines.ts';

/**
 * What a line is: `t` text, `e` empty, `q` quoted, `b` says who wrote what is quoted below, `p`
 * perhaps says so, `h` header of an earlier mail, `o` announces an earlier mail, `f` a forwarded
 * one, `d` begins a signature, `r` ruler, `a` asks for the reply to be written above.
 */
export type Kind = 't' | 'e' | 'q' | 'b' | 'p' | 'h' | 'o' | 'f' | 'd' | 'r' | 'a';

export function kindsOf(lines: readonly Line[]): Kind[] {
  const kinds: Kind[] = [];
  while (kinds.length < lines.length) {
    const [kind, length] = kindAt(lines, kinds.length);
    for (let taken = 0; taken < length; taken += 1) kinds.push(kind);
  }
  return kinds;
}

function kindAt(lines: readonly Line[], index: number): [kind: Kind, length: number] {
  const line = lines[index];
  if (!line || (isBlank(line) && line.depth === 0)) return ['e', 1];
  if (line.depth > 0) return ['q', 1];
  const single = singleKindOf(line);
  if (single) return [single, 1];
  const headers = headerBlockAt(lines, index);
  if (headers > 0) return ['h', headers];
  const attribution = attributionAt(lines, index);
  if (!attribution) return ['t', 1];
  return [attribution.isSure ? 'b' : 'p', attribution.length];
}

const singles: [kind: Kind, fits: (line: Line) => boolean][] = [
  ['d', isSignatureMark],
  ['r', isRuler],
  ['a', isReplyAbove],
  ['o', isOriginalMarker],
  ['f', isForwardMarker],
];

const singleKindOf = (line: Line): Kind | null =>
  singles.find(([, fits]) => fits(line))?.[0] ?? null;

/** Quoted lines name who wrote them, or announce what is forwarded. */
export const isAttributed = (lines: readonly Line[]): boolean =>
  lines.some(
    (line, index) =>
      isForwardMarker(line) || isOriginalMarker(line) || attributionAt(lines, index) !== null,
  );

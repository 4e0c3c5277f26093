import { type Label, labelOf } from './languages.ts';
import { isBlank, type Line } from './lines.ts';

const linesAtMost = 40;

/**
 * The headers of a mail as Outlook and others show them above what they quote: from whom, and two
 * more at least, or when if there is somebody's address. Returns the number of lines; 0 where there are none.
 */
export function headerBlockAt(lines: readonly Line[], start: number): number {
  const first = lines[start];
  if (!first || isBlank(first)) return 0;
  const firstLabel = labelOf(first.text);
  if (firstLabel === null) return 0;
  const seen = new Set<Label>([firstLabel]);
  const end = readOn(lines, start, seen);
  return isMail(seen, lines.slice(start, end)) ? end - start : 0;
}

/** A journey has a from, a to and a date as well; a mail has a subject or somebody's address. */
function isMail(seen: ReadonlySet<Label>, shown: readonly Line[]): boolean {
  if (!seen.has('from')) return false;
  const isWhole = seen.has('subject') || shown.some((line) => line.text.includes('@'));
  const isShort = seen.has('date') && shown[0]?.text.includes('@') === true;
  return seen.size >= 3 ? isWhole : isShort;
}

/** Headers may be folded, and set apart by single empty lines. */
function readOn(lines: readonly Line[], start: number, seen: Set<Label>): number {
  const depth = lines[start]?.depth ?? 0;
  let end = start + 1;
  let others = 0;
  for (let index = end; index < Math.min(lines.length, start + linesAtMost); index += 1) {
    const line = lines[index];
    if (!line || line.depth !== depth) break;
    const label = labelOf(line.text);
    if (label) {
      seen.add(label);
      end = index + 1;
      others = 0;
    } else if (isBlank(line) && others > 0) break;
    else others += 1;
    if (others > 2) break;
  }
  return end;
}

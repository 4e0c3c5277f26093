import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import {
  type Facts,
  fingerprintOf,
  loadVectors,
  openMatters,
  type Surge,
} from '#likeness/index.ts';
import { type Args, firstOf, say } from './arguments.ts';

const usage = `Which file? amends flaws-replay FILE.jsonl
Lines of {"id", "at", "text", "product"?, "place"?}, in order of time.`;

const lineMax = 1_000_000;
const name = z.string().max(1_000).nullish();
/** Whatever else stands in a row, such as a label to score by, is not read. */
const rowSchema = z.object({
  id: z.union([z.string().min(1).max(1_000), z.number()]),
  at: z.union([z.string(), z.number()]).pipe(z.coerce.date()),
  text: z.string(),
  product: name,
  place: name,
  channel: name,
});
type Row = z.infer<typeof rowSchema>;

/**
 * `amends flaws-replay FILE`: goes through complaints as if they arrived now, and prints each
 * suspected flaw the moment it is raised, a line of JSON each: once, with the complaints known by then.
 */
export async function flawsReplay(args: Args): Promise<void> {
  const file = firstOf(args, usage);
  const vectors = await loadVectors();
  const matters = openMatters();
  let number = 0;
  let last = Number.NEGATIVE_INFINITY;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    number += 1;
    if (line.trim() === '') continue;
    const row = readRow(line);
    if (typeof row === 'string') {
      complain(number, row);
      continue;
    }
    // What was written late has arrived late.
    last = Math.max(last, row.at.getTime());
    const { id, text, at: _, ...facts } = row;
    const at = new Date(last);
    const fingerprint = fingerprintOf(text, vectors);
    const { surge } = matters.take({ id: String(id), at, fingerprint, facts: known(facts) });
    if (surge) say(JSON.stringify(shown(surge)));
  }
}

/** A row, or what is wrong with the line. */
function readRow(line: string): Row | string {
  if (line.length > lineMax) return 'it is too long';
  try {
    const read = rowSchema.safeParse(JSON.parse(line));
    if (read.success) return read.data;
    return read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  } catch {
    return 'it is no JSON';
  }
}

function complain(number: number, what: string): void {
  process.stderr.write(`Line ${number} is left out: ${what}.\n`);
}

const known = ({ product, place, channel }: Omit<Row, 'id' | 'at' | 'text'>): Facts => ({
  product: product ?? null,
  place: place ?? null,
  channel: channel ?? null,
});

const shown = ({ raisedAt, rows, words, since, usual, chance, facts }: Surge) => ({
  raisedAt,
  rows,
  words,
  reason: reasonOf({ rows, since, usual, words, facts }),
  since,
  usual,
  chance,
  facts,
});

function reasonOf({
  rows,
  since,
  usual,
  words,
  facts,
}: Pick<Surge, 'rows' | 'since' | 'usual' | 'words' | 'facts'>): string {
  const about = words.length > 0 ? ` about “${words.join(', ')}”` : '';
  const common = [facts.product, facts.place, facts.channel].filter(Boolean);
  const where = common.length > 0 ? ` (${common.join(', ')})` : '';
  const expected = usual < 0.05 ? 'none' : `about ${usual.toFixed(1)}`;
  return `${rows.length} complaints${about}${where} since ${since.toISOString()}, where ${expected} would be usual.`;
}

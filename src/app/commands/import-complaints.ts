import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { exitCodes, Stop } from '#refusal.ts';
import type { Amends } from '../amends.ts';
import { type ImportCounts, importFile } from '../import-complaints.ts';
import { type Args, firstOf, say } from './arguments.ts';
import { showProgress } from './progress.ts';
import { withAmends } from './with-amends.ts';

/** `amends import-complaints FILE`: by the command of the API, and as often as you like. */
export async function importComplaints(args: Args): Promise<void> {
  const file = firstOf(args, 'Which file? amends import-complaints FILE (JSONL or CSV)');
  sizeOf(file);
  await withAmends(async (amends) => {
    const stopping = new AbortController();
    const stop = () => stopping.abort();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
    const isWhole = await importAndSay(amends, file, stopping.signal);
    if (!isWhole) process.exitCode = interruptedCode;
  });
}

const interruptedCode = 130;

/** The size of a file that can be read; otherwise a `Stop`. */
export function sizeOf(file: string): number {
  try {
    const stats = statSync(file);
    if (stats.isFile()) return stats.size;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Stop(`The file ${file} cannot be read (${code}).`, exitCodes.configuration);
  }
  throw new Stop(`${file} is not a file.`, exitCodes.configuration);
}

/** Imports with a bar that moves, says what became of it, and whether the end was reached. */
export async function importAndSay(
  amends: Amends,
  file: string,
  signal: AbortSignal,
): Promise<boolean> {
  const folder = join(amends.config.dataFolder, 'imports');
  const rejectedFile = join(folder, `${basename(file)}.rejected.jsonl`);
  const progress = showProgress();
  const [began, bytes] = [performance.now(), sizeOf(file)];
  let counts: ImportCounts;
  try {
    counts = await importFile(amends, file, {
      rejectedFile,
      signal,
      progress: (at) => progress.at(barOf(at, at.bytesRead / bytes, performance.now() - began)),
    });
  } finally {
    progress.end();
  }
  const isWhole = !signal.aborted;
  say(isWhole ? summaryOf(counts) : `Stopped: ${summaryOf(counts)}. Run it again to go on.`);
  if (counts.refused > 0) say(`What was refused, with its line and the reason: ${rejectedFile}`);
  return isWhole;
}

const number = (count: number): string => count.toLocaleString('en-GB');

const barWidth = 24;

function barOf({ rows, refused }: ImportCounts, part: number, milliseconds: number): string {
  const done = Math.round(part * barWidth);
  const bar = '█'.repeat(done) + '░'.repeat(barWidth - done);
  const perSecond = Math.round(rows / Math.max(milliseconds / 1_000, 0.001));
  const few = refused > 0 ? `, ${number(refused)} refused` : '';
  return `${bar} ${Math.floor(part * 100)} %  ${number(rows)} rows, ${number(perSecond)} a second${few}`;
}

/** "3,305 of 3,305 taken in, 0 known before, 0 refused" */
export const summaryOf = ({ rows, takenIn, known, refused }: ImportCounts): string =>
  `${number(takenIn)} of ${number(rows)} taken in, ${number(known)} known before, ${number(refused)} refused`;

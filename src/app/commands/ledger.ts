import { readFile } from 'node:fs/promises';
import { checkReceipt } from '#ledger/receipt-check.ts';
import type { Verdict } from '#ledger/verify.ts';
import { exitCodes, Stop } from '#refusal.ts';
import { verifyAmends } from '../check.ts';
import { type Args, firstOf, optionOf, say } from './arguments.ts';
import { showProgress } from './progress.ts';
import { withAmends } from './with-amends.ts';

/** `amends verify [--witness FILE]`: ends with 0 only when everything is whole. */
export async function verifyLedger(args: Args): Promise<void> {
  const file = optionOf(args, 'witness');
  const witness = file ? { witness: await readText(file) } : {};
  const progress = showProgress();
  const verdict = await withAmends((amends) =>
    verifyAmends(amends, { ...witness, progress: (what, done) => progress.at(`${done} ${what}`) }),
  );
  progress.end();
  report(verdict);
}

/** Says what was checked and what is wrong, if anything. */
export function report(verdict: Verdict): void {
  const { entries, streams, checkpoints, contents, erased, tables, faults } = verdict;
  say(
    `Checked ${entries} entries in ${streams} chains, ${checkpoints} checkpoints, ${contents} texts and files (${erased} erased) and ${tables} tables.`,
  );
  for (const { place, sentence } of faults) say(`  ${place}: ${sentence}`);
  if (faults.length === 0) return say('The ledger is whole.');
  throw new Stop(`The ledger is NOT whole: ${faults.length} faults.`, exitCodes.notWhole);
}

/** `amends check-receipt FILE`: needs no database and asks nobody. */
export async function checkReceiptFile(args: Args): Promise<void> {
  const file = firstOf(args, 'Which receipt? amends check-receipt FILE');
  for (const sentence of checkReceipt(await readText(file))) say(sentence);
}

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Stop(`The file ${file} cannot be read (${error.code}).`, exitCodes.configuration);
  });
}

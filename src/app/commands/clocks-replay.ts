import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { exitCodes, Stop } from '#refusal.ts';
import { type Args, firstOf, say } from './arguments.ts';
import { answerTo } from './working-time-rows.ts';

/**
 * `amends clocks-replay FILE`: answers questions about working time, one a line, with a line of JSON
 * each, in order. A row that cannot be answered gets the reason instead.
 */
export async function clocksReplay(args: Args): Promise<void> {
  const file = firstOf(args, 'Which file? amends clocks-replay FILE (a row of JSON a line)');
  if (!existsSync(file)) throw new Stop(`There is no file ${file}.`, exitCodes.configuration);
  const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity });
  for await (const line of lines) if (line.trim() !== '') say(JSON.stringify(replyTo(line)));
}

function replyTo(line: string): { answer: unknown } | { error: string } {
  try {
    return { answer: answerTo(JSON.parse(line)) };
  } catch (error) {
    return { error: error instanceof z.ZodError ? z.prettifyError(error) : String(error) };
  }
}

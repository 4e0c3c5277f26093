import { exitCodes, Stop } from '#refusal.ts';

/** What was typed behind the name of a command. */
export type Args = {
  positionals: string[];
  values: Record<string, string | boolean | undefined>;
};

/** The first word behind the command, or a sentence that says what is missing. */
export function firstOf({ positionals }: Args, missing: string): string {
  const [first] = positionals;
  if (first) return first;
  throw new Stop(missing, exitCodes.configuration);
}

export function optionOf({ values }: Args, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** Commands speak to the person at the keyboard. */
export const say = (line: string): void => void process.stdout.write(`${line}\n`);

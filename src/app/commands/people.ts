import { readFile } from 'node:fs/promises';
import { parse } from '#http/fields.ts';
import { programActor } from '#ledger/ledger.ts';
import { exitCodes, Stop } from '#refusal.ts';
import {
  makeAccessToken,
  makeSignInLink,
  setUpBody,
  setUpOrganisation,
  staffByEmail,
} from '#staff/index.ts';
import type { Amends } from '../amends.ts';
import { type Args, firstOf, optionOf, say } from './arguments.ts';
import { withAmends } from './with-amends.ts';

/** `amends setup --file FILE`: prints the administrator's one-time sign-in link. */
export async function setup(args: Args): Promise<void> {
  const file = optionOf(args, 'file');
  if (!file) throw new Stop('Name the file: amends setup --file FILE', exitCodes.configuration);
  const body = parse(setUpBody, await readJson(file));
  await withAmends(async (amends) => {
    const { signInLink: link } = await amends.ledger.write(programActor, (unit) =>
      setUpOrganisation(amends, unit, body),
    );
    say(link);
  });
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Stop(`The file ${file} cannot be read (${error.code}).`, exitCodes.configuration);
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Stop(
      `The file ${file} is not JSON: ${(error as Error).message}`,
      exitCodes.configuration,
    );
  }
}

/** `amends sign-in-link EMAIL`: the way out for whoever is locked out. */
export async function signInLink(args: Args): Promise<void> {
  const email = firstOf(args, 'Whose? amends sign-in-link EMAIL');
  await withAmends(async (amends) => {
    const staffId = await personIdOf(amends, email);
    const token = await makeSignInLink(amends.db, staffId, amends.clock.now());
    say(`${amends.config.publicUrl}/sign-in/${token}`);
  });
}

/** `amends token NAME [--as EMAIL]`: printed once, never to be seen again. */
export async function token(args: Args): Promise<void> {
  const name = firstOf(args, 'What is it for? amends token NAME');
  const email = optionOf(args, 'as');
  await withAmends(async (amends) => {
    const staffId = email ? await personIdOf(amends, email) : null;
    say(await makeAccessToken(amends.db, { name, staffId }, amends.clock.now()));
  });
}

async function personIdOf({ db }: Amends, email: string): Promise<string> {
  const person = await staffByEmail(db, email);
  if (person) return person.staffId;
  throw new Stop(`Nobody here has the address ${email}.`, exitCodes.configuration);
}

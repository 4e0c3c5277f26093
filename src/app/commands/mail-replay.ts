import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { later, minuteMs, settableClock } from '#clock.ts';
import { readConfig } from '#config.ts';
import { openDatabase } from '#database/open.ts';
import { programActor } from '#ledger/ledger.ts';
import { unknownEnvelope } from '#mail/arrival.ts';
import type { ReadMail } from '#mail/read-mail.ts';
import { keepMail, readStoredMails } from '#mails/index.ts';
import { setUp } from '#staff/index.ts';
import { type Amends, createAmends } from '../amends.ts';
import { type Args, firstOf, say } from './arguments.ts';

/**
 * `amends mail-replay FOLDER`: takes raw mails through the whole way in, on a database of its own,
 * and prints what each became, a line of JSON each. Nothing is sent and nobody's DNS is asked.
 */
export async function mailReplay(args: Args): Promise<void> {
  const folder = firstOf(args, 'Which folder? amends mail-replay FOLDER (raw mails, one a file)');
  const dataFolder = await mkdtemp(join(tmpdir(), 'amends-replay-'));
  try {
    await withOwnAmends(dataFolder, (amends, clock) => replay(amends, clock, folder));
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
}

type SettableClock = ReturnType<typeof settableClock>;

async function withOwnAmends(
  dataFolder: string,
  work: (amends: Amends, clock: SettableClock) => Promise<void>,
): Promise<void> {
  const config = readConfig({ AMENDS_DATA: dataFolder, LOG_LEVEL: 'error' });
  const database = await openDatabase(config, 'server');
  try {
    const clock = settableClock(new Date());
    const resolver = () =>
      Promise.reject(Object.assign(new Error('not asked'), { code: 'ENOTFOUND' }));
    const amends = await createAmends(config, database.db, { clock, resolver });
    await amends.ledger.write(programActor, (unit) => setUp(unit, somebody));
    await work(amends, clock);
    await amends.reading.reader.close();
  } finally {
    await database.close();
  }
}

/** So that mails of one sender in a folder are not taken for a loop. */
const apartMs = 30 * minuteMs;

async function replay(amends: Amends, clock: SettableClock, folder: string): Promise<void> {
  const keep = keepMail(amends);
  for (const file of await filesIn(folder)) {
    clock.set(later(clock.now(), apartMs));
    await keep({
      bytes: createReadStream(join(folder, file)),
      via: 'folder',
      mailboxId: null,
      arrivedAt: clock.now(),
      envelope: unknownEnvelope,
      position: null,
    });
    await readStoredMails(amends.reading);
    say(JSON.stringify({ file, ...(await outcomeOf(amends, join(folder, file))) }));
  }
}

async function filesIn(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .toSorted();
}

/** What the last mail became; a copy is what the mail became that it is a copy of. */
async function outcomeOf({ db, reading }: Amends, path: string) {
  const row = await db
    .selectFrom('mails')
    .leftJoin('mails as first', 'first.mail_id', 'mails.copy_of')
    .select(['mails.state', 'mails.reason', 'first.state as firstState', 'mails.arrived_at'])
    .orderBy('mails.stored_at', 'desc')
    .orderBy('mails.mail_id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  const answer = await reading.reader.read(await readFile(path));
  return {
    outcome: row.firstState ?? row.state,
    reason: row.firstState ? 'copy' : row.reason,
    ...('mail' in answer ? shown(answer.mail) : { fault: answer.fault }),
  };
}

const shown = (mail: ReadMail) => ({
  subject: mail.subject,
  from: mail.from?.address ?? null,
  to: mail.to.map(({ address }) => address),
  date: mail.date,
  newText: mail.newText,
  quotedText: mail.quotedText,
  attachments: mail.parts.map(({ name, type, content }) => ({
    name,
    type,
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  })),
  automatic: mail.machine !== null,
  bounce: mail.bounce && {
    recipient: mail.bounce.recipient,
    code: mail.bounce.code,
    hard: mail.bounce.hard,
  },
});

const person = (name: string) => ({
  name,
  title: 'Customer care',
  email: `${name.toLowerCase()}@replay.invalid`,
  phone: null,
});
const somebody = {
  organisation: {
    name: 'Replay',
    zone: 'Etc/UTC',
    address: '-',
    phone: '-',
    email: 'care@replay.invalid',
  },
  answerable: person('Somebody'),
  deputy: person('Another'),
  administrator: person('Somebody'),
};

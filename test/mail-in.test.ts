import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmod, readFile, rm } from 'node:fs/promises';
import { test } from 'node:test';
import { verifyAmends } from '#app/check.ts';
import { dayMs, hourMs, later, minuteMs } from '#clock.ts';
import { warnIfSilent } from '#mailboxes/health.ts';
import { mailboxById } from '#mailboxes/queries.ts';
import { keepMail } from '#mails/index.ts';
import { startApp } from './app.ts';
import { mailServersMissing } from './mail-packages.ts';
import { domain, type MailServers, password, startMailServers } from './mail-servers.ts';
import {
  imapOf,
  type Keeping,
  openMailboxFor,
  settingsOf,
  startKeeping,
  watch,
} from './mailboxes.ts';
import { eventually, runElsewhere } from './processes.ts';
import { answerOf } from './visitor.ts';

const skip = await mailServersMissing();
// Nothing of it is used where the tests are skipped.
const servers = skip ? ({} as MailServers) : await startMailServers();
const app = await startApp();
const { db, clock } = app;
const began = new Date();
clock.set(began);

const healthOf = (mailboxId: string) =>
  db
    .selectFrom('mailbox_health')
    .selectAll()
    .where('mailbox_id', '=', mailboxId)
    .executeTakeFirst();

const daysOf = (mailboxId: string) =>
  db
    .selectFrom('mailbox_days')
    .select(['day', 'on_server', 'stored'])
    .where('mailbox_id', '=', mailboxId)
    .where('on_server', '>', 0)
    .orderBy('day')
    .execute();

const openTasksOf = async (mailboxId: string): Promise<string[]> => {
  const rows = await db
    .selectFrom('tasks')
    .select(['kind', 'staff_id'])
    .where('key', 'like', `%:${mailboxId}`)
    .where('done_at', 'is', null)
    .execute();
  assert.ok(rows.every((row) => row.staff_id === app.people.administrator.staffId));
  return rows.map(({ kind }) => kind);
};

const placesOf = async (mailboxId: string): Promise<number> => {
  const rows = await db
    .selectFrom('mail_positions')
    .select('uid')
    .where('mailbox_id', '=', mailboxId)
    .execute();
  return rows.length;
};

/** How many mails of a mailbox there are, and how many of them differ. */
async function mailsOf(mailboxId: string): Promise<{ all: number; different: number }> {
  const rows = await db
    .selectFrom('mails')
    .select('sha256')
    .where('mailbox_id', '=', mailboxId)
    .execute();
  const different = new Set(rows.map(({ sha256 }) => sha256.toString('hex')));
  return { all: rows.length, different: different.size };
}

/** Once the first look is over: from now on only what comes is new. */
const settled = (mailboxId: string) =>
  eventually(async () => Boolean((await healthOf(mailboxId))?.counted_all_at));

/** Once it was counted at the time that the clock shows. */
const countedNow = (mailboxId: string) =>
  eventually(async () => {
    const countedAt = (await healthOf(mailboxId))?.counted_at;
    return countedAt?.getTime() === clock.now().getTime();
  });

const arrives = (keeping: Keeping, ...subjects: string[]) =>
  eventually(() => subjects.every((subject) => keeping.subjects().includes(subject)));

test('mail comes in by IDLE, as soon as the server has it', { skip }, async (t) => {
  const keeping = startKeeping(app);
  const mailboxId = await openMailboxFor(t, app, 'idle', imapOf(servers, 'idle'));
  watch(t, app, keeping);
  await settled(mailboxId);
  const sent = performance.now();
  await servers.send({ to: `idle+token@${domain}`, subject: 'It broke' });
  await arrives(keeping, 'It broke');
  t.diagnostic(`kept ${Math.round(performance.now() - sent)} ms after it was sent`);
  const [mail] = keeping.kept;
  assert.equal(mail?.mailboxId, mailboxId);
  assert.match(mail?.text ?? '', /^Delivered-To: idle\+token@/m);
  assert.match(mail?.position?.folder ?? '', /^idle@127\.0\.0\.1\/INBOX$/);
});

test('a mail becomes a complaint', { skip }, async (t) => {
  const mailboxId = await openMailboxFor(t, app, 'chain', imapOf(servers, 'chain'));
  watch(t, app, { keep: keepMail(app.amends) });
  await settled(mailboxId);
  await servers.send({ to: `chain@${domain}`, subject: 'It broke', text: 'After two days.' });
  await eventually(async () => (await placesOf(mailboxId)) === 1);
  await app.sweep('read mails');
  const complaint = await db
    .selectFrom('complaints')
    .innerJoin('mails', 'mails.complaint_id', 'complaints.complaint_id')
    .select(['complaints.mailbox_id', 'via', 'mails.state'])
    .executeTakeFirst();
  assert.deepEqual(complaint, { mailbox_id: mailboxId, via: 'imap', state: 'complaint' });
});

test('mail comes in without touching what others see of it, and also when they have read it', {
  skip,
}, async (t) => {
  const keeping = startKeeping(app);
  const mailboxId = await openMailboxFor(t, app, 'seen', imapOf(servers, 'seen'));
  const other = await servers.client('seen');
  t.after(() => other.logout());
  const append = (subject: string, flags: string[]) =>
    other.append('INBOX', `Subject: ${subject}\r\n\r\nText\r\n`, flags);
  await append('Read already', ['\\Seen', '\\Flagged']);
  await append('Not read', []);
  watch(t, app, keeping);
  await arrives(keeping, 'Read already', 'Not read');
  await append('Read at once', ['\\Seen']);
  await arrives(keeping, 'Read at once');
  await settled(mailboxId);
  await other.mailboxOpen('INBOX');
  const flags = [];
  for await (const mail of other.fetch('1:*', { flags: true })) {
    flags.push([...(mail.flags ?? [])].toSorted());
  }
  // Recent: nobody before this client has opened the folder to do anything in it.
  assert.deepEqual(flags, [
    ['\\Flagged', '\\Recent', '\\Seen'],
    ['\\Recent'],
    ['\\Recent', '\\Seen'],
  ]);
  assert.deepEqual(keeping.subjects(), ['Read already', 'Not read', 'Read at once']);
});

test('a server was away for two days: all its mail comes, oldest first, and its keeper was told', {
  skip,
}, async (t) => {
  const keeping = startKeeping(app);
  const mailboxId = await openMailboxFor(t, app, 'away', imapOf(servers, 'away'));
  const { faults } = watch(t, app, keeping);
  await settled(mailboxId);
  t.after(() => clock.set(began));

  await servers.stopImap();
  await eventually(async () => Boolean((await healthOf(mailboxId))?.fault));
  assert.ok((await healthOf(mailboxId))?.fault_since);
  const mailbox = await mailboxById(db, mailboxId);
  assert.ok(mailbox);
  clock.set(later(began, 9 * minuteMs));
  const watching = { ...app.amends, keep: keeping.keep, log: { error: () => undefined } };
  assert.equal(await warnIfSilent(watching, mailbox), false);
  assert.deepEqual(await openTasksOf(mailboxId), []);
  clock.set(later(began, 11 * minuteMs));
  await eventually(async () => (await openTasksOf(mailboxId)).length > 0);
  assert.deepEqual(await openTasksOf(mailboxId), ['mailbox_unreachable']);

  const subjects = Array.from({ length: 96 }, (_, half) => `After ${half / 2} hours`);
  for (const [half, subject] of subjects.entries()) {
    await servers.putAside('away', { subject, at: later(began, (half * hourMs) / 2) });
  }
  clock.set(later(began, 2 * dayMs));
  await servers.startImap();
  await arrives(keeping, ...subjects);
  assert.deepEqual(keeping.subjects(), subjects);
  await eventually(async () => (await openTasksOf(mailboxId)).length === 0);
  assert.equal((await healthOf(mailboxId))?.fault, null);
  assert.ok(faults.length < 6, 'the same fault is logged once');
});

test('mail comes in from the first on where everything is wanted, else what came since the opening', {
  skip,
}, async (t) => {
  const old = later(began, -3 * dayMs);
  for (const account of ['all', 'new']) {
    await servers.putAside(account, { subject: 'Old', at: old });
  }
  const keeping = startKeeping(app);
  const all = await openMailboxFor(t, app, 'all', { ...imapOf(servers, 'all'), take: 'all' });
  const some = await openMailboxFor(t, app, 'new', imapOf(servers, 'new'));
  // It came when the mailbox was open here, but nobody watched it yet.
  await servers.putAside('new', { subject: 'New', at: later(began, 1_000) });
  watch(t, app, keeping);
  await arrives(keeping, 'Old', 'New');
  const comers = keeping.kept.map(({ subject, mailboxId }) => [subject, mailboxId]);
  assert.deepEqual(Object.fromEntries(comers), { Old: all, New: some });
  assert.equal(comers.length, 2);
  const arrived = keeping.kept.find(({ subject }) => subject === 'Old')?.arrivedAt;
  assert.deepEqual(arrived, wholeSecond(old));
});

test('mail comes in again from the start when the server numbers its mails anew', {
  skip,
}, async (t) => {
  const keeping = startKeeping(app);
  await servers.putAside('numbers', { subject: 'Old', at: later(began, -3 * dayMs) });
  const mailboxId = await openMailboxFor(t, app, 'numbers', imapOf(servers, 'numbers'));
  watch(t, app, keeping, { pollMs: 50 });
  await settled(mailboxId);
  await servers.putAside('numbers', { subject: 'First', at: later(began, 1_000) });
  await arrives(keeping, 'First');
  await servers.doveadm('mailbox', 'update', '-u', 'numbers', '--uid-validity', '77777', 'INBOX');
  await servers.putAside('numbers', { subject: 'Second', at: later(began, 2_000) });
  await arrives(keeping, 'Second');
  // What was kept under its old number comes again: its place is another one.
  assert.deepEqual(keeping.subjects(), ['First', 'First', 'Second']);
  assert.equal(keeping.kept.at(-1)?.position?.uidValidity, 77_777n);
});

test('a mail is kept once, although two workers fetch at the same time', { skip }, async (t) => {
  const keeping = { keep: keepMail(app.amends) };
  const way = { ...imapOf(servers, 'two'), take: 'all' as const };
  const count = 120;
  for (let number = 0; number < count; number++) {
    await servers.putAside('two', { subject: `Mail ${number}`, at: later(began, number - 1_000) });
  }
  const mailboxId = await openMailboxFor(t, app, 'two', way);
  // The other believes that the lease has run out, and takes it.
  const ahead = { now: () => later(clock.now(), hourMs) };
  watch(t, app, keeping);
  watch(t, { amends: { ...app.amends, clock: ahead } }, keeping);
  await settled(mailboxId);
  await servers.send({ to: `two@${domain}`, subject: 'One more' });
  await eventually(async () => (await placesOf(mailboxId)) === count + 1);
  assert.deepEqual(await mailsOf(mailboxId), { all: count + 1, different: count + 1 });
});

test('a large mail comes piece by piece and to the last byte', { skip }, async (t) => {
  const keeping = startKeeping(app);
  const line = `${'0123456789abcdef'.repeat(4)}\r\n`;
  const text = line.repeat(150_000);
  const path = await servers.putAside('large', { subject: 'Film', text, at: began });
  await openMailboxFor(t, app, 'large', { ...imapOf(servers, 'large'), take: 'all' });
  watch(t, app, keeping);
  await arrives(keeping, 'Film');
  const bytes = await readFile(path);
  assert.ok(bytes.length > 9_000_000);
  assert.equal(keeping.kept[0]?.sha256, createHash('sha256').update(bytes).digest('hex'));
});

test('each mail is kept once after a worker was killed while it fetched', { skip }, async (t) => {
  const count = 200;
  for (let number = 0; number < count; number++) {
    await servers.putAside('kill', { subject: `Mail ${number}`, at: later(began, number) });
  }
  const way = { ...imapOf(servers, 'kill'), take: 'all' as const };
  const mailboxId = await openMailboxFor(t, app, 'kill', way);
  const worker = workerElsewhere(app.connection, app.config.dataFolder);
  const env = { ...process.env, NODE_OPTIONS: '--import ./src/jsx.ts' };
  const other = await runElsewhere(t, worker, env);
  await eventually(async () => (await placesOf(mailboxId)) > 40);
  await other.kill();
  const before = await placesOf(mailboxId);
  assert.ok(before < count, 'it was killed before it was done');
  const ahead = { now: () => later(new Date(), hourMs) };
  watch(t, { amends: { ...app.amends, clock: ahead } }, { keep: keepMail(app.amends) });
  await eventually(async () => (await placesOf(mailboxId)) === count);
  await settled(mailboxId);
  assert.deepEqual(await mailsOf(mailboxId), { all: count, different: count });
  assert.deepEqual((await verifyAmends(app.amends)).faults, []);
});

test('mail comes in the end, although nothing could be kept for a while', { skip }, async (t) => {
  const keeping = startKeeping(app);
  const mailboxId = await openMailboxFor(t, app, 'full', imapOf(servers, 'full'));
  watch(t, app, keeping);
  await settled(mailboxId);
  keeping.fault = new Error('the disk is full');
  await servers.send({ to: `full@${domain}`, subject: 'First' });
  await eventually(async () => (await healthOf(mailboxId))?.fault === 'mail_not_kept');
  assert.deepEqual(keeping.subjects(), []);
  keeping.fault = undefined;
  await arrives(keeping, 'First');
  await servers.send({ to: `full@${domain}`, subject: 'Second' });
  await arrives(keeping, 'Second');
  assert.deepEqual(keeping.subjects(), ['First', 'Second']);
  assert.equal((await healthOf(mailboxId))?.fault, null);
});

test('mail comes in past one that cannot be fetched, which stays a task until it can', {
  skip,
}, async (t) => {
  const keeping = startKeeping(app);
  const mailboxId = await openMailboxFor(t, app, 'bad', imapOf(servers, 'bad'));
  watch(t, app, keeping, { pollMs: 50 });
  await settled(mailboxId);
  const at = later(began, 1_000);
  const bad = await servers.putAside('bad', { subject: 'Bad', at, unreadable: true });
  await servers.putAside('bad', { subject: 'After', at: later(began, 2_000) });
  await arrives(keeping, 'After');
  await eventually(async () => (await openTasksOf(mailboxId)).length > 0);
  assert.deepEqual(await openTasksOf(mailboxId), ['mailbox_differs']);

  t.after(() => clock.set(began));
  clock.set(later(began, 61 * minuteMs));
  await countedNow(mailboxId);
  const [day] = await daysOf(mailboxId);
  assert.deepEqual([day?.on_server, day?.stored], [2, 1]);
  assert.deepEqual(await openTasksOf(mailboxId), ['mailbox_differs']);

  await chmod(bad, 0o644);
  clock.set(later(began, 122 * minuteMs));
  await arrives(keeping, 'Bad');
  await eventually(async () => (await openTasksOf(mailboxId)).length === 0);
  const [now] = await daysOf(mailboxId);
  assert.deepEqual([now?.on_server, now?.stored], [2, 2]);
  assert.deepEqual(keeping.subjects(), ['After', 'Bad']);
});

test('a mail that could never be fetched and is gone stays a task until a person knows', {
  skip,
}, async (t) => {
  const keeping = startKeeping(app);
  const mailboxId = await openMailboxFor(t, app, 'gone', imapOf(servers, 'gone'));
  watch(t, app, keeping, { pollMs: 50 });
  await settled(mailboxId);
  const at = later(began, 1_000);
  const path = await servers.putAside('gone', { subject: 'Gone', at, unreadable: true });
  await eventually(async () => (await openTasksOf(mailboxId)).length > 0);
  await rm(path);
  t.after(() => clock.set(began));
  for (const hours of [2, 4]) {
    clock.set(later(began, hours * hourMs));
    await countedNow(mailboxId);
  }
  assert.deepEqual(await openTasksOf(mailboxId), ['mailbox_differs']);
  const ada = await app.as(app.people.administrator);
  const task = await db
    .selectFrom('tasks')
    .select('task_id')
    .where('key', '=', `mailbox_differs:${mailboxId}`)
    .executeTakeFirst();
  answerOf(await ada.post(`/api/tasks/${task?.task_id}/done`));
  clock.set(later(began, 6 * hourMs));
  await countedNow(mailboxId);
  assert.deepEqual(await openTasksOf(mailboxId), []);
});

test('mail is counted: what is missing here is fetched, and each day says what it holds', {
  skip,
}, async (t) => {
  const keeping = startKeeping(app);
  const days = [0, 0, 1, 5, 40];
  for (const [number, back] of days.entries()) {
    const at = later(began, -back * dayMs - (back ? 0 : number * 1_000));
    await servers.putAside('count', { subject: `Mail ${number}`, at });
  }
  const way = { ...imapOf(servers, 'count'), take: 'all' as const };
  const mailboxId = await openMailboxFor(t, app, 'count', way);
  watch(t, app, keeping, { pollMs: 50 });
  await settled(mailboxId);
  assert.equal(keeping.kept.length, days.length);
  const dayOf = (back: number) =>
    later(began, -back * dayMs)
      .toISOString()
      .slice(0, 10);
  const expected = [
    { day: dayOf(5), on_server: 1, stored: 1 },
    { day: dayOf(1), on_server: 1, stored: 1 },
    { day: dayOf(0), on_server: 2, stored: 2 },
  ];
  assert.deepEqual(await daysOf(mailboxId), expected);

  // As if they had never been kept: yesterday's, and one that only the daily count looks for.
  const lost = keeping.kept.filter(({ subject }) => /[23]$/.test(subject));
  for (const { position } of lost) {
    await db
      .deleteFrom('mail_positions')
      .where('mailbox_id', '=', mailboxId)
      .where('uid', '=', position?.uid ?? 0)
      .execute();
  }
  keeping.kept.length = 0;
  t.after(() => clock.set(began));
  clock.set(later(began, 61 * minuteMs));
  await arrives(keeping, 'Mail 2');
  await countedNow(mailboxId);
  assert.deepEqual(keeping.subjects(), ['Mail 2']);
  clock.set(later(began, 25 * hourMs));
  await arrives(keeping, 'Mail 3');
  assert.equal(keeping.kept.length, 2);
  assert.deepEqual((await daysOf(mailboxId)).slice(0, 3), expected);
  assert.deepEqual(await openTasksOf(mailboxId), []);
});

test('a mailbox that is mended, changed or closed is noticed at once', { skip }, async (t) => {
  const keeping = startKeeping(app);
  const way = imapOf(servers, 'mended');
  const mailboxId = await openMailboxFor(t, app, 'mended', { ...way, certificate: null });
  watch(t, app, keeping);
  const ada = await app.as(app.people.administrator);
  const faultSeen = async (): Promise<string | undefined> => {
    const { mailboxes } = answerOf<Seen>(await ada.get('/api/mailboxes'));
    return mailboxes.find(({ id }) => id === mailboxId)?.health.fault?.sentence;
  };
  await eventually(async () => (await faultSeen())?.startsWith('Nobody we trust') ?? false);
  const url = `/api/mailboxes/${mailboxId}`;
  const settings = settingsOf(way);
  answerOf(await ada.patch(url, { settings, secrets: { imapPassword: 'wrong' } }));
  await eventually(async () => (await faultSeen()) === 'The password was refused for mended.');
  answerOf(await ada.patch(url, { secrets: { imapPassword: password } }));
  await settled(mailboxId);
  assert.equal(await faultSeen(), undefined);
  await servers.send({ to: `mended@${domain}`, subject: 'At last' });
  await arrives(keeping, 'At last');

  const who = () => servers.doveadm('who', '-1', 'mended');
  assert.match(await who(), /^mended +imap/m);
  answerOf(await ada.post(`${url}/closing`));
  await eventually(async () => !(await who()).includes('mended'));
});

type Seen = { mailboxes: { id: string; health: { fault: { sentence: string } | null } }[] };

const wholeSecond = (at: Date): Date => new Date(Math.floor(at.getTime() / 1_000) * 1_000);

/** A worker in a process of its own, which prints something once it has begun. */
const workerElsewhere = (connection: object, dataFolder: string): string => `
  import { createAmends } from '#app/amends.ts';
  import { openFolders } from '#app/mail-doors.ts';
  import { readConfig } from '#config.ts';
  import { connect, createPool } from '#database/connection.ts';

  const db = connect(createPool(${JSON.stringify(connection)}));
  const config = readConfig({ AMENDS_DATA: ${JSON.stringify(dataFolder)} });
  openFolders(await createAmends(config, db), { error: (about) => console.error(about) });
  console.log('watching');
`;

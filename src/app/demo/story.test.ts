import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { settableClock, systemClock } from '#clock.ts';
import { readConfig } from '#config.ts';
import { sealAll } from '#ledger/sealer.ts';
import { loadSigningKey } from '#ledger/signing-key.ts';
import { verify } from '#ledger/verify.ts';
import { breakDuePromises } from '#promises/index.ts';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { temporaryFolder } from '../../../test/processes.ts';
import { createAmends } from '../amends.ts';
import { projectedTables, registry, streamOrder } from '../events.ts';
import { tellStory } from './story.ts';

const moments = [
  ['a Monday afternoon', '2026-11-23T14:37:00.000Z'],
  ['a Tuesday night', '2026-11-24T22:41:00.000Z'],
  ['a Wednesday before work', '2026-11-25T05:03:00.000Z'],
  ['a Saturday', '2026-11-28T10:20:00.000Z'],
  ['the morning after summer time ended', '2026-10-25T01:30:00.000Z'],
] as const;

for (const [name, iso] of moments) {
  describe(`told on ${name}`, () => {
    const now = new Date(iso);
    let world: TestDatabase;
    let dataFolder: string;
    before(async () => {
      world = await testDatabase();
      dataFolder = await temporaryFolder();
      await tellStory(configFor(dataFolder), world.db, now);
    });

    test('has every state of a complaint', async () => {
      const rows = await world.db.selectFrom('complaints').selectAll().execute();
      assert.equal(rows.length, 19);
      const count = (wanted: (row: (typeof rows)[number]) => boolean) => rows.filter(wanted).length;
      const counts = {
        confirmed: count((row) => row.closed_basis === 'confirmed'),
        withdrawn: count((row) => row.closed_basis === 'withdrawn'),
        documented: count((row) => row.closed_basis === 'documented'),
        reopened: count((row) => row.reopened_times > 0 && row.closed_at === null),
        offered: count((row) => row.offered_to !== null),
        unanswered: count((row) => row.answered_at === null),
      };
      assert.deepEqual(counts, {
        confirmed: 1,
        withdrawn: 1,
        documented: 1,
        reopened: 1,
        offered: 1,
        unanswered: 5,
      });
      assert.ok(count((row) => row.state === 'waiting') >= 4);
      assert.ok(count((row) => row.state === 'to_do') >= 4);
      for (const language of ['de', 'es']) {
        assert.equal(
          count((row) => row.language === language),
          1,
          language,
        );
      }
      for (const channel of ['web', 'phone', 'post', 'in_person']) {
        assert.ok(count((row) => row.channel === channel) > 0, channel);
      }
    });

    test('has an errand that is accepted, a flaw with the designers, and a charter', async () => {
      const errands = await world.db.selectFrom('errands').selectAll().execute();
      assert.deepEqual(
        errands.map(({ state }) => state),
        ['accepted'],
      );
      const flaws = await world.db.selectFrom('flaws').selectAll().execute();
      assert.deepEqual(
        flaws.map(({ state, harm }) => [state, harm]),
        [['named', 'danger']],
      );
      const clocks = await world.db.selectFrom('clocks').selectAll().execute();
      assert.ok(clocks.length > 10, `${clocks.length} clocks`);
    });

    test('has every state of a promise, and today holds one', async () => {
      const rows = await world.db.selectFrom('promises').selectAll().execute();
      const states = new Set(rows.map((row) => row.state));
      assert.deepEqual([...states].sort(), [
        'broken',
        'confirmed',
        'disputed',
        'kept',
        'open',
        'released',
      ]);
      assert.equal(rows.filter((row) => row.renewed_times === 1).length, 1);
      assert.equal(rows.filter((row) => row.broken_times > 0).length, 2);
      const today = rows.filter((row) => dayOf(row.due_at) === dayOf(now));
      assert.ok(today.some((row) => row.state === 'open'));
    });

    test('every answer that is owed is owed in the future', async () => {
      const clock = settableClock(new Date(now.getTime() + 25 * 60_000));
      const amends = await createAmends(configFor(dataFolder), world.db, { clock });
      assert.equal(await breakDuePromises(world.db, amends.ledger, clock), 0);
    });

    test('has escalations, parked submissions, and mail that waits, went or failed', async () => {
      const escalations = await world.db.selectFrom('escalations').selectAll().execute();
      assert.ok(escalations.some((row) => row.level === 'executive' && row.answered_at !== null));
      assert.ok(escalations.some((row) => row.raised_by === 'staff' && row.answered_at === null));
      const notices = await world.db.selectFrom('notices').selectAll().execute();
      const states = new Set(notices.map((row) => row.state));
      assert.deepEqual([...states].sort(), ['delivered', 'failed', 'waiting']);
      const parked = await world.db.selectFrom('parked_complaints').selectAll().execute();
      assert.equal(parked.length, 2);
      const mails = await world.db.selectFrom('mails').selectAll().execute();
      assert.deepEqual(mails.map(({ state, reason }) => `${state} ${reason}`).toSorted(), [
        'complaint new',
        'complaint new',
        'complaint stranger',
        'parked auto_reply',
        'parked mailing_list',
      ]);
    });

    test('has remedies that came, one that did not, and one that waits for approval', async () => {
      const remedies = await world.db.selectFrom('remedies').select('state').execute();
      const states = remedies.map(({ state }) => state).toSorted();
      assert.deepEqual(states, ['asked', 'confirmed', 'disputed']);
    });

    test('nothing in it is later than the moment it is told', async () => {
      const latest = await world.db
        .selectFrom('ledger_entries')
        .select((eb) => eb.fn.max('recorded_at').as('at'))
        .executeTakeFirstOrThrow();
      assert.ok(latest.at <= now, String(latest.at));
      assert.ok(now.getTime() - latest.at.getTime() < 23 * 60_000);
    });

    test('is whole', async () => {
      const key = await loadSigningKey(dataFolder);
      await sealAll(world.db, systemClock, key);
      const verdict = await verify(world.db, { registry, projectedTables, streamOrder, key });
      assert.deepEqual(verdict.faults, []);
      assert.ok(verdict.entries > 150, `only ${verdict.entries} entries`);
    });
  });
}

/** The day on the organisation's calendar. */
const dayOf = (at: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO('Europe/London')
    .toPlainDate()
    .toString();

const configFor = (dataFolder: string) => readConfig({ AMENDS_DATA: dataFolder });

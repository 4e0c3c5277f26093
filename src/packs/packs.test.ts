import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { clockEvents } from '#calendar/clock-rule.ts';
import { clocksOf, dueOf, reckoningOf } from '#clocks/index.ts';
import { Refusal } from '#refusal.ts';
import { assertMayBegin, assertMayExtend, assertMayPause, assertMayRefuseStage } from './acts.ts';
import { letterKinds, type Pack } from './pack.ts';
import { withVariant } from './queries.ts';
import { bannedIn, requiredBlocks } from './requirements.ts';
import { rulesOf } from './rules.ts';
import { readShipped } from './shipped.ts';

// Runs what stands in packs/<id>.test.json: from events to dates, letters and refused acts.

const folder = fileURLToPath(new URL('../../packs', import.meta.url));
const moments = z.record(z.string(), z.string());

const acts = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('pause'), consent: z.boolean(), code: z.string() }),
  z.strictObject({
    act: z.literal('extend'),
    clock: z.string(),
    reason: z.boolean(),
    newDate: z.boolean(),
    namesBody: z.boolean(),
    consent: z.boolean(),
    code: z.string(),
  }),
  z.strictObject({
    act: z.literal('stage'),
    stage: z.number(),
    current: z.number(),
    sameHandler: z.boolean(),
    code: z.string(),
  }),
  z.strictObject({ act: z.literal('refuseStage'), stage: z.number(), code: z.string() }),
  z.strictObject({
    act: z.literal('say'),
    kind: z.enum(letterKinds),
    text: z.string(),
    code: z.string(),
  }),
]);

const fileSchema = z.strictObject({
  cases: z.array(
    z.strictObject({
      name: z.string(),
      zone: z.string(),
      version: z.string().optional(),
      variant: z.string().optional(),
      events: z.array(
        z.strictObject({
          event: z.enum(clockEvents),
          at: z.string(),
          stage: z.number().optional(),
        }),
      ),
      due: moments.default({}),
      windows: moments.default({}),
      warnedBy: moments.default({}),
      met: z.array(z.string()).default([]),
      none: z.array(z.string()).default([]),
    }),
  ),
  letters: z.array(
    z.strictObject({
      kind: z.enum(letterKinds),
      stage: z.number().optional(),
      blocks: z.array(z.string()),
    }),
  ),
  refused: z.array(acts),
});

type Case = z.infer<typeof fileSchema>['cases'][number];
type Act = z.infer<typeof acts>;

const shipped = readShipped();
const files = readdirSync(folder).filter((name) => name.endsWith('.test.json'));

const versionsOf = (id: string): Pack[] =>
  shipped.packs.map(({ pack }) => pack).filter((pack) => pack.id === id);

const instant = (text: string, zone: string): Date =>
  new Date(Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds);

/** As it was written down: a day, or a day and a time. */
const shown = (at: Date, zone: string, like: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .slice(0, like.length);

const reckoningIn = (zone: string) =>
  reckoningOf({ zone, workingDays: [1, 2, 3, 4, 5], holidays: [] });

function check(pack: Pack, { zone, events, due, windows, warnedBy, met, none }: Case): void {
  const reckoning = reckoningIn(zone);
  const history = events.map(({ event, at, stage }) => ({
    event,
    at: instant(at, zone),
    ...(stage && { stage }),
  }));
  const rules = rulesOf(pack, { packId: pack.id, version: pack.version });
  const clocks = clocksOf(rules, history, reckoning);
  const latest = new Map(clocks.map((clock) => [clock.ruleId, clock]));
  const seen = [...latest].map(([id, { dueAt }]) => [id, shown(dueAt, zone, due[id] ?? '')]);
  assert.deepEqual(Object.fromEntries(seen), due);
  for (const [id, by] of Object.entries(warnedBy)) {
    const first = latest.get(id)?.warnings.at(0);
    assert.ok(first && shown(first, zone, by) <= by, `${id} is warned of at ${String(first)}`);
  }
  const ended = [...latest].filter(([, { state }]) => state === 'met').map(([id]) => id);
  assert.deepEqual(ended.toSorted(), met.toSorted());
  for (const id of none) assert.ok(!latest.has(id), `${id} runs already`);
  const [received] = history.filter(({ event }) => event === 'received');
  for (const [id, until] of Object.entries(windows)) {
    const window = pack.windows.find((each) => each.id === id);
    assert.ok(window && received, `there is no window called ${id}`);
    assert.equal(shown(dueOf(window, received.at, reckoning), zone, until), until);
  }
}

const someone = 'someone';

function attempt(pack: Pack, act: Act): void {
  if (act.act === 'pause') return assertMayPause([pack], act.consent);
  if (act.act === 'refuseStage') return assertMayRefuseStage([pack], act.stage);
  if (act.act === 'stage') {
    const handlers = act.sameHandler ? [someone] : [];
    const { stage, current } = act;
    return assertMayBegin([pack], { stage, current, staffId: someone, handlers });
  }
  if (act.act === 'extend') return extend(pack, act);
  const [found] = bannedIn([pack], act.kind, act.text);
  if (found) throw new Refusal(found.id, found.why);
}

const extend = (pack: Pack, act: Extract<Act, { act: 'extend' }>): void =>
  assertMayExtend([pack], {
    packId: pack.id,
    clockId: act.clock,
    reason: act.reason ? 'The engineer is ill.' : null,
    newDate: act.newDate ? new Date('2026-06-01T09:00:00Z') : null,
    namesBody: act.namesBody,
    hasConsent: act.consent,
  });

describe('the packs that come with Amends', () => {
  it('are the 21 of the table, each with its tests', () => {
    const ids = [...new Set(shipped.packs.map(({ pack }) => pack.id))];
    assert.equal(ids.length, 21);
    assert.deepEqual(
      files.map((name) => name.replace('.test.json', '')).toSorted(),
      ids.toSorted(),
    );
  });
});

for (const name of files) {
  const id = name.replace('.test.json', '');
  const { cases, letters, refused } = fileSchema.parse(
    JSON.parse(readFileSync(join(folder, name), 'utf8')),
  );
  describe(id, () => {
    const versions = versionsOf(id);
    const packOf = (version?: string): Pack => {
      const found = version ? versions.find((pack) => pack.version === version) : versions[0];
      assert.ok(found, `there is no version ${version}`);
      return found;
    };
    for (const one of cases) {
      it(one.name, () => check(withVariant(packOf(one.version), one.variant ?? null), one));
    }
    for (const { kind, stage = null, blocks } of letters) {
      it(`wants in the letter ${kind}${stage ? ` of stage ${stage}` : ''}: ${blocks.join(', ')}`, () => {
        const wanted = requiredBlocks([packOf()], { kind, stage }).map(({ block }) => block);
        assert.deepEqual(wanted.toSorted(), blocks.toSorted());
      });
    }
    for (const act of refused) {
      it(`refuses ${JSON.stringify(act)}`, () => {
        const isRefused = (error: unknown) => error instanceof Refusal && error.code === act.code;
        assert.throws(() => attempt(packOf(), act), isRefused);
      });
    }
    it('lets through an ordinary sentence in every letter', () => {
      for (const kind of letterKinds) {
        const found = bannedIn(
          [packOf()],
          kind,
          'We refund 49 pounds within four weeks. Call 0800 023 4567 or 020 7946 0000.',
        );
        assert.deepEqual(found, []);
      }
    });
  });
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seeded, shuffled } from './chance.ts';

// Weeks of complaints with surges planted in them: real texts, times made of a seed.

export const sharedFolder = join(process.env['AMENDS_SHARED'] ?? '../shared', 'data');
export const hasShared = existsSync(join(sharedFolder, 'routing', 'banking77.jsonl'));

export type Labelled = { text: string; label: string; product?: string; place?: string };
export type StreamRow = Labelled & { id: string; at: Date; group: string | null };

export function readRows(path: string): Record<string, string>[] {
  const lines = readFileSync(join(sharedFolder, path), 'utf8').split('\n');
  return lines.filter(Boolean).map((line) => JSON.parse(line) as Record<string, string>);
}

export const readBanking = (): Labelled[] =>
  readRows('routing/banking77.jsonl').map(({ text = '', category = '' }) => ({
    text,
    label: category,
  }));

export const readClinc = (): Labelled[] =>
  readRows('routing/clinc150.jsonl')
    .filter(({ intent }) => intent !== 'oos')
    .map(({ text = '', intent = '' }) => ({ text, label: intent }));

export const readCfpb = (): Labelled[] =>
  readRows('complaints/cfpb.jsonl').map((row) => ({
    text: row['narrative'] ?? '',
    label: row['issue'] ?? '',
    product: row['product'] ?? '',
    place: row['state'] ?? '',
  }));

/** Where ../shared is absent: sentences of parts, so that a label has many ways to be said. */
export function generated(): Labelled[] {
  const openings = ['Hello,', 'I am writing because', 'Since yesterday', 'Please help:', 'Again'];
  const endings = [
    'and nobody answers',
    'what now?',
    'for the second time',
    'I want it put right',
    '',
  ];
  const matters = Array.from({ length: 40 }, (_, number) => {
    const thing = things[number % things.length] ?? '';
    const fault = faults[(number * 7) % faults.length] ?? '';
    return {
      label: `${thing} ${fault}`,
      says: [`the ${thing} ${fault}`, `${fault}: our ${thing}`],
    };
  });
  return matters.flatMap(({ label, says }) =>
    openings.flatMap((opening) =>
      endings.flatMap((ending) =>
        says.map((said) => ({ label, text: `${opening} ${said} ${ending}`.trim() })),
      ),
    ),
  );
}

const things =
  'kettle sofa invoice train contract parcel ticket heating lift password refund meter'.split(' ');
const faults =
  'leaks|is torn|was charged twice|stopped halfway|was not cancelled|never arrived|has expired|is cold'.split(
    '|',
  );

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const start = Date.UTC(2026, 0, 5);
/** More by day than by night, and less at the weekend. */
const hours = [1, 1, 1, 1, 1, 1, 2, 4, 8, 12, 12, 12, 10, 10, 10, 10, 8, 8, 6, 6, 5, 4, 2, 1];
const weekdays = [4, 13, 12, 11, 10, 10, 5];
const spansInHours = [2, 8, 24, 48];
const firstSurgeDay = 16;

export type Plan = { seed: number; days: number; perDay: number; surges: number };

/** Background of all matters but those that surge, growing by half; each surge of 6 to 15 rows. */
export function stream(
  from: readonly Labelled[],
  { seed, days, perDay, surges }: Plan,
): StreamRow[] {
  const chance = seeded(seed);
  const rows = shuffled(
    from.filter(({ text }) => text.length > 10),
    chance,
  );
  const by = Map.groupBy(rows, ({ label }) => label);
  const matters = shuffled([...by.keys()], chance)
    .filter((label) => (by.get(label)?.length ?? 0) >= 15)
    .slice(0, surges);
  const planted = matters.flatMap((label) => {
    const count = 6 + Math.floor(chance() * 10);
    const span = (spansInHours[Math.floor(chance() * spansInHours.length)] ?? 2) * hourMs;
    const since = start + (firstSurgeDay + chance() * (days - firstSurgeDay - 3)) * dayMs;
    return (by.get(label) ?? [])
      .slice(0, count)
      .map((row) => ({ ...row, at: new Date(since + chance() * span), group: label }));
  });
  const background = rows
    .filter(({ label }) => !matters.includes(label))
    .slice(0, days * perDay)
    .map((row) => ({ ...row, at: usualTime(days, chance), group: null }));
  return [...planted, ...background]
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())
    .map((row, number) => ({ ...row, id: `row-${number}` }));
}

function usualTime(days: number, chance: () => number): Date {
  for (;;) {
    const at = new Date(start + chance() * days * dayMs);
    const growth = (1 + (0.5 * (at.getTime() - start)) / (days * dayMs)) / 1.5;
    const hour = (hours[at.getUTCHours()] ?? 0) / 12;
    const weekday = (weekdays[at.getUTCDay()] ?? 0) / 13;
    if (chance() < growth * hour * weekday) return at;
  }
}

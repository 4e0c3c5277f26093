import { readFileSync } from 'node:fs';
import { blockIds, type Pack, readShipped } from '#packs/index.ts';

// Which pack asks for what, and how sure we are: `npm run packs:matrix`. Its tests: src/packs/packs.test.ts.

type Mark = { confidence: Pack['pause']['confidence'] };
const signs = { read: 'x', second_hand: '?', unseen: '!' } as const;

const packs = readShipped().packs.map(({ pack }) => pack);

const casesOf = ({ id }: Pack): number => {
  const file = new URL(`../packs/${id}.test.json`, import.meta.url);
  const { cases, letters, refused } = JSON.parse(readFileSync(file, 'utf8')) as Record<
    'cases' | 'letters' | 'refused',
    unknown[]
  >;
  return cases.length + letters.length + refused.length;
};

/** The least sure of several marks; nothing where there is none. */
function sign(marks: readonly (Mark | null)[]): string {
  const found = marks.flatMap((mark) => mark?.confidence ?? []);
  const least = (['unseen', 'second_hand', 'read'] as const).find((one) => found.includes(one));
  return least ? signs[least] : '';
}

const units: Readonly<Record<string, string>> = {
  hour: 'h',
  workingHour: 'wh',
  calendarDay: 'd',
  businessDay: 'bd',
  week: 'w',
  month: 'm',
};

const clockFor =
  (notice: string) =>
  ({ clocks }: Pack): string =>
    clocks
      .filter((clock) => clock.notice === notice)
      .map(({ amount, unit, confidence }) => `${amount}${units[unit]}${signs[confidence]}`)
      .join(',');

const rows: [requirement: string, cell: (pack: Pack) => string][] = [
  ...['acknowledgement', 'holding', 'update', 'delay', 'final', 'proposal', 'fix'].map(
    (notice): (typeof rows)[number] => [`clock: ${notice}`, clockFor(notice)],
  ),
  ['window', ({ windows }) => sign(windows)],
  ['variant', ({ variants }) => sign(variants)],
  ['extension', ({ extensions }) => sign(extensions)],
  ['pause', ({ pause }) => (pause.allowed === 'never' ? 'never' : 'consent')],
  ['different handler', ({ stages }) => sign(stages.filter((stage) => stage.differentHandler))],
  ['refusal of a stage', ({ stages }) => sign(stages.filter((stage) => stage.mayBeRefused))],
  ...blockIds.map((block): (typeof rows)[number] => [
    `block: ${block}`,
    ({ notices }) => sign(notices.filter(({ requiredBlocks }) => requiredBlocks.includes(block))),
  ]),
  [
    'fields',
    ({ fields }) => `${fields.required.length}+${fields.conditional.length}${sign([fields])}`,
  ],
  ['return', ({ report }) => sign([report])],
  ['nil return', ({ report }) => (report?.nil ? sign([report]) : '')],
  ['retention', ({ retention }) => (retention ? `${retention.minYears}y${sign([retention])}` : '')],
  ['banned words', ({ banned }) => sign(banned)],
  ['tests', (pack) => String(casesOf(pack))],
];

const width = 12;
const names = packs.map(({ id, version }) => `${id} ${version}`);
console.log('x read in its own text · ? told by others · ! not found, check with your adviser');
console.log(
  'D business or calendar days (B/C in front is left out) · w weeks · m months · h hours\n',
);
for (const [place, name] of names.entries())
  console.log(`${String(place + 1).padStart(3)} ${name}`);
console.log(
  `\n${''.padEnd(24)}${names.map((_, place) => String(place + 1).padStart(width)).join('')}`,
);
for (const [requirement, cell] of rows) {
  const cells = packs.map(cell);
  if (cells.every((text) => text === '')) continue;
  console.log(`${requirement.padEnd(24)}${cells.map((text) => text.padStart(width)).join('')}`);
}

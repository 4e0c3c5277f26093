import { copyFrom } from '#likeness/campaigns.ts';
import { fingerprintOf, type Vectors } from '#likeness/index.ts';
import { sketchLikeness } from '#likeness/sketch.ts';
import { seeded, shuffled } from './chance.ts';
import type { Labelled } from './flaw-streams.ts';
import { round } from './measure.ts';

const greetings = ['Dear Sir or Madam,', 'Hello,', 'To whom it may concern,', 'Hi there,'];
const names = ['Kim Lee', 'Ada Brown', 'José Ortiz', 'Lena Vogt', 'Sam Okafor'];
const extras = [
  'I have told you this before.',
  'My family suffers from it, too.',
  'Answer me in writing.',
];

/** As people change a letter that they were given: greeting, name, numbers, a sentence more or less. */
function changed(text: string, chance: () => number): string {
  const pick = (all: readonly string[]) => all[Math.floor(chance() * all.length)] ?? '';
  const sentences = text
    .replace(/\d/g, () => String(Math.floor(chance() * 10)))
    .split(/(?<=[.!?])\s+/);
  if (sentences.length > 3 && chance() < 0.6)
    sentences.splice(Math.floor(chance() * sentences.length), 1);
  if (chance() < 0.5) sentences.splice(Math.floor(chance() * sentences.length), 0, pick(extras));
  return `${pick(greetings)}\n${sentences.join(' ')}\nRegards, ${pick(names)}`;
}

/** How many changed copies are found at the likeness where 95 of 100 that are found are copies. */
export function copiesAmong(rows: readonly Labelled[], vectors: Vectors) {
  const chance = seeded(11);
  const letters = shuffled(
    rows.filter(({ text }) => text.length > 200),
    chance,
  ).slice(0, 600);
  const sketches = letters.map(({ text }) => fingerprintOf(text, vectors).sketch);
  const copies = letters.map(({ text }) => fingerprintOf(changed(text, chance), vectors).sketch);
  const likenesses = copies.flatMap((copy, place) =>
    sketches.map((sketch, other) => ({
      isCopy: place === other,
      likeness: sketchLikeness(copy, sketch),
    })),
  );
  const at = (from: number) => {
    const found = likenesses.filter(({ likeness }) => likeness >= from);
    const right = found.filter(({ isCopy }) => isCopy).length;
    return { right, precision: right / Math.max(1, found.length) };
  };
  const steps = Array.from({ length: 60 }, (_, step) => (step + 4) / 64);
  const from = steps.find((step) => at(step).precision >= 0.95) ?? 1;
  const used = at(copyFrom);
  return {
    letters: letters.length,
    recall_at_precision_95: round(at(from).right / Math.max(1, letters.length), 3),
    at_likeness: round(from, 3),
    as_used: {
      precision: round(used.precision, 3),
      recall: round(used.right / Math.max(1, letters.length), 3),
    },
  };
}

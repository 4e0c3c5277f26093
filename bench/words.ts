// Complaints to measure with: the length and the variety of real ones, made from a fixed seed.

const openings = [
  'I ordered',
  'Three weeks ago I bought',
  'Your technician came to look at',
  'I have been trying since Monday to return',
  'My mother was charged twice for',
];
const things = ['a kettle', 'the blue sofa', 'a train ticket', 'my phone contract', 'two lamps'];
const troubles = [
  'and it arrived broken',
  'but nobody answers the telephone',
  'and the invoice is wrong',
  'although I cancelled in time',
  'and I was promised a call that never came',
];
const rest =
  'I have written twice already and kept all the papers. The person I spoke to was friendly, but nothing happened afterwards, and I do not understand why I have to explain everything again. ';

/** About 500 characters, different for each number. */
export const complaintText = (number: number): string =>
  `${pick(openings, number)} ${pick(things, number >> 2)} ${pick(troubles, number >> 4)}. ${rest.repeat(1 + (number % 4))}Number ${number}.`;

const pick = (list: readonly string[], number: number): string => list[number % list.length] ?? '';

import { when } from '#notices/index.ts';
import type { ErrandView, QuestionView } from './queries.ts';

// What we mail to fixers and those who answer for them. Colleagues read it: plain and short.

type Written = { subject: string; text: string };

const howToAnswer = [
  'Answer this mail, with one of these in the first line:',
  '  accept by Friday',
  '  decline: and the reason',
  '  done: and what was done',
  'Anything else goes to the handler as your question.',
].join('\n');

const subjectOf = (errand: ErrandView, about: string): string =>
  `${about} (${errand.complaintReference}, ${errand.teamName})`;

const promisedIn = ({ neededBy }: ErrandView, zone: string): string[] =>
  neededBy ? [`The customer was told: by ${when(neededBy, zone)}.`] : [];

const workOf = (errand: ErrandView, zone: string): string[] => [
  errand.what ?? '',
  `Why it matters: ${errand.why ?? ''}`,
  ...promisedIn(errand, zone),
];

const answeredBy = ({ nextAt }: ErrandView, zone: string): string[] =>
  nextAt ? [`Please accept or decline it by ${when(nextAt, zone)}; then it moves up.`] : [];

const paragraphs = (...parts: readonly string[]): string =>
  parts.filter((part) => part !== '').join('\n\n');

export const handed = (errand: ErrandView, zone: string): Written => ({
  subject: subjectOf(errand, 'New errand'),
  text: paragraphs(...workOf(errand, zone), ...answeredBy(errand, zone), howToAnswer),
});

export const cameBack = (errand: ErrandView, zone: string): Written => ({
  subject: subjectOf(errand, 'It is not fixed'),
  text: paragraphs(
    'This came back: it is not fixed. It is first in your line.',
    errand.reason ?? '',
    ...workOf(errand, zone),
    ...answeredBy(errand, zone),
    howToAnswer,
  ),
});

export const movedUp = (errand: ErrandView, zone: string): Written => ({
  subject: subjectOf(errand, 'An errand waits'),
  text: paragraphs(
    'Nobody moved this in time, so it comes to you.',
    ...workOf(errand, zone),
    howToAnswer,
  ),
});

export const asked = (errand: ErrandView, question: string): Written => ({
  subject: subjectOf(errand, 'A question about your errand'),
  text: paragraphs(`${errand.handler.name} asks:`, question, 'Answer this mail.'),
});

export const answered = (
  errand: ErrandView,
  { text, answer, answeredBy: by }: QuestionView,
): Written => ({
  subject: subjectOf(errand, 'Your question'),
  text: paragraphs(
    `You asked: ${text ?? ''}`,
    `${by?.name ?? ''} answers:`,
    answer ?? '',
    howToAnswer,
  ),
});

/** What we made of a mail: whoever wrote it sees at once if it was wrong. */
export const understood = (errand: ErrandView, sentence: string): Written => ({
  subject: subjectOf(errand, 'Understood'),
  text: paragraphs(
    sentence,
    `It is about: ${errand.what ?? ''}`,
    'If that is wrong, answer this mail.',
  ),
});

export const notUnderstood = (errand: ErrandView, why: string): Written => ({
  subject: subjectOf(errand, 'Not understood'),
  text: paragraphs(
    why,
    `Nothing was changed. Your words went to ${errand.handler.name}.`,
    howToAnswer,
  ),
});

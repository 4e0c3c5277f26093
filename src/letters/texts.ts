import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { allLanguages, type Language } from '#languages/languages.ts';
import { letterKinds } from '#packs/index.ts';

const sentence = z.string().min(1);

const filled = [
  'reference',
  'received',
  'handler',
  'answerBy',
  'procedure',
  'stage',
  'point',
  'promise',
  'noPromises',
  'newDate',
  'resolved',
  'stillDissatisfied',
  'escalateInside',
  'bodyNow',
  'body',
  'bodyFree',
  'bodyIndependent',
  'bodyBinding',
  'bodyWebsite',
  'bodyMore',
  'leaflet',
  'sixMonths',
] as const;

const leads = [
  'discussion',
  'definition',
  'howConsidered',
  'facts',
  'decision',
  'reasons',
  'responsibility',
  'remedy',
  'offerTerms',
  'actionTaken',
  'steps',
  'communications',
  'followUp',
  'delayReason',
  'refusalReason',
  'points',
  'promises',
] as const;

const textsSchema = z.strictObject({
  salutation: sentence,
  salutationUnknown: sentence,
  subjects: z.record(z.enum(letterKinds), sentence),
  /** Above what its writer says, and above lists. */
  leads: z.record(z.enum(leads), sentence),
  blocks: z.record(z.enum(filled), sentence),
  waiver: z.strictObject({ waived: sentence, notWaived: sentence }),
  findings: z.record(z.enum(['upheld', 'partly_upheld', 'not_upheld']), sentence),
  promiseOfAnswer: sentence,
});

export type LetterTexts = z.infer<typeof textsSchema>;

/** Our own sentences in letters. What a person writes is in whichever language they choose. */
export const letterTexts = Object.fromEntries(
  allLanguages.map((language) => [language, read(language)]),
) as Record<Language, LetterTexts>;

function read(language: Language): LetterTexts {
  const file = new URL(`blocks/${language}.json`, import.meta.url);
  return textsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** A sentence with its blanks filled in. */
export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (blank, name: string) => values[name] ?? blank);

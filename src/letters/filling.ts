import { formatLocale, type Language } from '#languages/languages.ts';
import type { Block } from '#mail/compose-blocks.ts';
import type { BlockId, OutsideBody, Requirement } from '#packs/index.ts';
import type { LetterFacts, LetterWish } from './compose.ts';
import { fill, type LetterTexts, letterTexts } from './texts.ts';

type Filling = { wish: LetterWish; facts: LetterFacts; requirement: Requirement | undefined };

/** What is known, in the customer's language; a text where something is missing: what to do about it. */
export type Filled = Block[] | string;

type Fill = (facts: LetterFacts, texts: LetterTexts, wish: LetterWish) => Filled;

const paragraph = (text: string): Block[] => [{ kind: 'paragraph', text }];

const day = (at: Date, zone: string, language: Language): string =>
  new Intl.DateTimeFormat(formatLocale(language), { timeZone: zone, dateStyle: 'long' }).format(at);

const fixed =
  (block: keyof LetterTexts['blocks']): Fill =>
  (_, { blocks }) =>
    paragraph(blocks[block]);

const ofBodies =
  (say: (body: OutsideBody, texts: LetterTexts) => Filled): Fill =>
  ({ bodies }, texts) => {
    const said = bodies.map((body) => (body.name ? say(body, texts) : bodyMissing));
    const missing = said.find((one) => typeof one === 'string');
    if (missing || said.length === 0) return missing ?? bodyMissing;
    return said.flatMap((one) => (typeof one === 'string' ? [] : one));
  };

const bodyMissing =
  /*i18n*/ 'Nobody has stated yet how the outside body is called and reached. An administrator does it under Rules, once for all letters.';

const websiteOf =
  (block: 'bodyWebsite' | 'bodyMore'): Fill =>
  ({ bodies }, texts) =>
    ofBodies(({ website }) =>
      website ? paragraph(fill(texts.blocks[block], { website })) : bodyMissing,
    )({ bodies } as LetterFacts, texts, {} as LetterWish);

const fills: Partial<Record<BlockId, Fill>> = {
  reference: ({ reference }, { blocks }) => paragraph(fill(blocks.reference, { reference })),
  received: ({ receivedAt, zone }, { blocks }, { language }) =>
    paragraph(fill(blocks.received, { receivedOn: day(receivedAt, zone, language) })),
  handler: ({ handler }, { blocks }) => paragraph(fill(blocks.handler, handler)),
  answerBy: ({ answerBy, zone }, texts, { language }) =>
    answerBy
      ? paragraph(fill(texts.blocks.answerBy, { date: day(answerBy, zone, language) }))
      : /*i18n*/ 'No date is known by which the answer comes. Promise one first.',
  procedure: ({ rights }, { blocks }) =>
    rights
      ? [...paragraph(blocks.procedure), { kind: 'words', text: rights }]
      : /*i18n*/ 'The organisation has not stated yet how it deals with complaints and which rights customers have. A manager does it in the settings.',
  stage: ({ stage }, { blocks }) => paragraph(fill(blocks.stage, { number: String(stage) })),
  points: pointByPoint,
  promises: ({ promises, zone }, texts, { language }) =>
    promises.length === 0
      ? paragraph(texts.blocks.noPromises)
      : promises.map(({ text, dueAt }) => ({
          kind: 'words',
          text: fill(texts.blocks.promise, { text, date: day(dueAt, zone, language) }),
        })),
  newDate: ({ zone }, texts, { newDate, language }) =>
    newDate
      ? paragraph(fill(texts.blocks.newDate, { date: day(newDate, zone, language) }))
      : /*i18n*/ 'Give the new date by which the answer comes.',
  resolved: fixed('resolved'),
  stillDissatisfied: fixed('stillDissatisfied'),
  escalateInside: fixed('escalateInside'),
  bodyNow: fixed('bodyNow'),
  body: ofBodies(({ name, address, phone, email, website }, { blocks }) => {
    const details = [name, address, phone, email, website].filter(Boolean).join('\n');
    return [{ kind: 'words', text: fill(blocks.body, { details }) }];
  }),
  bodyFree: fixed('bodyFree'),
  bodyIndependent: fixed('bodyIndependent'),
  bodyBinding: fixed('bodyBinding'),
  bodyWebsite: websiteOf('bodyWebsite'),
  bodyMore: websiteOf('bodyMore'),
  leaflet: ({ enclosures }, { blocks }) =>
    enclosures.length > 0
      ? paragraph(blocks.leaflet)
      : /*i18n*/ 'Attach the leaflet of the outside body.',
  sixMonths: fixed('sixMonths'),
  waiver: (_, texts, { waiver }) =>
    waiver
      ? paragraph(texts.waiver[waiver])
      : /*i18n*/ 'Choose whether you consent to a complaint that reaches the outside body late.',
  // Every letter ends with it.
  signature: () => [],
};

function pointByPoint({ points }: LetterFacts, texts: LetterTexts): Filled {
  const open = points.filter(({ finding }) => finding === null);
  if (points.length === 0)
    return /*i18n*/ 'Note first what the customer complains of, point by point.';
  if (open.length > 0) return /*i18n*/ 'Say first what you found about each point, and why.';
  return points.map(({ text, finding, reason }) => ({
    kind: 'words',
    text: fill(texts.blocks.point, {
      text,
      finding: finding ? texts.findings[finding] : '',
      reason: reason ?? '',
    }),
  }));
}

/** Wording that a pack gives to the letter stands as it is, in the language that it is given in. */
export function fillBlock(block: BlockId, { wish, facts, requirement }: Filling): Filled {
  const exact = requirement?.exactText;
  const given = exact?.[wish.language] ?? exact?.['en'];
  if (given) {
    const language = exact?.[wish.language] ? wish.language : 'en';
    return [{ kind: 'words', text: given, language }];
  }
  const say = fills[block];
  return say ? say(facts, letterTexts[wish.language], wish) : [];
}

import { i18n, languageNow } from '#languages/i18n.ts';
import { formatLocale } from '#languages/languages.ts';
import type { Block } from '#mail/compose-blocks.ts';
import type { Organisation } from '#staff/index.ts';

// The texts of what the program says by itself. Each says that it is automatic, who is responsible,
// and where the customer sees everything. A person's answer is never written here.

/** What every letter needs to know. */
export type LetterFrame = {
  organisation: Organisation;
  answerable: string;
  reference: string;
  link: string;
  customerName: string | null;
  /** Of the complaint, where it is known: what the customer wrote is read out in it. */
  language?: string | null;
};

/** What a letter says; to whom it goes is decided elsewhere. */
export type Text = { subject: string; blocks: Block[] };

type Promised = { text: string | null; dueAt: Date; zone: string; ownerName: string };

export const acknowledgement = (
  frame: LetterFrame,
  complaint: { words: string; owner: string; rules: readonly Block[] },
  answer: { dueAt: Date; zone: string },
): Text =>
  letter(frame, i18n.t('We have your complaint {reference}', frame), [
    i18n.t('We are sorry that you had reason to write to us, and thank you for doing so.'),
    i18n.t(
      'This first message was written by our program, so that you know at once that nothing was lost. A person answers next.',
    ),
    i18n.t(
      '{owner} has your complaint and answers you personally by {by}. That is a promise: you will see whether we keep it.',
      { owner: complaint.owner, by: when(answer.dueAt, answer.zone) },
    ),
    i18n.t('You wrote:'),
    quote(complaint.words, frame.language),
    i18n.t(
      'You can have it taken higher at any time, up to the head of our organisation, with one press on your page. That cannot be refused.',
    ),
    ...complaint.rules,
    ...rightsOf(frame),
  ]);

/** In the organisation's own words: where else a customer can turn, say. */
const rightsOf = ({ organisation }: LetterFrame): string[] =>
  (organisation.rights ?? '').split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== '');

export const promiseMade = (frame: LetterFrame, promise: Promised): Text =>
  letter(frame, i18n.t('A promise to you, {reference}', frame), [
    i18n.t('We have promised you by {by}:', { by: when(promise.dueAt, promise.zone) }),
    quote(promise.text ?? ''),
    i18n.t('{ownerName} sees to it.', promise),
  ]);

export const promiseKept = (frame: LetterFrame, promise: Promised): Text =>
  letter(frame, i18n.t('Was our promise kept? {reference}', frame), [
    i18n.t('{ownerName} tells us that this is done:', promise),
    quote(promise.text ?? ''),
    i18n.t('Only you can say whether it is so. Please press "kept" or "not kept" on your page.'),
  ]);

export const promiseBroken = (frame: LetterFrame, broken: Promised, next: Promised | null): Text =>
  letter(frame, i18n.t('We did not keep our promise, {reference}', frame), [
    i18n.t('We promised you by {by}:', { by: when(broken.dueAt, broken.zone) }),
    quote(broken.text ?? ''),
    i18n.t(
      'That date has passed and we have not done it. We are sorry. This message was written by our program at the moment the date passed.',
    ),
    next
      ? i18n.t('What happens now: by {by}, {what}', {
          by: when(next.dueAt, next.zone),
          what: next.text ?? i18n.t('{ownerName} gets in touch with you.', next),
        })
      : i18n.t(
          'What happens now: {answerable}, who answers for complaints here, was told. You reach them directly under {phone}.',
          { answerable: frame.answerable, phone: frame.organisation.phone },
        ),
  ]);

export const remedyOffered = (
  frame: LetterFrame,
  { what, isAgreed }: { what: string; isAgreed: boolean },
): Text =>
  letter(frame, i18n.t('To put it right, {reference}', frame), [
    isAgreed ? i18n.t('To put it right you get from us:') : i18n.t('To put it right we offer you:'),
    quote(what),
    isAgreed
      ? i18n.t('When you have it, please say so on your page; and also if it does not come.')
      : i18n.t('Please tell us on your page whether you take it. One press is enough.'),
  ]);

export const remedyDelivered = (frame: LetterFrame, what: string): Text =>
  letter(frame, i18n.t('Do you have it? {reference}', frame), [
    i18n.t('We are told that you have this now:'),
    quote(what),
    i18n.t(
      'Only you can say whether it is so. Please press "I have it" or "I do not have it" on your page.',
    ),
  ]);

export const promiseRenewed = (frame: LetterFrame, promise: Promised, reason: string): Text =>
  letter(frame, i18n.t('A new date for our promise, {reference}', frame), [
    i18n.t('We promised you:'),
    quote(promise.text ?? ''),
    i18n.t('The new date is {by}. {ownerName} sees to it. The reason, in their words:', {
      by: when(promise.dueAt, promise.zone),
      ownerName: promise.ownerName,
    }),
    quote(reason),
  ]);

export const ownerChanged = (frame: LetterFrame, owner: { name: string; title: string }): Text =>
  letter(frame, i18n.t('{name} has your complaint now, {reference}', { ...frame, ...owner }), [
    i18n.t(
      '{name}, {title}, has taken on your complaint with everything you told us, and with all that was promised. You need not explain anything again.',
      owner,
    ),
  ]);

export const escalated = (frame: LetterFrame, to: { name: string; title: string }): Text =>
  letter(frame, i18n.t('Your complaint was taken higher, {reference}', frame), [
    i18n.t(
      'Your complaint is now with {name}, {title}, and stays with those who had it as well.',
      to,
    ),
  ]);

export const closureQuestion = (frame: LetterFrame, author: string): Text =>
  letter(frame, i18n.t('Is it fixed? {reference}', frame), [
    i18n.t('{author} believes that your complaint is settled. Only you can say so.', { author }),
    i18n.t(
      'Please press "it is fixed" or "it is not fixed" on your page. If you say nothing, we will not take that for a yes.',
    ),
  ]);

export const closed = (frame: LetterFrame, reason: string): Text =>
  letter(frame, i18n.t('We have closed your complaint {reference}', frame), [
    i18n.t(
      'We asked you twice whether your complaint is settled and could not tell from your side. We have closed it for this reason:',
    ),
    quote(reason),
    i18n.t(
      'If that is wrong, write to us or press "it is not fixed" on your page: it is open again at once, at any time.',
    ),
  ]);

/** `others`: reference and link of the customer's other complaints. */
export const privateLink = (
  frame: LetterFrame,
  others: readonly { reference: string; link: string }[],
): Text =>
  letter(frame, i18n.t('The link to your complaint {reference}', frame), [
    i18n.t('You, or somebody who knows your address, asked for the link to your page. Here it is.'),
    ...(others.length > 0 ? [i18n.t('Your other complaints:')] : []),
    ...others.map(({ reference, link }): Block => ({ kind: 'link', text: reference, url: link })),
  ]);

/** What the program says: it greets, and says that whoever replies reaches a person. */
function letter(frame: LetterFrame, subject: string, parts: (string | Block)[]): Text {
  return {
    subject,
    blocks: [
      {
        kind: 'salutation',
        text: frame.customerName ? i18n.t('Dear {customerName},', frame) : i18n.t('Dear customer,'),
      },
      ...parts.map(
        (part): Block => (typeof part === 'string' ? { kind: 'paragraph', text: part } : part),
      ),
      linkOf(frame),
      {
        kind: 'paragraph',
        text: i18n.t('You can simply reply to this message; a person reads it.'),
      },
      footerOf(frame),
    ],
  };
}

const quote = (text: string, language: string | null = null): Block => ({
  kind: 'quote',
  text,
  ...(language && { language }),
});

/** The way to the private page. Whoever has it can read everything: it goes to the customer only. */
export const linkOf = ({ link }: LetterFrame): Block => ({
  kind: 'link',
  text: i18n.t('Everything about it, for as long as you like, without a password'),
  url: link,
});

/** Who is responsible, and where to find us. */
export const footerOf = ({ organisation, answerable, reference }: LetterFrame): Block => ({
  kind: 'footer',
  lines: [
    organisation.name,
    organisation.address,
    `${organisation.phone} · ${organisation.email}`,
    i18n.t('{answerable} answers for complaints here. Your reference: {reference}', {
      answerable,
      reference,
    }),
  ],
});

/** A date and time as people say it, with the zone's name. */
export function when(at: Date, zone: string): string {
  const key = `${languageNow()} ${zone}`;
  const format = formats.get(key) ?? formatFor(zone);
  formats.set(key, format);
  return format.format(at);
}

/** Making a format takes longer than everything else in a letter. */
const formats = new Map<string, Intl.DateTimeFormat>();

const formatFor = (zone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(formatLocale(languageNow()), {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });

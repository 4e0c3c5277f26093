import type { LetterHead } from '#complaints/index.ts';
import { i18n, languageNow } from '#languages/i18n.ts';
import { formatLocale } from '#languages/languages.ts';
import type { Block } from '#mail/compose-blocks.ts';
import type { Organisation } from '#staff/index.ts';

export type FixTold = {
  organisation: Organisation;
  answerable: string;
  name: string | null;
  /** The complaint of theirs that it was about; none for those who did not complain. */
  complaint: { head: LetterHead; words: string; link: string } | null;
  language: string;
  author: { name: string; title: string };
  wrong: string;
  different: string;
  stillBrokenUrl: string;
};

/** So much of their words shows which complaint it was. */
const quotedMax = 600;

/** What whoever shipped the fix says, with which complaint of theirs it was about. */
export function fixLetter(told: FixTold): { subject: string; blocks: Block[] } {
  const { complaint, author, language, name } = told;
  const everything = i18n.t('Everything about your complaint, without a password');
  return {
    subject: complaint
      ? i18n.t('It is fixed now, {reference}', { reference: complaint.head.reference })
      : i18n.t('Something of ours is fixed now'),
    blocks: [
      {
        kind: 'salutation',
        text: name ? i18n.t('Dear {name},', { name }) : i18n.t('Dear customer,'),
      },
      ...(complaint ? theirWords(told, complaint) : [mayHaveHit()]),
      { kind: 'words', text: `${told.wrong}\n\n${told.different}`, language },
      { kind: 'signature', ...author },
      { kind: 'link', text: i18n.t('It is still broken for me'), url: told.stillBrokenUrl },
      ...(complaint ? [{ kind: 'link' as const, text: everything, url: complaint.link }] : []),
      paragraph(i18n.t('You can simply reply to this message; a person reads it.')),
      footerOf(told),
    ],
  };
}

const paragraph = (text: string): Block => ({ kind: 'paragraph', text });

const mayHaveHit = (): Block =>
  paragraph(
    i18n.t(
      'You did not complain of this, but by what we know it may have hit you as well. So you should know of it.',
    ),
  );

function theirWords(
  { organisation }: FixTold,
  { head, words }: NonNullable<FixTold['complaint']>,
): Block[] {
  const day = new Intl.DateTimeFormat(formatLocale(languageNow()), {
    timeZone: organisation.zone,
    dateStyle: 'long',
  }).format(head.receivedAt);
  const text = words.length > quotedMax ? `${words.slice(0, quotedMax).toWellFormed()} …` : words;
  return [
    paragraph(i18n.t('On {day} you wrote to us:', { day })),
    { kind: 'quote', text, ...(head.language && { language: head.language }) },
    paragraph(
      i18n.t(
        'You were right to tell us. What was wrong is fixed, and you were not the only one whom it hit.',
      ),
    ),
  ];
}

const footerOf = ({ organisation, answerable, complaint }: FixTold): Block => ({
  kind: 'footer',
  lines: [
    organisation.name,
    organisation.address,
    `${organisation.phone} · ${organisation.email}`,
    [answerable, complaint?.head.reference].filter(Boolean).join(' · '),
  ],
});

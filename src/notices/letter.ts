import { languageNow } from '#languages/i18n.ts';
import type { Language } from '#languages/languages.ts';
import { type Block, textOf } from '#mail/compose-blocks.ts';

/** What is written and to whom; kept as one JSON text in the words table. */
export type Letter = {
  /** Addresses of mail; none for what stands on the private page, or goes by post. */
  to: string[];
  cc: string[];
  /** Name and address, for the window of an envelope. */
  postal: string | null;
  subject: string;
  /** In which the program speaks in it; a person's own words may be in another. */
  language: Language;
  blocks: Block[];
  /** Ids of mails without angle brackets: which one it answers, and the thread before it. */
  inReplyTo: string | null;
  references: string[];
  /** Stands in the address for answers, where they are to come back to something else. */
  replyTag: string | null;
  /** Ids of files that go with it. */
  attachments: string[];
};

/** A letter as it is wished for; what is left out is empty. */
export type LetterWish = {
  to: string | readonly string[] | null;
  subject: string;
} & ({ text: string } | { blocks: readonly Block[] }) &
  Partial<
    Pick<
      Letter,
      'language' | 'cc' | 'postal' | 'inReplyTo' | 'references' | 'replyTag' | 'attachments'
    >
  >;

export function letterFrom(wish: LetterWish): Letter {
  const { cc = [], postal = null, inReplyTo = null, references = [] } = wish;
  const { replyTag = null, attachments = [] } = wish;
  const blocks = 'blocks' in wish ? [...wish.blocks] : blocksOf(wish.text);
  const to = wish.to === null ? [] : [wish.to].flat();
  const { subject, language = languageNow() } = wish;
  const thread = { inReplyTo, references, replyTag };
  return { to, cc, postal, subject, language, blocks, ...thread, attachments };
}

/** Reads a letter as it was kept; empty where it was erased. */
export function readLetter(text: string | null): Letter {
  const kept = JSON.parse(text ?? '{}') as Partial<LetterWish>;
  return letterFrom({ to: null, subject: '', text: '', language: 'en', ...kept });
}

export const letterText = ({ blocks }: Letter): string => textOf(blocks);

/** A letter that is one text, as all were in the beginning. */
const blocksOf = (text: string): Block[] =>
  text === '' ? [] : [{ kind: 'words', text: text.replace(/\n$/, '') }];

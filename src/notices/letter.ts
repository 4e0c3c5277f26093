import { type Block, textOf } from '#mail/compose-blocks.ts';

/** What is written and to whom; kept as one JSON text in the words table. */
export type Letter = {
  /** Addresses of mail; none for what stands on the private page, or goes by post. */
  to: string[];
  cc: string[];
  /** Name and address, for the window of an envelope. */
  postal: string | null;
  subject: string;
  blocks: Block[];
  /** Ids of mails without angle brackets: which one it answers, and the thread before it. */
  inReplyTo: string | null;
  references: string[];
  /** Ids of files that go with it. */
  attachments: string[];
};

/** A letter as it is wished for; what is left out is empty. */
export type LetterWish = {
  to: string | readonly string[] | null;
  subject: string;
} & ({ text: string } | { blocks: readonly Block[] }) &
  Partial<Pick<Letter, 'cc' | 'postal' | 'inReplyTo' | 'references' | 'attachments'>>;

export function letterFrom(wish: LetterWish): Letter {
  const { cc = [], postal = null, inReplyTo = null, references = [], attachments = [] } = wish;
  const blocks = 'blocks' in wish ? [...wish.blocks] : blocksOf(wish.text);
  const to = wish.to === null ? [] : [wish.to].flat();
  const { subject } = wish;
  return { to, cc, postal, subject, blocks, inReplyTo, references, attachments };
}

/** Reads a letter as it was kept; empty where it was erased. */
export function readLetter(text: string | null): Letter {
  const kept = JSON.parse(text ?? '{}') as Partial<LetterWish>;
  return letterFrom({ to: null, subject: '', text: '', ...kept });
}

export const letterText = ({ blocks }: Letter): string => textOf(blocks);

/** A letter that is one text, as all were in the beginning. */
const blocksOf = (text: string): Block[] =>
  text === '' ? [] : [{ kind: 'words', text: text.replace(/\n$/, '') }];

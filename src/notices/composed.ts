import type { Language } from '#languages/languages.ts';
import { type Block, textOf } from '#mail/compose-blocks.ts';

/** A person's answer that is more than plain words: a letter with its parts, in a certain language. */
export type ComposedLetter = { subject: string; language: Language; blocks: readonly Block[] };

/** How it stands in the thread and on the customer's page. */
export const composedText = ({ blocks }: ComposedLetter): string => textOf(blocks).trimEnd();

export const readComposed = (text: string): ComposedLetter => JSON.parse(text) as ComposedLetter;

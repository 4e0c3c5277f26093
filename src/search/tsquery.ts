import { quoted } from './document.ts';
import type { Part } from './question.ts';

/** Stems by which a word may also stand in the index. */
export type StemsOf = (part: Extract<Part, { kind: 'word' }>) => readonly string[];

/** What is asked of the index. Built of quoted words alone, so that nothing typed is an operator. */
export const tsqueryOf = (parts: readonly Part[], stemsOf: StemsOf): string =>
  parts.map((part) => `(${alternatives(part, stemsOf).join(' | ')})`).join(' & ');

function alternatives(part: Part, stemsOf: StemsOf): string[] {
  switch (part.kind) {
    case 'word':
      return [lexeme(part.folded, part.isBegun), ...new Set(stemsOf(part))].map((word, place) =>
        place === 0 ? word : quoted(word),
      );
    case 'phrase':
      return [inTheirOrder(part.folded, part.isBegun)];
    case 'phone':
      return [quoted(part.tail), inTheirOrder(part.folded, true)];
  }
}

const inTheirOrder = (words: readonly string[], isBegun: boolean): string =>
  words.map((word, place) => lexeme(word, isBegun && place === words.length - 1)).join(' <-> ');

const lexeme = (word: string, isBegun: boolean): string => quoted(word) + (isBegun ? ':*' : '');

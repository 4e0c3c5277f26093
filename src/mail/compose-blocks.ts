import { i18n } from '#languages/i18n.ts';
/**
 * What a letter is made of. One template: the plain text, the HTML and the page on paper are all
 * made from these.
 */
export type Block =
  | { kind: 'salutation'; text: string }
  /** Above a part of a longer letter. */
  | { kind: 'heading'; text: string }
  /** The program's own words, one paragraph. */
  | { kind: 'paragraph'; text: string }
  /** What a person of ours wrote: any number of paragraphs and lines. */
  | { kind: 'words'; text: string; language?: string | null }
  | { kind: 'signature'; name: string; title: string }
  /** Words that were said before. */
  | { kind: 'quote'; text: string; language?: string | null }
  | { kind: 'link'; text: string; url: string }
  /** The way in for whoever has the letter on paper: nobody types a private link. */
  | { kind: 'claim'; text: string; url: string; reference: string; code: string }
  /** What lies in the envelope beside the letter. */
  | { kind: 'enclosures'; names: readonly string[] }
  /** Who is responsible, and where to find us. */
  | { kind: 'footer'; lines: readonly string[] }
  /** The message that is answered, below everything else. */
  | { kind: 'history'; head: string; text: string; language?: string | null };

export function textOf(blocks: readonly Block[]): string {
  return `${blocks.map(blockText).join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'salutation':
    case 'heading':
    case 'paragraph':
    case 'words':
      return block.text;
    case 'signature':
      return `${block.name}\n${block.title}`;
    case 'quote':
      return quoted(block.text);
    case 'link':
      return `${block.text}:\n${block.url}`;
    case 'claim':
      return `${block.text}:\n${block.url}\n${block.reference} · ${block.code}`;
    case 'enclosures':
      return enclosuresText(block.names);
    case 'footer':
      return block.lines.join('\n');
    case 'history':
      return `${block.head}\n${quoted(block.text)}`;
  }
}

export const enclosuresText = (names: readonly string[]): string =>
  i18n.t('{many, plural, one {Enclosure} other {Enclosures}}: {names}', {
    many: names.length,
    names: names.join(', '),
  });

const quoted = (text: string): string =>
  text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');

/** Paragraphs, and the lines of each. */
export const paragraphsOf = (text: string): string[][] =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n/)
    .map((paragraph) => paragraph.split('\n'))
    .filter((lines) => lines.some((line) => line.trim() !== ''));

/** A piece of a line: words, or words that lead somewhere. */
export type Part = { text: string; href: string | null };

/** A paragraph holds lines, a list holds entries. */
export type Block = { kind: 'paragraph' | 'list'; lines: Part[][] };

/**
 * What an article's plain text looks like: blank lines part paragraphs, `- ` begins an entry of a
 * list, a bare address becomes a link. Nothing else means anything, so nothing has to be cleaned.
 */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | undefined;
  for (const written of text.split(/\r\n|\r|\n/)) {
    const line = written.trim();
    if (line === '') {
      open = undefined;
      continue;
    }
    const [isEntry, words] = entryOf(line);
    const kind = isEntry ? 'list' : 'paragraph';
    if (open?.kind !== kind) {
      open = { kind, lines: [] };
      blocks.push(open);
    }
    open.lines.push(partsOf(words));
  }
  return blocks;
}

function entryOf(line: string): [isEntry: boolean, words: string] {
  const [, words] = /^[-*•]\s+(.+)$/u.exec(line) ?? [];
  return words === undefined ? [false, line] : [true, words];
}

const address = /https?:\/\/[^\s<>"]+/giu;

/** Marks that end a sentence rather than an address; a bracket belongs to whoever opened it. */
const trailing = /[.,;:!?'’”»)\]]+$/u;

function partsOf(line: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const { 0: found, index } of line.matchAll(address)) {
    const href = withoutTrailing(found);
    if (!URL.canParse(href)) continue;
    if (index > from) parts.push({ text: line.slice(from, index), href: null });
    parts.push({ text: href, href });
    from = index + href.length;
  }
  if (from < line.length) parts.push({ text: line.slice(from), href: null });
  return parts;
}

function withoutTrailing(found: string): string {
  const bare = found.replace(trailing, '');
  const isBracketOpen = bare.lastIndexOf('(') > bare.lastIndexOf(')');
  return isBracketOpen && found[bare.length] === ')' ? `${bare})` : bare;
}

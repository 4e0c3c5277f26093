import { compile, type FormatCallback } from 'html-to-text';
import { limits } from './limits.ts';

/** The cells of a row are words of one line, but not one word. */
const cell: FormatCallback = (element, walk, builder) => {
  builder.addInline(' ');
  walk(element.children, builder);
  builder.addInline(' ');
};

const headings = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];
const toText = compile({
  wordwrap: false,
  limits: { maxDepth: limits.htmlDepth },
  formatters: { cell },
  selectors: [
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, noAnchorUrl: true } },
    { selector: 'img', format: 'skip' },
    { selector: 'title', format: 'skip' },
    { selector: 'tr', format: 'block' },
    { selector: 'td', format: 'cell' },
    { selector: 'th', format: 'cell' },
    ...headings.map((selector) => ({ selector, options: { uppercase: false } })),
    ...['p', 'ul', 'ol', 'blockquote'].map((selector) => ({
      selector,
      options: { leadingLineBreaks: 2, trailingLineBreaks: 2 },
    })),
  ],
});

/** The words of an HTML text, quotations marked with `>`. */
export function htmlToPlain(html: string): string {
  const text = isTooDeep(html) ? stripTags(html) : toText(html);
  return text
    .replaceAll('\u00A0', ' ')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** How many words there are, near enough to compare. */
export const countWords = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;

const unseen = /<!--.*?(?:-->|$)|<(style|script|head|title)\b.*?(?:<\/\1\s*>|$)/gis;

/** Only the words, without a look at how they are laid out. */
export function stripTags(html: string): string {
  return html
    .replace(unseen, ' ')
    .replace(/<(?:br|\/?(?:p|div|tr|li|h[1-6]|table|blockquote))\b[^<>]{0,2000}>/gi, '\n')
    .replace(/<[a-z!/][^<>]{0,10000}>/gi, ' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/[ \t]+/g, ' ')
    .replace(/\n\s+/g, '\n');
}

/** Elements that hold nothing, or that the next one of their kind closes. */
const flat = new Set(
  'area base br col embed hr img input link meta param source track wbr p li dt dd option tr td th thead tbody tfoot'.split(
    ' ',
  ),
);

/** Parsing takes the square of the depth: what no program writes is not parsed. */
export function isTooDeep(html: string): boolean {
  const open = new Map<string, number>();
  let depth = 0;
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z][\w:-]{0,50})/gi)) {
    const tag = name.toLowerCase();
    if (flat.has(tag)) continue;
    const count = open.get(tag) ?? 0;
    if (slash && count === 0) continue;
    depth += slash ? -1 : 1;
    open.set(tag, count + (slash ? -1 : 1));
    if (depth > limits.htmlDepth) return true;
  }
  return false;
}

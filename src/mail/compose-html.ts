import { directionOf, languageOf } from '#languages/languages.ts';
import { type Block, enclosuresText, paragraphsOf } from './compose-blocks.ts';

export type Page = {
  subject: string;
  /** Of the program's own words. */
  language: string;
  /** Written by the program: then the subject stands above it as its heading. */
  isAutomatic: boolean;
  blocks: readonly Block[];
};

/**
 * The letter for programs that show HTML. It gives words no colour and fetches nothing: so it is
 * legible in the dark, on 320 pixels, on paper and with everything blocked. What must hold where a
 * program throws the style sheet away stands in the elements themselves.
 */
export const htmlOf = ({ subject, language, isAutomatic, blocks }: Page): string =>
  `<!doctype html>
<html lang="${escape(language)}" dir="${directionOf(languageOf(language) ?? 'en')}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<title>${escape(subject)}</title>
<style>${style}</style>
</head>
<body style="margin:0">
<div style="${letterStyle}">
${isAutomatic ? `<h1 style="${headingStyle}">${escape(subject)}</h1>\n` : ''}${blocks.map(blockHtml).join('\n')}
</div>
</body>
</html>
`;

const style =
  ':root{color-scheme:light dark}' +
  '@media print{a.way::after{content:" (" attr(href) ")";overflow-wrap:anywhere}' +
  'p,blockquote,address{orphans:3;widows:3}h1,.signature{break-after:avoid;break-inside:avoid}}';

const letterStyle =
  'max-width:36rem;margin:0 auto;padding:1rem;font-family:system-ui,-apple-system,Segoe UI,Roboto,sans-serif;' +
  'font-size:1rem;line-height:1.5;overflow-wrap:anywhere';
const headingStyle = 'font-size:1.375rem;line-height:1.3;margin:0 0 1rem';
const partStyle = 'font-size:1rem;line-height:1.5;margin:1.5rem 0 0.25rem';
const paragraphStyle = 'margin:0 0 1rem';
const quoteStyle = 'margin:0 0 1rem;padding:0 0 0 1rem;border-left:2px solid gray';
const footerStyle =
  'margin:1.5rem 0 1rem;padding:1rem 0 0;border-top:1px solid gray;font-style:normal;font-size:0.9375rem';

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'salutation':
      return paragraph(escape(block.text), ' dir="auto"');
    case 'heading':
      return `<h2 style="${partStyle}">${escape(block.text)}</h2>`;
    case 'paragraph':
      return paragraph(escape(block.text));
    case 'words':
      return paragraphs(block.text, block.language, lineWithLinks);
    case 'signature':
      return `<p class="signature" style="${paragraphStyle}" dir="auto">${escape(block.name)}<br>${escape(block.title)}</p>`;
    case 'quote':
      return quote(block.text, block.language);
    case 'link':
      return paragraph(`<a class="way" href="${escape(block.url)}">${escape(block.text)}</a>`);
    case 'claim':
      return paragraph(
        `${escape(block.text)}<br>${escape(block.url)}<br>${escape(block.reference)} · ${escape(block.code)}`,
      );
    case 'enclosures':
      return paragraph(escape(enclosuresText(block.names)), ' dir="auto"');
    case 'footer':
      return `<address style="${footerStyle}">${block.lines.map(escape).join('<br>')}</address>`;
    case 'history':
      return `${paragraph(escape(block.head))}\n${quote(block.text, block.language)}`;
  }
}

const paragraph = (html: string, attributes = ''): string =>
  `<p style="${paragraphStyle}"${attributes}>${html}</p>`;

const paragraphs = (
  text: string,
  language: string | null = null,
  show: (text: string) => string = line,
): string =>
  paragraphsOf(text)
    .map((lines) => paragraph(lines.map(show).join('<br>'), spokenIn(language)))
    .join('\n');

const quote = (text: string, language: string | null = null): string =>
  `<blockquote style="${quoteStyle}"${spokenIn(language)}>\n${paragraphs(text)}\n</blockquote>`;

/** Each paragraph runs in the direction of its own words; a screen reader picks the voice by `lang`. */
const spokenIn = (language: string | null): string =>
  ` dir="auto"${language ? ` lang="${escape(language)}"` : ''}`;

/** Programs drop all but one of several blanks, and some know no style that would keep them. */
const line = (text: string): string =>
  escape(text).replaceAll(/^ | {2,}/g, (blanks) => '&nbsp;'.repeat(blanks.length));

const addressOfPage = /(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]])/;

/** Only what a person of ours wrote: nobody else puts a link into our letters. */
const lineWithLinks = (text: string): string =>
  text
    .split(addressOfPage)
    .map((part, place) =>
      place % 2 === 0 ? line(part) : `<a href="${escape(part)}">${escape(part)}</a>`,
    )
    .join('');

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control signs mean nothing in a letter, and some make a page invalid. */
const escape = (text: string): string =>
  text.replaceAll(/[^\P{Cc}\t\n]/gu, '').replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? '');

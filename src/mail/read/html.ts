import sanitize, { type Attributes, type Tag } from 'sanitize-html';
import { contentIdFrom, readBody } from './body.ts';
import { isTooDeep, stripTags } from './html-text.ts';
import { limits } from './limits.ts';
import { escapeHtml, htmlOf } from './pieces.ts';
import { readTree } from './tree.ts';

export type HtmlOptions = {
  /** Pictures that lie elsewhere tell their owner that the mail was read: only when somebody asks for them. */
  images: boolean;
  /** The address at which we serve a part of the mail; null where there is none. */
  cidUrl: (contentId: string) => string | null;
};

/** The HTML of a mail, safe to show; null where it has none. */
export async function cleanHtmlOf(raw: Buffer, options: HtmlOptions): Promise<string | null> {
  const { pieces } = readBody(await readTree(raw));
  if (pieces.every(({ html }) => html === null)) return null;
  return cleanHtml(htmlOf(pieces), options);
}

/** Leaves words, layout and links; nothing that runs, is sent, or is fetched unasked. */
export function cleanHtml(html: string, options: HtmlOptions): string {
  if (isTooDeep(html)) return `<pre>${escapeHtml(stripTags(html))}</pre>`;
  const clean = sanitize(html, {
    ...allowed,
    transformTags: {
      a: (_, attributes) => ({ tagName: 'a', attribs: link(attributes) }),
      img: (_, attributes) => picture(attributes, options),
    },
  });
  return clean.toWellFormed().replaceAll('\0', '\uFFFD');
}

const length = /^-?\d{1,4}(?:\.\d{1,4})?(?:px|pt|em|rem|ex|%)?$/;
const lengths = /^(?:(?:\d{1,4}(?:\.\d{1,4})?(?:px|pt|em|rem|ex|%)?|auto)\s*){1,4}$/;
const colour = /^(?:#[0-9a-f]{3,8}|[a-z]{3,25}|rgba?\([\d\s.,%]{1,40}\))$/i;
const border = /^[\w\s#.,()%-]{1,60}$/;
const keyword = /^[a-z-]{1,25}$/i;

/** Size and colour of words and boxes. Nothing that hides, moves over others, or has an address. */
const styles: Record<string, RegExp[]> = {
  color: [colour],
  'background-color': [colour],
  background: [colour],
  'font-weight': [/^(?:[1-9]00|bold|bolder|normal|lighter)$/i],
  'font-style': [keyword],
  'font-family': [/^[\w\s,'"-]{1,200}$/],
  'font-size': [/^[1-9]\d{0,2}(?:\.\d{1,4})?(?:px|pt|em|rem|%)$/, keyword],
  'text-align': [keyword],
  'text-decoration': [/^[a-z\s-]{1,40}$/i],
  'vertical-align': [keyword],
  'white-space': [keyword],
  'list-style-type': [keyword],
  direction: [/^(?:ltr|rtl)$/i],
  width: [length],
  'max-width': [length],
  'line-height': [/^(?:normal|[1-9]\d{0,2}(?:\.\d{1,4})?(?:px|pt|em|%)?|[1-9]?\.\d{1,4})$/],
  'border-collapse': [keyword],
  'border-radius': [lengths],
  ...sided('padding', '', lengths),
  ...sided('margin', '', lengths),
  ...sided('border', '', border),
  'border-color': [border],
  'border-style': [border],
  'border-width': [border],
};

function sided(name: string, end: string, pattern: RegExp): Record<string, RegExp[]> {
  const sides = ['', '-top', '-right', '-bottom', '-left'];
  return Object.fromEntries(sides.map((side) => [`${name}${side}${end}`, [pattern]]));
}

const words =
  'a abbr address b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div dl dt em ' +
  'figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q rp rt ruby s ' +
  'samp section small span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr';
const unseen =
  'script style textarea option noscript title template iframe noembed noframes object svg math select xmp';

const allowed: sanitize.IOptions = {
  allowedTags: words.split(' '),
  nonTextTags: unseen.split(' '),
  allowedAttributes: {
    '*': ['style', 'dir', 'lang', 'align', 'valign', 'bgcolor', 'width'],
    a: ['href', 'title', 'rel', 'target'],
    img: ['src', 'alt', 'height'],
    font: ['color', 'size', 'face'],
    table: ['border', 'cellpadding', 'cellspacing'],
    td: ['colspan', 'rowspan', 'height'],
    th: ['colspan', 'rowspan', 'height'],
    ol: ['start', 'type'],
  },
  allowedStyles: { '*': styles },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  // Only what `picture` has put there.
  allowedSchemesByTag: { img: ['http', 'https', 'data'] },
  allowProtocolRelative: false,
  nestingLimit: limits.htmlDepth,
};

function link(attributes: Attributes): Attributes {
  const { href, title } = attributes;
  const isHarmless = href !== undefined && /^\s*(?:https?:\/\/|mailto:|tel:)/i.test(href);
  if (!isHarmless) return {};
  return { href, ...(title && { title }), rel: 'noreferrer noopener', target: '_blank' };
}

/** A picture that may be shown, else the words that stand for it. */
function picture(attributes: Attributes, options: HtmlOptions): Tag {
  const src = sourceOf(attributes, options);
  const { alt = '', width, height, style } = attributes;
  if (src === null) return { tagName: 'span', attribs: {}, text: alt };
  const size = { ...(width && { width }), ...(height && { height }), ...(style && { style }) };
  return { tagName: 'img', attribs: { src, alt, ...size } };
}

function sourceOf(attributes: Attributes, options: HtmlOptions): string | null {
  const src = (attributes['src'] ?? '').trim();
  const id = /^cid:(.+)$/is.exec(src)?.[1];
  if (id !== undefined) return options.cidUrl(contentIdFrom(id));
  const isElsewhere = /^https?:\/\//i.test(src);
  return isElsewhere && options.images && !isTracker(attributes) ? src : null;
}

/** A picture nobody can see is there to be fetched. */
function isTracker({ width, height, style = '' }: Attributes): boolean {
  const isTiny = (size: string | undefined) => /^\s*[0-2](?:px)?\s*$/i.test(size ?? '');
  const isHidden =
    /(?:display\s*:\s*none|visibility\s*:\s*hidden|(?:^|[;\s])(?:width|height)\s*:\s*[0-2](?:px)?\s*(?:;|!|$)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$))/i;
  return isTiny(width) || isTiny(height) || isHidden.test(style);
}

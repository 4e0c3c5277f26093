import { type Block, enclosuresText, paragraphsOf } from '#mail/compose-blocks.ts';
import { runsLeft, writeLeftward } from './letter-pdf-lines.ts';
import {
  fonts,
  linesOf,
  mm,
  type Part,
  type Pdf,
  sizes,
  textLeft,
  textWidth,
} from './letter-pdf-page.ts';

/** The blocks of a letter below its head, as on every other way that they go. */
export function writeBlocks(pdf: Pdf, part: Part, blocks: readonly Block[]): void {
  pdf.font(fonts.body).fontSize(sizes.body).fillColor('black');
  for (const block of blocks) writeBlock(pdf, part, block);
}

const lineGap = 2.5;
const lineHeight = mm(5.2);
const signatureHeight = mm(16);

function writeBlock(pdf: Pdf, part: Part, block: Block): void {
  switch (block.kind) {
    case 'heading':
      return head(pdf, part, block.text);
    case 'salutation':
    case 'paragraph':
      return write(pdf, part, block.text);
    case 'words':
      return writeParagraphs(pdf, part, block.text);
    case 'signature':
      return sign(pdf, part, block);
    case 'quote':
      return quote(pdf, part, block.text);
    case 'link':
      return write(pdf, part, `${block.text}:\n${block.url}`);
    case 'claim':
      return write(pdf, part, `${block.text}:\n${block.url}\n${block.reference} · ${block.code}`);
    case 'enclosures':
      return write(pdf, part, enclosuresText(block.names));
    case 'footer':
      return closeWith(pdf, part, block.lines);
    case 'history':
      write(pdf, part, block.head);
      return quote(pdf, part, block.text);
  }
}

/** Longer paragraphs may go on over the page. */
const linesTogetherMax = 5;

function write(pdf: Pdf, part: Part, text: string, indent = 0): void {
  if (runsLeft(text)) return writeFromRight(pdf, part, text, indent);
  const options = { width: textWidth - indent, lineGap };
  const height = pdf.heightOfString(text, options);
  if (height <= linesTogetherMax * lineHeight) keepTogether(pdf, height);
  const tag = indent > 0 ? 'BlockQuote' : 'P';
  part(tag, () => pdf.text(linesOf(text), textLeft + indent, pdf.y, options));
  pdf.y += lineHeight * 0.8;
}

/** In structure as any other; what is read out is the text itself, not the order in which it is set. */
function writeFromRight(pdf: Pdf, part: Part, text: string, indent: number): void {
  const breaks = (height: number): void => keepTogether(pdf, height);
  const box = { left: textLeft, width: textWidth - indent, lineHeight, breaks };
  const tag = indent > 0 ? 'BlockQuote' : 'P';
  part(tag, () => writeLeftward(pdf, text, box), text);
  pdf.y += lineHeight * 0.8;
}

/** Never alone at the end of a page. */
function head(pdf: Pdf, part: Part, text: string): void {
  keepTogether(pdf, 4 * lineHeight);
  pdf.y += lineHeight * 0.2;
  pdf.font(fonts.bold);
  if (runsLeft(text)) {
    const box = { left: textLeft, width: textWidth, lineHeight, breaks: () => undefined };
    part('H2', () => writeLeftward(pdf, text, box), text);
  } else {
    part('H2', () => pdf.text(text, textLeft, pdf.y, { width: textWidth, lineGap }));
  }
  pdf.font(fonts.body);
}

function writeParagraphs(pdf: Pdf, part: Part, text: string): void {
  for (const lines of paragraphsOf(text)) write(pdf, part, lines.join('\n'));
}

/** With room for a hand, and never alone on a page. */
function sign(pdf: Pdf, part: Part, { name, title }: { name: string; title: string }): void {
  keepTogether(pdf, signatureHeight + 2 * lineHeight);
  pdf.y += signatureHeight;
  write(pdf, part, `${name}\n${title}`);
}

function quote(pdf: Pdf, part: Part, text: string): void {
  for (const lines of paragraphsOf(text)) write(pdf, part, lines.join('\n'), mm(6));
  pdf.x = textLeft;
}

function closeWith(pdf: Pdf, part: Part, lines: readonly string[]): void {
  pdf.fontSize(sizes.small);
  const shown = lines.flatMap((line) => line.split('\n'));
  keepTogether(pdf, (shown.length + 1) * lineHeight);
  pdf.y += lineHeight * 0.5;
  pdf.markContent('Artifact', { type: 'Layout' });
  pdf.lineWidth(0.5).strokeColor('#777');
  pdf
    .moveTo(textLeft, pdf.y)
    .lineTo(textLeft + textWidth, pdf.y)
    .stroke();
  pdf.endMarkedContent();
  pdf.y += lineHeight * 0.5;
  write(pdf, part, shown.join('\n'));
  pdf.fontSize(sizes.body);
}

/** Begins a new page where so much does not fit on this one. */
function keepTogether(pdf: Pdf, height: number): void {
  if (pdf.y + height > pdf.page.height - pdf.page.margins.bottom) pdf.addPage();
}

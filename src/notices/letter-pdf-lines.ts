import type { Pdf } from './letter-pdf-page.ts';

// pdfkit shapes Arabic and Hebrew words well, but sets words from left to right. So lines that run the
// other way are broken and set here, word by word.

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
const letter = /\p{L}/u;

/** Whether a text runs from right to left: as its first letter does. */
export const runsLeft = (text: string): boolean => rightToLeft.test(letter.exec(text)?.[0] ?? '');

export const holdsLeftward = (text: string): boolean => rightToLeft.test(text);

/** What stays together when words change places. A sign stands close to the run before it. */
type Run = { text: string; isLeftward: boolean; isSign: boolean };

/**
 * One line as it is read, from its first word on: each run with the words in the order in which they are
 * set from left to right.
 */
export function runsOf(line: string): Run[] {
  const words = line
    .split(/\s+/u)
    .filter((word) => word !== '')
    .flatMap(apart);
  const runs: Run[] = [];
  for (const { text, isSign } of words) {
    const isLeftward = !/[\p{L}\p{N}]/u.test(text) || holdsLeftward(text);
    const last = runs.at(-1);
    if (last && !last.isLeftward && !isLeftward) last.text += ` ${text}`;
    else runs.push({ text, isLeftward, isSign });
  }
  return runs;
}

/** A full stop behind a name in other letters stands on the left of it; a bracket around it stays. */
function apart(word: string): Pick<Run, 'text' | 'isSign'>[] {
  const whole = { text: word, isSign: false };
  if (holdsLeftward(word.replaceAll(/[،؛؟]/gu, ''))) return [whole];
  const [, name = word, sign = ''] = /^(.*[\p{L}\p{N})\]])([.,:;!?،؛؟…]+)$/u.exec(word) ?? [];
  return sign
    ? [
        { text: name, isSign: false },
        { text: sign, isSign: true },
      ]
    : [whole];
}

type Box = { left: number; width: number; lineHeight: number; breaks: (height: number) => void };

/** Sets a text line by line from its right edge, and leaves the pen below it. */
export function writeLeftward(
  pdf: Pdf,
  text: string,
  { left, width, lineHeight, breaks }: Box,
): void {
  const blank = pdf.widthOfString(' ');
  for (const line of text.split('\n').flatMap((each) => broken(pdf, each, width))) {
    breaks(lineHeight);
    let right = left + width;
    const top = pdf.y;
    for (const { text: word, isSign } of runsOf(line)) {
      right -= pdf.widthOfString(word) + (right < left + width && !isSign ? blank : 0);
      pdf.text(word, right, top, { lineBreak: false });
    }
    pdf.y = top + lineHeight;
  }
  pdf.x = left;
}

/** As many words in a line as fit; one that is too long stands alone. */
function broken(pdf: Pdf, text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/u)) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last === undefined || pdf.widthOfString(longer) > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

import { fileURLToPath } from 'node:url';

export type Pdf = PDFKit.PDFDocument;

/**
 * Adds a part to the structure that a screen reader follows. `actual`: what is read out, where that is
 * not the order in which words are set.
 */
export type Part = (tag: string, write: () => void, actual?: string) => void;

export const mm = (length: number): number => (length * 72) / 25.4;

/** Where text stands (DIN 5008): 25 mm from the left edge, 20 mm from the right. */
export const textLeft = mm(25);
export const textWidth = mm(210 - 25 - 20);

export const sizes = { body: 10.5, small: 8, tiny: 6.5, name: 14 };

/** A font with the letters of most languages that are written from left to right. */
export const fonts = {
  body: fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf')),
  bold: fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf')),
};

/** Lines of one paragraph: a screen reader would read them as one word without the blanks. */
export const linesOf = (text: string): string => text.replaceAll('\n', ' \n');

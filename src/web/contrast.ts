// Contrast as WCAG 2.2 counts it: 4.5 to 1 is the least for words (level AA).

export const contrastMin = 4.5;

type Rgb = readonly [red: number, green: number, blue: number];

const hexPattern = /^#[0-9a-f]{6}$/;

export const isColour = (text: string): boolean => hexPattern.test(text);

function rgbOf(hex: string): Rgb {
  const part = (at: number): number => Number.parseInt(hex.slice(at, at + 2), 16);
  return [part(1), part(3), part(5)];
}

const hexOf = (rgb: Rgb): string =>
  `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

function luminanceOf(hex: string): number {
  const [red, green, blue] = rgbOf(hex).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Between 1 (the same) and 21 (black on white). */
export function contrastOf(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminanceOf(one), luminanceOf(other)].toSorted(
    (first, second) => second - first,
  );
  return (light + 0.05) / (dark + 0.05);
}

/** The lowest contrast that words of this colour have on any of the grounds. */
export const lowestContrast = (colour: string, grounds: readonly string[]): number =>
  Math.min(...grounds.map((ground) => contrastOf(colour, ground)));

export const canBeRead = (colour: string, grounds: readonly string[]): boolean =>
  lowestContrast(colour, grounds) >= contrastMin;

/** Shades tried on the way from a colour to black or white. */
const steps = 256;

/**
 * The nearest shade of a colour that can be read on all of these grounds: darker on light ones,
 * lighter on dark ones. The colour itself where it can.
 */
export function nearestReadable(colour: string, grounds: readonly string[]): string {
  const isLight = grounds.every((ground) => luminanceOf(ground) > 0.18);
  const end: Rgb = isLight ? [0, 0, 0] : [255, 255, 255];
  const begin = rgbOf(colour);
  for (let step = 0; step <= steps; step++) {
    const share = step / steps;
    const shade = hexOf([0, 1, 2].map((at) => mix(begin, end, at, share)) as unknown as Rgb);
    if (canBeRead(shade, grounds)) return shade;
  }
  return hexOf(end);
}

const mix = (begin: Rgb, end: Rgb, at: number, share: number): number =>
  (begin[at] ?? 0) + ((end[at] ?? 0) - (begin[at] ?? 0)) * share;

/** Black or white: what can be read better on this colour. */
export const inkOn = (colour: string): string =>
  contrastOf('#ffffff', colour) >= contrastOf('#101418', colour) ? '#ffffff' : '#101418';

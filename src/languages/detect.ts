import { detectAll } from 'tinyld';

const sampleLength = 2_000;

/** Below it, the words might as well be those of a neighbour. */
const sureness = 0.5;

/** The language that a text is written in, as a tag such as `pt`; undefined where it is not sure. */
export function languageIn(text: string): string | undefined {
  const [best] = detectAll(text.slice(0, sampleLength));
  return best && best.accuracy >= sureness ? best.lang : undefined;
}

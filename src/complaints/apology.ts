import { asked, excluded, said } from './apology-words.ts';

/**
 * Whether a text of ours apologises, in any of the languages that we know it in. It looks for the
 * phrases that people use; what is quoted, denied or said about somebody else's apology is none.
 */
export const apologises = (text: string): boolean =>
  sentencesOf(ownWords(text)).some((sentence) => {
    const left = excluded.reduce((rest, pattern) => rest.replace(pattern, ' … '), sentence);
    return said.some((pattern) => pattern.test(left)) && !asked.some((each) => each.test(left));
  });

/** Long answers repeat themselves; nobody apologises first after so many characters. */
const readLengthMax = 20_000;

/** One spelling for every letter: no accents, no vowel marks, plain apostrophes. */
const plain = (text: string): string =>
  text
    .slice(0, readLengthMax)
    .normalize('NFKD')
    .replace(/(?<=[\p{Script=Latin}])\p{M}+/gu, '')
    .normalize('NFC')
    .replace(/[\u064b-\u0652\u0640]/g, '')
    .replace(/[’‘ʼ`´]/g, "'")
    .toLowerCase();

const headOfHistory =
  /^\s*(?:-{2,}\s*(?:original|forwarded|ursprungliche|message d'origine|mensaje original|الرسال)|(?:on|am|le|el|في) .{0,200}(?:wrote|schrieb|a ecrit|escribio|كتب)[^\n]{0,80}:\s*$)/;

/** Without what somebody else said: lines of quotation, the mail below, words in quotation marks. */
function ownWords(text: string): string {
  const lines = plain(text).split(/\r?\n/);
  const history = lines.findIndex((line) => headOfHistory.test(line));
  return lines
    .slice(0, history < 0 ? undefined : history)
    .filter((line) => !/^\s*[>|]/.test(line))
    .join('\n')
    .replace(/[“„"«][^“”„"«»]{0,500}[”“"»]/g, ' ');
}

/** A line that ends in the middle of a sentence goes on in the next. */
const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[.!?؟…;])\s+|\n\s*\n/)
    .map((sentence) => sentence.replace(/\s+/g, ' ').trim())
    .filter((sentence) => sentence !== '');

/** A word in a text: where it stands, as it is written, and as it is compared. */
export type Token = { start: number; end: number; plain: string; folded: string };

/**
 * Case and accents do not matter: `Remboursée` and `remboursee` are the same. Marks that are letters
 * of their own, as in Thai or Hindi, stay.
 */
export function fold(text: string): string {
  const small = text.toLowerCase();
  if (isAscii(small)) return small;
  return small
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u064b-\u0652]/g, '')
    .replace(/[ßæœøłđðþı]/g, (letter) => spelled[letter] ?? letter)
    .normalize('NFC');
}

/** Most words are: the way round normalising and scripts makes reading ten times quicker. */
const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text);

const spelled: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** Longer ones are no words, and nobody types more. */
const tokenLengthMax = 64;

const words = /[\p{L}\p{N}\p{M}]+/gu;

/** Scripts that put no blanks between words. */
const unspaced =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]+/gu;

/** The words of a text in their order. What is written without blanks gives pairs of characters. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const { 0: run, index } of text.matchAll(words)) {
    if (isAscii(run)) {
      tokens.push(tokenAt(run, index));
      continue;
    }
    let from = 0;
    for (const { 0: dense, index: at } of run.matchAll(unspaced)) {
      if (at > from) tokens.push(tokenAt(run.slice(from, at), index + from));
      tokens.push(...pairsOf(dense, index + at));
      from = at + dense.length;
    }
    if (from < run.length) tokens.push(tokenAt(run.slice(from), index + from));
  }
  return tokens.filter(({ folded }) => folded !== '');
}

function tokenAt(written: string, start: number): Token {
  const kept = written.slice(0, tokenLengthMax).toWellFormed();
  const plain = kept.toLowerCase().normalize('NFC');
  return { start, end: start + written.length, plain, folded: fold(kept) };
}

/** Each character with the next one; the last one alone, so that it is found, too. */
function pairsOf(run: string, start: number): Token[] {
  const characters = Array.from(run);
  let at = start;
  return characters.map((character, place) => {
    const pair = character + (characters[place + 1] ?? '');
    const token = tokenAt(pair, at);
    at += character.length;
    return token;
  });
}

/** Whether a word is made of letters alone, so that it has a stem and may hold a slip. */
export const isPlainWord = (folded: string): boolean => /^[\p{L}\p{M}]+$/u.test(folded);

export const isUnspaced = (folded: string): boolean => folded.search(unspaced) >= 0;

const phone = /\+?\d[\d\s\-/().]{5,}\d/g;
const tailLength = 7;

/** A number of a telephone by its last digits: `+49 30 1234567` and `030 1234567` are the same. */
export function phoneTail(written: string): string | undefined {
  const digits = written.replace(/\D/g, '');
  return digits.length >= tailLength ? `#${digits.slice(-tailLength)}` : undefined;
}

export const phoneTailsIn = (text: string): string[] =>
  Array.from(text.matchAll(phone), ([written]) => phoneTail(written)).filter(
    (tail) => tail !== undefined,
  );

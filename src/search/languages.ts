// In which language a text is written, as far as finding the stems of its words needs it.

/** The stemmers that every PostgreSQL since version 15 has, by the tag of the language. */
const stemmers: Readonly<Record<string, string>> = {
  ar: 'arabic',
  ca: 'catalan',
  da: 'danish',
  de: 'german',
  el: 'greek',
  en: 'english',
  es: 'spanish',
  eu: 'basque',
  fi: 'finnish',
  fr: 'french',
  ga: 'irish',
  hi: 'hindi',
  hu: 'hungarian',
  hy: 'armenian',
  id: 'indonesian',
  it: 'italian',
  lt: 'lithuanian',
  nb: 'norwegian',
  ne: 'nepali',
  nl: 'dutch',
  nn: 'norwegian',
  no: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sr: 'serbian',
  sv: 'swedish',
  ta: 'tamil',
  tr: 'turkish',
  yi: 'yiddish',
};

/** Small words that stand in nearly every text of a language and in few of any other. */
const smallWords: Readonly<Record<string, readonly string[]>> = {
  danish: ['jeg', 'ikke', 'og', 'det', 'til', 'har', 'blev'],
  dutch: ['het', 'niet', 'een', 'ik', 'van', 'heb', 'voor', 'maar'],
  english: ['the', 'and', 'was', 'not', 'that', 'have', 'with', 'is', 'my'],
  finnish: ['ja', 'ei', 'on', 'että', 'minun', 'oli', 'mutta'],
  french: ['le', 'les', 'je', 'pas', 'est', 'une', 'vous', 'mais', 'été'],
  german: ['ich', 'nicht', 'der', 'die', 'und', 'das', 'ist', 'mit', 'habe'],
  italian: ['il', 'che', 'non', 'sono', 'per', 'della', 'ho', 'una'],
  norwegian: ['jeg', 'ikke', 'og', 'det', 'til', 'har', 'ble'],
  polish: ['nie', 'się', 'jest', 'na', 'że', 'do', 'mam'],
  portuguese: ['não', 'uma', 'que', 'com', 'os', 'meu', 'foi', 'para'],
  russian: ['не', 'и', 'в', 'что', 'я', 'на', 'мне'],
  spanish: ['el', 'los', 'que', 'no', 'una', 'por', 'mi', 'con', 'para'],
  swedish: ['jag', 'inte', 'och', 'det', 'att', 'har', 'blev'],
};

const sampleLength = 200;

/** The stemmer for a text: by the language its writer named, else by its small words; or none. */
export function stemmerFor(tag: string | null, words: readonly string[]): string | undefined {
  const named = stemmers[tag?.toLowerCase().split('-')[0] ?? ''];
  return named ?? guessed(words.slice(0, sampleLength));
}

function guessed(words: readonly string[]): string | undefined {
  const present = new Set(words);
  const scores = Object.entries(smallWords).map(
    ([language, list]) => [language, list.filter((word) => present.has(word)).length] as const,
  );
  const [best] = scores.toSorted(([, one], [, other]) => other - one);
  const isKnown = best && best[1] >= 2 && Object.values(stemmers).includes(best[0]);
  return isKnown ? best[0] : undefined;
}

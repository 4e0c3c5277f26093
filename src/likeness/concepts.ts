const english: ReadonlyMap<string, string> = new Map();

/** The English word for a folded word of another language, where it is one that complaints use. */
export const englishOf = (word: string): string | undefined => english.get(word);

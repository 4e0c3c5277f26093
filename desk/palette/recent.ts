import { keep, keptJson } from '../storage.ts';

const name = 'amends.palette';
const keptMax = 20;

/** What was chosen lately, the latest first. */
export function recent(): string[] {
  const kept = keptJson(name);
  return Array.isArray(kept) ? kept.map(String) : [];
}

export function noteChosen(id: string): void {
  const others = recent().filter((other) => other !== id);
  keep(name, JSON.stringify([id, ...others].slice(0, keptMax)));
}

import { drop, keep, keptJson } from '../../storage.ts';

// What the server and this browser last agreed on. With it a browser that comes back after a crash
// knows whether its own words are newer, or those of another window.

export type Content = Record<string, unknown>;
export type Base = {
  version: number;
  flat: string;
  /** What was sent there last; its answer may have been lost. */
  tried?: string;
};

export const noBase: Base = { version: 0, flat: '' };

const nameOf = (staffId: string, about: string): string => `amends.base.${staffId}.${about}`;

export const baseOf = (staffId: string, about: string): Base =>
  (keptJson(nameOf(staffId, about)) as Base | undefined) ?? noBase;

export function setBase(staffId: string, about: string, base: Base): void {
  if (base.version === 0 && base.tried === undefined) drop(nameOf(staffId, about));
  else keep(nameOf(staffId, about), JSON.stringify(base));
}

/** The words of a draft, as anybody may have kept it. */
export const textOf = ({ text }: Content): string => (typeof text === 'string' ? text : '');

/** The same words give the same text, in whatever order a database gives them back. */
export const flat = (content: Content): string =>
  isBlank(content)
    ? ''
    : JSON.stringify(content, (_, part: unknown) =>
        part !== null && typeof part === 'object' && !Array.isArray(part)
          ? Object.fromEntries(
              Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)),
            )
          : part,
      );

const isFilled = (part: unknown): boolean =>
  Array.isArray(part) ? part.length > 0 : typeof part === 'string' && part.trim() !== '';

/** Nothing that somebody would miss. */
export const isBlank = ({ text, files, promises, noAction }: Content): boolean =>
  ![text, files, promises, noAction].some(isFilled);

export type Known = {
  base: Base;
  local: Content;
  server: { version: number; content: Content } | null;
};

/**
 * What is to be done with what the server has. `take`: it is newer, and nothing here is lost by it.
 * `agree`: both say the same. `ours`: it has an earlier state of what is here. `gone`: it was sent or thrown away elsewhere. `anew`: the same, but
 * here was written on. `choose`: written on in both places, so a person has to look.
 */
export type Step = 'nothing' | 'take' | 'agree' | 'ours' | 'gone' | 'anew' | 'choose';

export function stepFor({ base, local, server }: Known): Step {
  const here = flat(local);
  const isUntouched = here === '' || here === base.flat;
  if (!server) {
    if (base.version === 0) return 'nothing';
    return isUntouched ? 'gone' : 'anew';
  }
  if (server.version <= base.version) return 'nothing';
  const there = flat(server.content);
  if (here === there) return 'agree';
  if (there === base.tried) return 'ours';
  return isUntouched ? 'take' : 'choose';
}

import type { Pack } from './pack.ts';

/** One thing that two versions of a pack say differently; null where one does not say it. */
export type Difference = { path: string; before: string | null; after: string | null };

/** What is different between two versions, by place; clocks, letters and fields by their names. */
export function differences(before: Pack, after: Pack): Difference[] {
  const old = leavesOf(before);
  const fresh = leavesOf(after);
  const paths = [...new Set([...old.keys(), ...fresh.keys()])].toSorted();
  return paths.flatMap((path) => {
    const [one = null, other = null] = [old.get(path), fresh.get(path)];
    return one === other ? [] : [{ path, before: one, after: other }];
  });
}

function leavesOf(value: unknown, path = ''): Map<string, string> {
  if (value === null || value === undefined) return new Map();
  if (Array.isArray(value)) {
    if (value.every((each) => typeof each !== 'object')) return new Map([[path, value.join(', ')]]);
    return merged(value.map((each, place) => leavesOf(each, join(path, nameOf(each, place)))));
  }
  if (typeof value !== 'object')
    return new Map([[path, JSON.stringify(value).replace(/^"|"$/g, '')]]);
  return merged(Object.entries(value).map(([key, each]) => leavesOf(each, join(path, key))));
}

const join = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/** A clock that moved in the file is the same clock. */
function nameOf(value: unknown, place: number): string {
  const { id, n, kind, stage, clock, field } = value as Record<string, string | number | undefined>;
  const name = id ?? n ?? clock ?? field;
  if (name !== undefined) return String(name);
  return kind === undefined ? String(place + 1) : [kind, stage].filter(Boolean).join('-');
}

const merged = (maps: readonly Map<string, string>[]): Map<string, string> =>
  new Map(maps.flatMap((map) => [...map]));

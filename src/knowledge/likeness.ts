// How alike texts are, by the words that say what they are about. Every threshold stands here.

type Stems = ReadonlySet<string>;

/** From here two complaints are taken to be about the same matter. */
const alikeFrom = 0.3;

/** One word may be shared by chance. */
const sharedMin = 2;

/** From here an article is worth showing beside a complaint. */
export const fitFrom = 0.3;

/** From here an article answers a group of complaints: no other has to be written. */
export const answersFrom = 0.5;

/** So many different customers with one matter want an article. */
export const customersMin = 5;

/**
 * Words that both share, in relation to how many each has. Set against the whole of both, as Jaccard
 * does, whoever tells more than others would be like nobody.
 */
export function likeness(one: Stems, other: Stems): number {
  const shared = countShared(one, other);
  if (shared < Math.min(sharedMin, one.size, other.size) || shared === 0) return 0;
  return shared / Math.sqrt(one.size * other.size);
}

export type ArticleStems = { title: Stems; whole: Stems };

/** A complaint of many words is about as much as one of so many. */
const wordsThatCount = 8;

/**
 * How well an article fits what somebody wrote: how much of its title they speak of, and how many of
 * their words it has.
 */
export function fit(written: Stems, { title, whole }: ArticleStems): number {
  const shared = countShared(written, whole);
  if (shared < sharedMin || title.size === 0) return 0;
  const ofTitle = countShared(title, written) / title.size;
  const ofWords = Math.min(1, shared / Math.min(written.size, wordsThatCount));
  return (ofTitle + ofWords) / 2;
}

function countShared(one: Stems, other: Stems): number {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  let shared = 0;
  for (const stem of small) if (large.has(stem)) shared++;
  return shared;
}

export type Told = {
  complaintId: string;
  customerId: string;
  /** Stems with the form in which they were written. */
  stems: ReadonlyMap<string, string>;
};

export type Group = {
  complaintIds: string[];
  customers: number;
  stems: Set<string>;
  topic: string;
};

/**
 * Complaints about one matter by at least five different customers. Each group gathers around the
 * complaint that most others are like: so one thing does not lead to the next until all is one.
 */
export function groupsOf(told: readonly Told[]): Group[] {
  const sets = told.map(({ stems }) => new Set(stems.keys()));
  const neighbours = neighboursOf(sets);
  const left = new Set(told.keys());
  const groups: Group[] = [];
  for (;;) {
    const [centre, around] = mostAround(neighbours, left);
    const members = [centre, ...around]
      .map((place) => told[place])
      .filter((one) => one !== undefined);
    const customers = new Set(members.map(({ customerId }) => customerId)).size;
    if (around.length + 1 < customersMin) return groups;
    if (customers >= customersMin) groups.push(groupFrom(members, customers));
    for (const place of [centre, ...around]) left.delete(place);
  }
}

function neighboursOf(sets: readonly Stems[]): number[][] {
  const holders = Map.groupBy(
    sets.flatMap((stems, place) => [...stems].map((stem) => ({ stem, place }))),
    ({ stem }) => stem,
  );
  return sets.map((stems, place) => {
    const near = new Set<number>();
    for (const stem of stems) for (const holder of holders.get(stem) ?? []) near.add(holder.place);
    near.delete(place);
    return [...near].filter((other) => likeness(stems, sets[other] ?? none) >= alikeFrom);
  });
}

const none: Stems = new Set();

/** The complaint that most others are like; of several the first. */
function mostAround(
  neighbours: readonly (readonly number[])[],
  left: ReadonlySet<number>,
): [centre: number, around: number[]] {
  let found: [number, number[]] = [-1, []];
  for (const place of left) {
    const around = (neighbours[place] ?? []).filter((other) => left.has(other));
    if (found[0] < 0 || around.length > found[1].length) found = [place, around];
  }
  return found;
}

const topicWordsMax = 3;

/** What at least half of them speak of, the most usual first. */
function groupFrom(members: readonly Told[], customers: number): Group {
  const times = new Map<string, number>();
  for (const { stems } of members) {
    for (const stem of stems.keys()) times.set(stem, (times.get(stem) ?? 0) + 1);
  }
  const shared = [...times]
    .filter(([, many]) => many >= members.length / 2)
    .toSorted(([one, ofOne], [other, ofOther]) => ofOther - ofOne || (one < other ? -1 : 1))
    .map(([stem]) => stem);
  const words = shared.slice(0, topicWordsMax).map((stem) => usualForm(members, stem));
  return {
    complaintIds: members.map(({ complaintId }) => complaintId),
    customers,
    stems: new Set(shared),
    topic: words.join(' '),
  };
}

/** The form in which most of them wrote a word. */
function usualForm(members: readonly Told[], stem: string): string {
  const forms = Map.groupBy(
    members.flatMap(({ stems }) => stems.get(stem) ?? []),
    (form) => form,
  );
  const [usual] = [...forms].toSorted(([, one], [, other]) => other.length - one.length);
  return usual?.[0] ?? stem;
}

export type KnownWish = { complaintIds: readonly string[]; stems: Stems };

/** One group is reported once, also when it has grown, or others write the same later. */
export const isKnown = (group: Group, wishes: readonly KnownWish[]): boolean =>
  wishes.some(
    ({ complaintIds, stems }) =>
      complaintIds.some((id) => group.complaintIds.includes(id)) ||
      likeness(group.stems, stems) >= answersFrom,
  );

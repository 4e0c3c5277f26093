import { openCampaigns } from './campaigns.ts';
import { openGroups } from './groups.ts';
import { openKnown } from './known.ts';
import { openSpace } from './space.ts';
import { openSurges } from './surges.ts';
import type { Matters, Row } from './types.ts';
import { openWindow } from './window.ts';

/** So many rows are looked at for each that comes: a few milliseconds, and about 60 MB. */
const rowsMax = 12_000;
const alikeFrom = 0.4;
const alikeMax = 5;

/** Everything that is told of complaints as they come. Give all rows of the last months by `restore`. */
export function openMatters(): Matters {
  const space = openSpace();
  const groups = openGroups();
  const campaigns = openCampaigns();
  const known = openKnown();
  const window = openWindow(rowsMax, (id) => {
    groups.leave(id);
    surges.leave(id);
  });
  const surges = openSurges(window);

  const put = (row: Row): Int8Array => {
    space.learn(row.fingerprint);
    const vector = space.place(row.fingerprint);
    window.push(row, vector);
    return vector;
  };

  return {
    take(row) {
      const vector = put(row);
      const likeness = window.likenesses(vector, row.facts).subarray(0, -1);
      return {
        alike: mostAlike(window.rows, likeness),
        group: groups.join(row.id, vector),
        surge: surges.look(),
        campaign: campaigns.take(row),
        looksLike: known.lookalikes(row, vector),
      };
    },
    restore(rows, raised) {
      for (const row of rows) {
        groups.rejoin(row.id, put(row), row.group);
        campaigns.restore(row);
      }
      for (const surge of raised) surges.restore(surge);
    },
    learn(lesson) {
      if ('one' in lesson) groups.link(lesson.one, lesson.other, lesson.kind === 'same');
      else {
        const { row, flaw } = lesson;
        known.learn(row, space.place(row.fingerprint), flaw, lesson.kind === 'belongs');
      }
    },
    regroup: groups.regroup,
    groupOf: groups.groupOf,
    surgeOf: surges.surgeOf,
    campaignOf: campaigns.campaignOf,
    lookalikes: (row) => known.lookalikes(row, space.place(row.fingerprint)),
    forget(id) {
      window.remove(id);
      campaigns.forget(id);
    },
  };
}

function mostAlike(rows: readonly { id: string }[], likeness: Float32Array) {
  const found: { id: string; likeness: number }[] = [];
  for (const [place, at] of likeness.entries()) {
    if (at < alikeFrom || at <= (found[alikeMax - 1]?.likeness ?? 0)) continue;
    found.push({ id: rows[place]?.id ?? '', likeness: Math.min(1, at) });
    found.sort((one, other) => other.likeness - one.likeness);
    found.length = Math.min(found.length, alikeMax);
  }
  return found;
}

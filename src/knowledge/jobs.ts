import { v5 } from 'uuid';
import { dayOf } from '#calendar/day.ts';
import { type Clock, dayMs, later } from '#clock.ts';
import { toldSince } from '#complaints/index.ts';
import type { Database } from '#database/connection.ts';
import { ORGANISATION_ID } from '#id.ts';
import { type Ledger, programActor } from '#ledger/ledger.ts';
import { stemsOf } from '#likeness/stems.ts';
import { organisationOf } from '#staff/index.ts';
import { askForArticleReview, wantArticle } from './commands.ts';
import { fittingArticles } from './fitting.ts';
import { wishesSince } from './gaps.ts';
import { answersFrom, type Group, groupsOf, isKnown } from './likeness.ts';
import { reviewsDue } from './queries.ts';

const batchMax = 200;

/** Swept hourly: each article whose review date has passed asks its owner, once for each date. */
export async function askForReviews(db: Database, ledger: Ledger, clock: Clock): Promise<number> {
  const organisation = await organisationOf(db);
  if (!organisation) return 0;
  const due = await reviewsDue(db, dayOf(clock.now(), organisation.zone), batchMax);
  for (const articleId of due) {
    await ledger.write(programActor, (unit) => askForArticleReview(unit, articleId));
  }
  return due.length;
}

const lookBackMs = 30 * dayMs;

/** All are held against each other, so that more would take too long; the newest say what is new. */
const complaintsMax = 1_000;

/** Swept now and then: what five different customers wrote about, and no article answers. */
export async function findMissingArticles(
  db: Database,
  ledger: Ledger,
  clock: Clock,
): Promise<void> {
  const since = later(clock.now(), -lookBackMs);
  const rows = await toldSince(db, { since, limit: complaintsMax });
  const told = rows.map(({ text, ...of }) => ({ ...of, stems: stemsOf(text) }));
  const wishes = (await wishesSince(db, since)).map(({ complaintIds, what }) => ({
    complaintIds,
    stems: new Set(stemsOf(what).keys()),
  }));
  for (const group of groupsOf(told)) {
    if (isKnown(group, wishes) || (await isAnswered(db, group))) continue;
    await ledger.write(programActor, (unit) =>
      wantArticle(unit, wishOf(group), v5(group.complaintIds.toSorted().join(), ORGANISATION_ID)),
    );
  }
}

async function isAnswered(db: Database, { stems }: Group): Promise<boolean> {
  const [best] = await fittingArticles(db, stems, 1);
  return best !== undefined && best.fit >= answersFrom;
}

/** A list of all of them would say no more than some of the newest. */
const complaintsNamedMax = 20;

const wishOf = ({ topic, complaintIds, customers }: Group) => ({
  what: topic,
  complaintIds: complaintIds.slice(0, complaintsNamedMax),
  customers,
  by: null,
});

import { sql } from 'kysely';
import { referencesOf } from '#complaints/index.ts';
import type { Database } from '#database/connection.ts';
import { ORGANISATION_ID } from '#id.ts';

// What is missing: articles that are wanted, and what a person of ours has still to learn.

type OfComplaint = { id: string; reference: string };

export type WantedView = {
  id: string;
  what: string;
  complaints: OfComplaint[];
  customers: number | null;
  by: string | null;
  wantedAt: Date;
};

const shownMax = 200;

/** Empty where the words were erased. */
const whatText = sql<string>`coalesce(words.text, '')`.as('what');

const wantedRows = (db: Database) =>
  db
    .selectFrom('wanted_articles')
    .innerJoin('words', (join) =>
      join
        .on('words.customer_id', '=', ORGANISATION_ID)
        .onRef('words.words_id', '=', 'wanted_articles.what_id'),
    )
    .leftJoin('staff', 'staff.staff_id', 'wanted_articles.wanted_by');

/** Articles that somebody should write, what has waited longest first. */
export async function openWanted(
  db: Database,
  complaintId: string | null = null,
): Promise<WantedView[]> {
  let query = wantedRows(db).where('settled_at', 'is', null);
  if (complaintId) query = query.where(sql<boolean>`${complaintId}::uuid = any(complaint_ids)`);
  const rows = await query
    .select([
      'wanted_id as id',
      whatText,
      'complaint_ids as complaintIds',
      'customers',
      'staff.name as by',
      'wanted_at as wantedAt',
    ])
    .orderBy('wanted_at')
    .orderBy('wanted_id')
    .limit(shownMax)
    .execute();
  const references = await referencesOf(
    db,
    rows.flatMap(({ complaintIds }) => complaintIds),
  );
  return rows.map(({ complaintIds, ...row }) => ({
    ...row,
    complaints: complaintIds.map((id) => ({ id, reference: references.get(id) ?? '' })),
  }));
}

/** What was wanted lately or still is: the same is not asked for twice. */
export async function wishesSince(db: Database, since: Date) {
  return wantedRows(db)
    .select(['complaint_ids as complaintIds', whatText])
    .where((eb) => eb.or([eb('settled_at', 'is', null), eb('wanted_at', '>=', since)]))
    .execute();
}

export type TrainingView = {
  id: string;
  what: string;
  person: { id: string; name: string };
  complaint: OfComplaint;
  notedAt: Date;
  doneAt: Date | null;
};

/**
 * What a person and those they manage have noted, in the order in which it was noted; what is learnt
 * comes last. It is between these two: nobody is counted or compared.
 */
export async function trainingOf(
  db: Database,
  staffId: string,
  complaintId: string | null = null,
): Promise<TrainingView[]> {
  let query = db
    .selectFrom('training_items')
    .innerJoin('staff', 'staff.staff_id', 'training_items.staff_id')
    .innerJoin('words', (join) =>
      join
        .on('words.customer_id', '=', ORGANISATION_ID)
        .onRef('words.words_id', '=', 'training_items.what_id'),
    );
  query = complaintId
    ? query.where('complaint_id', '=', complaintId).where('training_items.staff_id', '=', staffId)
    : query.where((eb) =>
        eb.or([eb('training_items.staff_id', '=', staffId), eb('manager_id', '=', staffId)]),
      );
  const rows = await query
    .select([
      'training_id as id',
      whatText,
      'training_items.staff_id as personId',
      'staff.name as personName',
      'complaint_id as complaintId',
      'noted_at as notedAt',
      'done_at as doneAt',
    ])
    .orderBy(sql`done_at is not null`)
    .orderBy('noted_at', 'desc')
    .orderBy('training_id', 'desc')
    .limit(shownMax)
    .execute();
  const references = await referencesOf(
    db,
    rows.map((row) => row.complaintId),
  );
  return rows.map(({ personId, personName, complaintId: of, ...row }) => ({
    ...row,
    person: { id: personId, name: personName },
    complaint: { id: of, reference: references.get(of) ?? '' },
  }));
}

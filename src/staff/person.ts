import type { Role } from '#http/caller.ts';
import { ORGANISATION_ID } from '#id.ts';
import type { FileRef, WordsRef } from '#ledger/content.ts';
import type { Entry, Fact, Stream } from '#ledger/entry.ts';

/** Name, title and ways to reach a person; kept as one JSON text in the words table. */
export type PersonDetails = { name: string; email: string; phone: string | null; title: string };

/** How the public reaches us; kept as one JSON text in the words table. */
export type OrganisationDetails = {
  name: string;
  address: string;
  phone: string;
  email: string;
  /** Whom checkpoints of the ledger are mailed to each day. */
  witnesses: string[];
};

type Is<T extends string, D> = { type: T; data: D };

export type StaffFact = Fact &
  (
    | Is<'StaffJoined', { details: WordsRef; roles: Role[]; managerId: string | null }>
    | Is<
        'OrganisationSetUp',
        { details: WordsRef; zone: string; answerableId: string; deputyId: string }
      >
    | Is<'StaffDetailsChanged', { details: WordsRef; by: string }>
    | Is<'StaffRolesChanged', { roles: Role[]; by: string }>
    | Is<'StaffManagerChanged', { managerId: string | null; by: string }>
    /** At most so many open complaints, as agreed; null: as many as come. */
    | Is<'StaffLoadMaxSet', { loadMax: number | null; by: string }>
    /** Everything they had goes to the successor, with the note between ourselves. */
    | Is<'StaffLeft', { successorId: string; note: WordsRef | null; by: string }>
    | Is<'StaffReturned', { by: string }>
    /** Who answers for complaints, and their deputy. */
    | Is<'AnswerableNamed', { answerableId: string; deputyId: string; by: string }>
    /** Days of the week, 1 is Monday. */
    | Is<'WorkingWeekSet', { days: number[]; by: string }>
    /** The days on which nobody works, with their names, as one JSON text. */
    | Is<'HolidaysSet', { holidays: WordsRef; by: string }>
    /** How we look to customers. */
    | Is<
        'BrandingSet',
        { accent: { light: string; dark: string } | null; logo: FileRef | null; by: string }
      >
    /** What each acknowledgement says about the customer's rights; null: nothing beyond the usual. */
    | Is<'RightsStated', { rights: WordsRef | null; staffId: string }>
  );

export const staffStream = (staffId: string): Stream => ({
  customerId: ORGANISATION_ID,
  stream: `staff:${staffId}`,
});

export const organisationStream: Stream = {
  customerId: ORGANISATION_ID,
  stream: `organisation:${ORGANISATION_ID}`,
};

/** Undefined for a stream that does not exist. */
export function staffFrom(entries: readonly Entry[]): { hasLeft: boolean } | undefined {
  const last = entries.findLast(({ type }) => type === 'StaffLeft' || type === 'StaffReturned');
  return entries.length > 0 ? { hasLeft: last?.type === 'StaffLeft' } : undefined;
}

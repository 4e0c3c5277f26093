import type { Role } from '#http/caller.ts';
import { ORGANISATION_ID } from '#id.ts';
import type { WordsRef } from '#ledger/content.ts';
import type { Fact, Stream } from '#ledger/entry.ts';

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

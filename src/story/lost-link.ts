import { type Clock, dayMs } from '#clock.ts';
import {
  claimCodeMatches,
  complaintHead,
  complaintsOfCustomer,
  findByReference,
  linkOf,
  readReference,
} from '#complaints/index.ts';
import { customerById, customerIdOfEmail } from '#customers/index.ts';
import type { Context } from '#http/context.ts';
import { programActor, type Unit } from '#ledger/ledger.ts';
import { privateLink, queueNotice } from '#notices/index.ts';
import { Refusal } from '#refusal.ts';
import { assertOrganisation, staffById } from '#staff/index.ts';

/** So many links one address is sent in a day; more would only fill somebody's letterbox. */
const linksPerDayMax = 3;
const complaintsMax = 20;

/**
 * Sends the links of all complaints of a known address to that address. Whoever asks learns nothing:
 * the answer is the same, and takes no part in whether there was anything to send.
 */
export async function sendLostLinks(context: Context, email: string): Promise<void> {
  const customerId = await customerIdOfEmail(context.db, email);
  if (!customerId || (await sentToday(context, customerId)) >= linksPerDayMax) return;
  await context.ledger.write(programActor, (unit) => queueLinks(context, unit, customerId));
}

async function sentToday({ db, clock }: Context, customerId: string): Promise<number> {
  const row = await db
    .selectFrom('notices')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('customer_id', '=', customerId)
    .where('kind', '=', 'private_link')
    .where('queued_at', '>', new Date(clock.now().getTime() - dayMs))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

async function queueLinks(context: Context, unit: Unit, customerId: string): Promise<void> {
  const customer = await customerById(unit.tx, customerId);
  const organisation = await assertOrganisation(unit.tx);
  const answerable = (await staffById(unit.tx, organisation.answerableId))?.name ?? '';
  const complaints = await complaintsOfCustomer(unit.tx, customerId, complaintsMax);
  const [newest, ...older] = complaints;
  if (!newest || !customer?.email) return;
  const text = privateLink(
    {
      organisation,
      answerable,
      reference: newest.reference,
      link: linkOf(context)(newest),
      customerName: customer.name,
    },
    older.map((complaint) => ({
      reference: complaint.reference,
      link: linkOf(context)(complaint),
    })),
  );
  const { complaintId } = newest;
  const letter = { to: customer.email, ...text };
  await queueNotice(unit, { customerId, complaintId, kind: 'private_link', letter });
}

/** Wrong codes per reference; the code has 50 bits, so nobody gets there by trying. */
const wrongCodesMax = 10;

/** Opens a complaint by reference and claim code, for those who kept no link; gives its address. */
export type Claim = (reference: string, code: string) => Promise<string>;

/** One count of wrong codes for all doors. */
export function countClaims(context: Context): Claim {
  const wrong = countPerDay(context.clock);
  return async (written, code) => {
    const reference = readReference(written);
    if (reference && wrong.count(reference) >= wrongCodesMax) {
      throw new Refusal(
        'too_many_codes',
        'Too many wrong codes for this reference. Try tomorrow, or call us.',
        {
          status: 429,
        },
      );
    }
    const of = reference && (await findByReference(context.db, reference));
    const complaint = of && (await complaintHead(context.db, of));
    if (complaint && claimCodeMatches(context.linkKey, complaint, code)) {
      return linkOf(context)(complaint);
    }
    if (reference) wrong.add(reference);
    throw new Refusal(
      'claim_unknown',
      'This reference and code do not belong together. Please check both.',
      {
        status: 404,
      },
    );
  };
}

function countPerDay(clock: Clock) {
  let day = '';
  const counts = new Map<string, number>();
  const today = () => clock.now().toISOString().slice(0, 10);
  return {
    count(key: string): number {
      if (day !== today()) counts.clear();
      day = today();
      return counts.get(key) ?? 0;
    },
    add: (key: string) => void counts.set(key, (counts.get(key) ?? 0) + 1),
  };
}

import type { Database, Tx } from '#database/connection.ts';
import { newId } from '#id.ts';
import { readWords } from '#ledger/content.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notFound, Refusal } from '#refusal.ts';
import type { Contact, Of } from './commands.ts';
import {
  type Complaint,
  type ComplaintFact,
  complaintFrom,
  complaintStream,
  type Level,
} from './complaint.ts';
import { contactsOf } from './joining.ts';
import { type ComplaintDetails, type Recorded, recordReceived } from './receive.ts';

/** A part of a complaint becomes one of its own; what is left goes on as it was. */
export function split(
  complaint: Complaint,
  wish: { into: string; messageId: string; staffId: string },
): ComplaintFact[] {
  if (!complaint.joinedInto) return [{ type: 'ComplaintSplit', data: wish }];
  throw new Refusal(
    'goes_on_elsewhere',
    'This complaint goes on in another. Make a complaint of its own out of it there.',
    { status: 409 },
  );
}

type SplitWish = {
  messageId: string;
  /** The words of the new complaint; all of the message where none are given. */
  text: string | null;
  staffId: string;
};

/**
 * Customers often bring two matters at once. The second gets its own reference, owner and promise
 * to answer; whoever has the first has this one, too, until they hand it on.
 */
export async function splitComplaint(unit: Unit, of: Of, wish: SplitWish): Promise<Recorded> {
  const stream = complaintStream(of.customerId, of.complaintId);
  const complaint = complaintFrom(await unit.load(stream));
  if (!complaint) throw notFound('There is no such complaint.');
  const [said] = await contactsOf(unit.tx, of, wish.messageId);
  if (!said) throw notFound('There is no such message of the customer.');
  const { messageId, staffId } = wish;
  const text = wordsOf(of, wish, said);
  const into = newId();
  await unit.record(stream, split(complaint, { into, messageId, staffId }));
  const { customerId } = of;
  const { ownerId } = complaint;
  const about = await aroundIt(unit.tx, of);
  const { channel, files, mail, occurredAt } = said;
  return recordReceived(
    unit,
    { customerId, complaintId: into, ownerId },
    {
      ...about,
      text,
      wish: null,
      customer: {},
      kind: 'complaint',
      channel,
      occurredOn: null,
      receivedAt: occurredAt,
      external: null,
      files,
      splitFrom: of.complaintId,
      ...(mail && { mail: { ...mail, mailboxId: about.mailboxId } }),
    },
  );
}

function wordsOf({ complaintId }: Of, { text, messageId }: SplitWish, said: Contact): string {
  if (text !== null) return text;
  if (said.text !== null && messageId !== complaintId) return said.text;
  throw new Refusal(
    'text_missing',
    'Say which part of it is the other matter, in the customer’s own words if you can.',
  );
}

/** What was said around the first matter holds for the second. */
async function aroundIt(tx: Tx, { customerId, complaintId }: Of) {
  const row = await tx
    .selectFrom('complaints')
    .select(['details_id', 'language', 'level', 'mailbox_id as mailboxId'])
    .where('customer_id', '=', customerId)
    .where('complaint_id', '=', complaintId)
    .executeTakeFirstOrThrow();
  const kept = row.details_id ? await readWords(tx, customerId, row.details_id) : null;
  const details = JSON.parse(kept ?? '{}') as ComplaintDetails;
  const { language, mailboxId } = row;
  return { details, language, mailboxId, level: row.level as Level };
}

type Named = { id: string; reference: string };

/** The complaint of which this one was a part, and those that were parts of it. */
export async function splitsOf(
  db: Database | Tx,
  of: Of,
): Promise<{ splitFrom: Named | null; splitInto: Named[] }> {
  const { customerId, complaintId } = of;
  const rows = await db
    .selectFrom('complaints')
    .select(['complaint_id as id', 'reference', 'split_from as from'])
    .where('customer_id', '=', customerId)
    .where((eb) =>
      eb.or([
        eb('split_from', '=', complaintId),
        eb(
          'complaint_id',
          '=',
          eb
            .selectFrom('complaints as it')
            .select('it.split_from')
            .where('it.customer_id', '=', customerId)
            .where('it.complaint_id', '=', complaintId),
        ),
      ]),
    )
    .orderBy('recorded_at')
    .limit(splitsMax)
    .execute();
  const named = ({ id, reference }: Named): Named => ({ id, reference });
  const parent = rows.find(({ from }) => from !== complaintId);
  return {
    splitFrom: parent ? named(parent) : null,
    splitInto: rows.filter(({ from }) => from === complaintId).map(named),
  };
}

const splitsMax = 100;

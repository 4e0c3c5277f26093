import type { ComplaintFact } from '#complaints/index.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { Unit } from '#ledger/ledger.ts';

/** A person said that two complaints are one matter: what was asked about a mail is answered. */
export async function answerSuggestion(unit: Unit, entry: Entry): Promise<void> {
  const { type, stream } = entry as Entry<ComplaintFact>;
  if (type !== 'ComplaintJoined') return;
  await unit.tx
    .updateTable('mails')
    .set({ suggestion_decided_at: unit.now })
    .where('complaint_id', '=', idOf(stream))
    .where('suggested_id', 'is not', null)
    .where('suggestion_decided_at', 'is', null)
    .execute();
}

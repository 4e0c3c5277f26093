import { z } from 'zod';
import { addMessage, logContact, type Of } from '#complaints/index.ts';
import * as fields from '#http/fields.ts';
import type { Unit } from '#ledger/ledger.ts';
import { Refusal } from '#refusal.ts';
import { staffByEmail } from '#staff/index.ts';

const messagesMax = 1_000;

/** What was said after the complaint was made, in the order in which it was said. */
export const earlierMessages = z
  .array(
    z.strictObject({
      by: z.union([z.literal('customer'), fields.email]),
      text: fields.longText,
      at: fields.moment.optional(),
    }),
  )
  .max(messagesMax, `are more than ${messagesMax}`)
  .default([]);

export type EarlierMessage = z.infer<typeof earlierMessages>[number];

/**
 * Keeps what was said elsewhere. The customer's words are contacts; ours are notes between ourselves,
 * because the customer has had them and must not be sent them again.
 */
export async function keepEarlier(
  unit: Unit,
  of: Of,
  messages: readonly EarlierMessage[],
): Promise<void> {
  for (const { by, text, at = null } of messages) {
    const added = { text, files: [] };
    if (by === 'customer') {
      await logContact(unit, of, { ...added, channel: 'api', occurredAt: at, staffId: null });
      continue;
    }
    const writer = await staffByEmail(unit.tx, by);
    if (!writer) throw unknownWriter(by);
    await addMessage(unit, of, { ...added, staffId: writer.staffId, audience: 'internal' });
  }
}

const unknownWriter = (by: string): Refusal =>
  new Refusal(
    'unknown_writer',
    `Nobody here has the address ${by}. Write "customer" or the address of one of your people in "by".`,
  );

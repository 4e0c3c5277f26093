import { later, minuteMs } from '#clock.ts';
import type { Unit } from '#ledger/ledger.ts';
import { Refusal } from '#refusal.ts';
import { limitSettings } from './authority.ts';
import type { RemedyKind } from './remedy.ts';

// What somebody wishes over a door, brought into the form that decisions take.

/** How long after the agreed time a call still keeps it, where nothing else was agreed. */
const callMs = 30 * minuteMs;

type SlotFields = {
  from?: Date | undefined;
  until?: Date | undefined;
  zone?: string | undefined;
};

/** A time of the day stands whole or not at all: a time without a zone is no time. */
export function slotOf(kind: RemedyKind, { from, until, zone }: SlotFields) {
  if (!from && !until && !zone) return null;
  const end = until ?? endOfCall(kind, from);
  if (from && end && zone) return { from, until: end, zone };
  const missing = Object.entries({ from, until: end, zone }).filter(([, given]) => !given);
  throw new Refusal('invalid_input', 'Say from when, until when and in which time zone.', {
    fields: missing.map(([field]) => ({ field, message: 'is missing' })),
  });
}

const endOfCall = (kind: RemedyKind, from: Date | undefined): Date | undefined =>
  kind === 'call_back' && from ? later(from, callMs) : undefined;

/** Amounts in two currencies cannot be held against one limit. */
export async function assertCurrency(unit: Unit, currency: string | undefined): Promise<void> {
  const own = (await limitSettings(unit.tx)).currency;
  if (currency === undefined || currency === own) return;
  throw new Refusal('other_currency', 'Amounts are given in {own} here.', {
    values: { own },
    fields: [{ field: 'currency', message: `must be ${own}` }],
  });
}

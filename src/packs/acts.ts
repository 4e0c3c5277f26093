import { i18n } from '#languages/i18n.ts';
import { Refusal } from '#refusal.ts';
import type { Pack } from './pack.ts';
import { extensionRule, stageRule } from './requirements.ts';

// What the packs of a complaint allow, and what they refuse.

type Extension = {
  packId: string;
  clockId: string;
  /** The reason in somebody's own words. */
  reason: string | null;
  newDate: Date | null;
  /** The letter names the outside body. */
  namesBody: boolean;
  hasConsent: boolean;
};

/** More time only where the pack knows it, and with everything that it wants said. How much is the clock's to say. */
export function assertMayExtend(packs: readonly Pack[], wish: Extension): void {
  const rule = extensionRule(packs, wish);
  if (!rule) {
    throw new Refusal(
      'no_extension',
      'None of the rules that hold for this complaint allows more time here.',
      { status: 409 },
    );
  }
  const has = {
    reason: Boolean(wish.reason?.trim()),
    newDate: wish.newDate !== null,
    escalationBody: wish.namesBody,
    consent: wish.hasConsent,
  };
  const missing = rule.needs.filter((need) => !has[need]);
  if (missing.length > 0) {
    throw new Refusal('extension_incomplete', 'More time needs more to be said: {missing}.', {
      status: 409,
      values: { missing: missing.map((need) => i18n.t(needNames[need])).join(', ') },
      fields: missing.map((need) => ({ field: need, message: 'is missing' })),
    });
  }
}

const needNames = {
  reason: /*i18n*/ 'the reason',
  newDate: /*i18n*/ 'a new date',
  escalationBody: /*i18n*/ 'the details of the outside body',
  consent: /*i18n*/ 'the consent of the customer',
} as const;

type StageWish = { stage: number; staffId: string; current: number; handlers: readonly string[] };

/** The next stage, and with somebody who had none before where the pack wants that. */
export function assertMayBegin(
  packs: readonly Pack[],
  { stage, staffId, current, handlers }: StageWish,
): void {
  const rule = stageRule(packs, stage);
  if (!rule) {
    throw new Refusal('no_such_stage', 'The rules for this complaint know no such stage.', {
      status: 409,
    });
  }
  if (stage !== current + 1) {
    throw new Refusal('not_the_next_stage', 'The next stage of this complaint is {next}.', {
      status: 409,
      values: { next: current + 1 },
    });
  }
  if (rule.differentHandler && handlers.includes(staffId)) {
    throw new Refusal(
      'same_handler',
      'This stage needs somebody who has not dealt with the complaint before. Name another person.',
      { status: 409, fields: [{ field: 'staffId', message: 'had an earlier stage' }] },
    );
  }
}

/** Nobody says no to a next stage but where every pack of the complaint knows that. */
export function assertMayRefuseStage(packs: readonly Pack[], stage: number): void {
  if (stageRule(packs, stage)?.mayBeRefused) return;
  throw new Refusal(
    'cannot_be_refused',
    'The rules for this complaint know no refusal: it goes to the next stage.',
    { status: 409 },
  );
}

/** Time never stands still but with the customer's consent, where every pack knows that. */
export function assertMayPause(packs: readonly Pack[], hasConsent: boolean): void {
  const may = packs.every(({ pause }) => pause.allowed === 'withCustomerConsent') && hasConsent;
  if (may) return;
  throw new Refusal(
    'no_pause',
    'The clock does not stop. Where it takes longer, tell the customer why and until when.',
    { status: 409 },
  );
}

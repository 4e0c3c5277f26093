import type { Role } from '#http/caller.ts';
import { ORGANISATION_ID } from '#id.ts';
import type { Fact, Stream } from '#ledger/entry.ts';
import type { RemedyKind } from './remedy.ts';

/** What costs us something. An apology, a call or a correction needs nobody's permission. */
export const limitedKinds = [
  'refund',
  'goodwill',
  'replacement',
  'visit',
] as const satisfies readonly RemedyKind[];
export type LimitedKind = (typeof limitedKinds)[number];

/** How much at once, how much in the period, and how often; null: as much as it takes. */
export type Authority = {
  eachMax: number | null;
  periodMax: number | null;
  countMax: number | null;
};

export type Limit = Authority & { role: Role; kind: LimitedKind };

export type LimitSettings = {
  /** ISO 4217; amounts are in its minor units. */
  currency: string;
  periodDays: number;
  /** Working hours that somebody has for an approval before it moves up. */
  approvalHours: number;
  limits: readonly Limit[];
};

export type LimitFact = Fact & {
  type: 'RemedyLimitsSet';
  data: LimitSettings & { staffId: string };
};

export const limitStream: Stream = {
  customerId: ORGANISATION_ID,
  stream: `limits:${ORGANISATION_ID}`,
};

const money = (role: Role, kind: LimitedKind, eachMax: number, periodMax: number): Limit => ({
  role,
  kind,
  eachMax,
  periodMax,
  countMax: null,
});

const times = (role: Role, kind: LimitedKind, countMax: number): Limit => ({
  role,
  kind,
  eachMax: null,
  periodMax: null,
  countMax,
});

/** Enough to put most things right at once, until the organisation says what it wants. */
export const defaultLimits: LimitSettings = {
  currency: 'EUR',
  periodDays: 30,
  approvalHours: 4,
  limits: [
    money('handler', 'refund', 50_00, 500_00),
    money('handler', 'goodwill', 25_00, 250_00),
    times('handler', 'replacement', 3),
    times('handler', 'visit', 5),
    money('manager', 'refund', 500_00, 5_000_00),
    money('manager', 'goodwill', 250_00, 2_500_00),
    times('manager', 'replacement', 30),
    times('manager', 'visit', 50),
    money('executive', 'refund', 5_000_00, 50_000_00),
    money('executive', 'goodwill', 2_500_00, 25_000_00),
    times('executive', 'replacement', 300),
    times('executive', 'visit', 500),
  ],
};

export const unlimited: Authority = { eachMax: null, periodMax: null, countMax: null };

/** What somebody has given of one kind in the period. */
export type Used = { amount: number; count: number };

export type Price = { kind: RemedyKind; amount: number | null; currency: string | null };

const isLimited = (kind: RemedyKind): kind is LimitedKind =>
  limitedKinds.some((limited) => limited === kind);

/** The highest limit of somebody's roles; undefined where none of them gives any. */
export function authorityFor(
  settings: LimitSettings,
  roles: readonly Role[],
  kind: RemedyKind,
): Authority | undefined {
  if (!isLimited(kind)) return unlimited;
  const own = settings.limits.filter((limit) => limit.kind === kind && roles.includes(limit.role));
  if (own.length === 0) return undefined;
  const highest = (measure: keyof Authority): number | null => {
    const values = own.map((limit) => limit[measure]);
    return values.reduce((one, other) =>
      one === null || other === null ? null : Math.max(one, other),
    );
  };
  return {
    eachMax: highest('eachMax'),
    periodMax: highest('periodMax'),
    countMax: highest('countMax'),
  };
}

/** Whether somebody may give this by themselves, after what they have given in the period. */
export function covers(
  authority: Authority | undefined,
  used: Used,
  { price, currency }: { price: Price; currency: string },
): boolean {
  if (!authority) return false;
  const { eachMax, periodMax, countMax } = authority;
  const amount = price.amount ?? 0;
  // The currency may have been set anew while it waited; what cannot be compared goes higher.
  const isForeign = price.currency !== null && price.currency !== currency;
  if (isForeign && (eachMax ?? periodMax) !== null) return false;
  return (
    isWithin(amount, eachMax) &&
    isWithin(used.amount + amount, periodMax) &&
    isWithin(used.count + 1, countMax)
  );
}

const isWithin = (measure: number, max: number | null): boolean => max === null || measure <= max;

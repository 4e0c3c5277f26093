import { formatLocale } from '../language.ts';

const formatOf = (currency: string): Intl.NumberFormat =>
  new Intl.NumberFormat(formatLocale(), { style: 'currency', currency });

const digitsOf = (currency: string): number =>
  formatOf(currency).resolvedOptions().maximumFractionDigits ?? 2;

/** An amount in minor units as people write it. */
export const money = (minor: number, currency: string): string =>
  formatOf(currency).format(minor / 10 ** digitsOf(currency));

/** What somebody types for an amount, in minor units; undefined if it is none. */
export function minorUnits(written: string, currency: string): number | undefined {
  const digits = digitsOf(currency);
  const [, whole = '', part = ''] = /^\s*(\d{1,9})(?:[.,](\d{1,3}))?\s*$/.exec(written) ?? [];
  if (whole === '' || part.length > digits) return undefined;
  return Number(whole) * 10 ** digits + Number(part.padEnd(digits, '0') || 0);
}

/** An amount as it stands in a field. */
export const plainAmount = (minor: number, currency: string): string =>
  (minor / 10 ** digitsOf(currency)).toFixed(digitsOf(currency));

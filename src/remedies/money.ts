import { languageNow } from '#languages/i18n.ts';
import { formatLocale } from '#languages/languages.ts';

/** An amount in minor units as people write it: `€40.00`. */
export function moneyInWords(minor: number, currency: string): string {
  const format = new Intl.NumberFormat(formatLocale(languageNow()), {
    style: 'currency',
    currency,
  });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** digits);
}

/** A remedy in one line: its amount, if it has one, and what it is. */
export function remedyInWords(remedy: {
  what: string | null;
  amount: number | null;
  currency: string | null;
}): string {
  const { what, amount, currency } = remedy;
  const money = amount === null || currency === null ? '' : moneyInWords(amount, currency);
  return [money, what].filter(Boolean).join(', ');
}

const currencies = new Set(Intl.supportedValuesOf('currency'));

export const isCurrency = (code: string): boolean => currencies.has(code);

/** What people write for an amount, `40` or `39,90`, in minor units; undefined if it is none. */
export function minorUnits(written: string, currency: string): number | undefined {
  const format = new Intl.NumberFormat('en-GB', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  const [, whole = '', part = ''] = /^\s*(\d{1,9})(?:[.,](\d{1,3}))?\s*$/.exec(written) ?? [];
  if (whole === '' || part.length > digits) return undefined;
  return Number(whole) * 10 ** digits + Number(part.padEnd(digits, '0') || 0);
}

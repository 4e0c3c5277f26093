const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const zones: Record<string, number> = {
  edt: -4,
  est: -5,
  cdt: -5,
  cst: -6,
  mdt: -6,
  mst: -7,
  pdt: -7,
  pst: -8,
  bst: 1,
  met: 1,
  cet: 1,
  mest: 2,
  cest: 2,
  eet: 2,
  eest: 3,
  msk: 3,
  jst: 9,
};

const day = String.raw`(\d{1,2})[ -]([a-z]{3})[a-z]*[ -](\d{2,4})`;
const time = String.raw`(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?`;
const written = new RegExp(String.raw`${day},?\s+${time}(?:\.\d+)?\s*([+-]\d{4}|[a-z]+)?`, 'i');
const iso = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)$/;

/** A Date header (RFC 5322 and what is like it) as an ISO instant; without a zone it is taken for UTC. */
export function readDate(value: string): string | null {
  const text = value.trim().slice(0, 200).replace(/\s+/g, ' ');
  if (iso.test(text)) return toIso(Date.parse(text.replace(' ', 'T')));
  const [, onDay, month, year, hour, minute, second = '0', zone = ''] = written.exec(text) ?? [];
  if (month === undefined) return null;
  const local = instantOf([year, onDay, hour, minute, second].map(Number), month.toLowerCase());
  return toIso(local - zoneMinutes(zone) * 60_000);
}

function instantOf(numbers: number[], month: string): number {
  const highest = [9999, 31, 24, 59, 60];
  if (numbers.some((number, index) => number > (highest[index] ?? 0))) return Number.NaN;
  if (!months.includes(month)) return Number.NaN;
  const [year = 0, onDay = 1, hours = 0, minutes = 0, seconds = 0] = numbers;
  return Date.UTC(fullYear(year), months.indexOf(month), onDay, hours, minutes, seconds);
}

/** Two or three digits as RFC 5322 (4.3) reads them. */
function fullYear(year: number): number {
  if (year < 50) return 2000 + year;
  return year < 1000 ? 1900 + year : year;
}

function zoneMinutes(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d)(\d\d)$/.exec(zone) ?? [];
  if (!sign) return (zones[zone.toLowerCase()] ?? 0) * 60;
  const total = Number(hours) * 60 + Number(minutes);
  return sign === '-' ? -total : total;
}

function toIso(instant: number): string | null {
  const isSensible = instant >= 0 && instant < Date.UTC(2200, 0);
  return isSensible ? new Date(instant).toISOString() : null;
}

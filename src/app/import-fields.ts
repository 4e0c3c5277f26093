import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';

/** A row as it came: names of columns or keys, and what stood under them. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * Under which names the fields of a complaint are looked for, the first that holds something wins.
 * Case, blanks and dashes do not matter: `Date received` is `date_received`, `receivedAt` is
 * `received_at`. What stands under other names is left out.
 */
const aliases = {
  text: [
    'text',
    'narrative',
    'consumer_complaint_narrative',
    'complaint_what_happened',
    'description',
    'complaint_text',
    'complaint',
    'message',
    'body',
    'descriptor',
  ],
  externalId: ['external_id', 'id', 'complaint_id', 'unique_key'],
  receivedAt: ['received_at', 'date_received', 'created_at', 'created_date', 'date'],
  occurredOn: ['occurred_on', 'incident_date', 'date_of_incident'],
  channel: ['channel', 'submitted_via', 'open_data_channel_type'],
  name: ['name', 'customer_name', 'full_name'],
  email: ['email', 'e_mail', 'email_address'],
  phone: ['phone', 'telephone', 'phone_number'],
  wish: ['wish', 'desired_outcome', 'desired_resolution'],
  orderReference: ['order_reference', 'order_number', 'order_id'],
  product: ['product', 'product_name', 'complaint_type'],
  place: ['place', 'incident_address', 'address', 'store', 'branch'],
  language: ['language', 'lang'],
  kind: ['kind'],
  level: ['level'],
} as const;

type Field = keyof typeof aliases;

/** How others call the ways in which a complaint reaches somebody. */
const channelWords: Readonly<Record<string, string>> = {
  email: 'mail',
  e_mail: 'mail',
  web: 'web',
  website: 'web',
  online: 'web',
  phone: 'phone',
  telephone: 'phone',
  call: 'phone',
  postal_mail: 'post',
  letter: 'post',
  fax: 'post',
  in_person: 'in_person',
  visit: 'in_person',
  mobile: 'web',
  /** Sent on by another office: it came through its program. */
  referral: 'api',
  web_referral: 'api',
  other: 'api',
  unknown: 'api',
};

/**
 * What the API would be sent for this row. Texts go through untouched; days and times without a
 * zone are those of the organisation. What cannot be read stays as it is, for the API to refuse.
 */
export function bodyOfRow(row: Row, given: { number: number; zone: string }): Row {
  const values = namedPlainly(row);
  const body: Partial<Record<Field, unknown>> = {};
  for (const field of Object.keys(aliases) as Field[]) {
    const value = firstOf(values, aliases[field]);
    if (value !== undefined) body[field] = readers[field]?.(value, given.zone) ?? value;
  }
  return { ...body, externalId: body.externalId ?? digestOf(row, given.number) };
}

function namedPlainly(row: Row): Map<string, unknown> {
  const values = new Map<string, unknown>();
  for (const [name, value] of Object.entries(row)) {
    const plain = plainly(name.replace(/([a-z])([A-Z])/g, '$1_$2'));
    if (!values.has(plain)) values.set(plain, value);
  }
  return values;
}

const plainly = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');

function firstOf(values: ReadonlyMap<string, unknown>, names: readonly string[]): unknown {
  for (const name of names) {
    const value = values.get(name);
    if (!isBlank(value)) return value;
  }
  return undefined;
}

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

type Reader = (value: unknown, zone: string) => unknown;

const plainText: Reader = (value) => (typeof value === 'number' ? String(value) : value);

const readers: Readonly<Partial<Record<Field, Reader>>> = {
  externalId: plainText,
  phone: plainText,
  orderReference: plainText,
  product: plainText,
  channel: (value) => (typeof value === 'string' ? (channelWords[plainly(value)] ?? value) : value),
  receivedAt: (value, zone) => readTime(value)?.toZonedDateTime(zone).toInstant().toString(),
  occurredOn: (value) => readTime(value)?.toPlainDate().toString(),
};

const isoTime = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?$/;
/** With strokes the month comes first, as in the exports of American offices. */
const strokeTime = /^(\d\d?)\/(\d\d?)\/(\d{4})(?:,? (\d\d?):(\d\d)(?::(\d\d))?(?: ?([AP])M)?)?$/i;
/** With dots the day comes first. */
const dotTime = /^(\d\d?)\.(\d\d?)\.(\d{4})(?:,? (\d\d?):(\d\d)(?::(\d\d))?)?$/;

/** A day or a time by the clock on the wall; undefined for everything else. */
function readTime(value: unknown): Temporal.PlainDateTime | undefined {
  const written = typeof value === 'string' ? value.trim() : '';
  const parts = partsOf(written);
  if (!parts) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  try {
    const time = { year, month, day, hour, minute, second };
    return Temporal.PlainDateTime.from(time, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}

function partsOf(written: string): number[] | undefined {
  const iso = isoTime.exec(written);
  if (iso) return numbersOf(iso.slice(1, 7));
  const dots = dotTime.exec(written);
  if (dots) return numbersOf([dots[3], dots[2], dots[1], ...dots.slice(4, 7)]);
  const strokes = strokeTime.exec(written);
  if (!strokes) return undefined;
  const [, month, day, year, hour, minute, second, half] = strokes;
  return numbersOf([year, month, day, hourOf(hour, half), minute, second]);
}

const numbersOf = (parts: readonly (string | undefined)[]): number[] =>
  parts.map((part) => Number(part ?? 0));

/** Twelve in the night is 12 AM, twelve at noon 12 PM. */
function hourOf(hour: string | undefined, half: string | undefined): string | undefined {
  if (hour === undefined || half === undefined) return hour;
  return String((Number(hour) % 12) + (half.toUpperCase() === 'P' ? 12 : 0));
}

/** Stands for an id where there is none: the same row in the same place is the same complaint. */
function digestOf(row: Row, number: number): string {
  const content = JSON.stringify([number, row]);
  return `row-${number}-${createHash('sha256').update(content).digest('hex').slice(0, 32)}`;
}

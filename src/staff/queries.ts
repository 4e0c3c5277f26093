import { sql } from 'kysely';
import type { Database, Tx } from '#database/connection.ts';
import type { Role } from '#http/caller.ts';
import { Refusal } from '#refusal.ts';
import type { Brand } from '#web/brand.ts';

export type StaffMember = {
  staffId: string;
  name: string;
  title: string;
  email: string;
  phone: string | null;
  roles: Role[];
  managerId: string | null;
  /** How many open complaints they have at most, where that was agreed. */
  loadMax: number | null;
};

export type Organisation = {
  name: string;
  zone: string;
  address: string;
  phone: string;
  email: string;
  answerableId: string;
  deputyId: string;
  witnesses: string[];
  /** What each acknowledgement says about the customer's rights, in the organisation's own words. */
  rights: string | null;
  brand: Brand | null;
  /** Days of the week on which we work; 1 is Monday. */
  workingDays: number[];
  holidays: Holiday[];
};

/** A day on which nobody works. */
export type Holiday = { day: string; name: string };

/** The organisation; undefined before the first run. */
export const organisationOf = (db: Database | Tx): Promise<Organisation | undefined> =>
  rememberedInTransaction(db, 'organisation', () => readOrganisation(db));

async function readOrganisation(db: Database | Tx): Promise<Organisation | undefined> {
  const row = await db.selectFrom('organisation').selectAll().executeTakeFirst();
  if (!row) return undefined;
  const { answerable_id: answerableId, deputy_id: deputyId, ...rest } = row;
  const { name, zone, address, phone, email, witnesses, rights } = rest;
  const { accent, accent_dark: dark, logo_id: logoId } = row;
  const colours = accent && dark ? { light: accent, dark } : null;
  const brand = colours || logoId ? { accent: colours, logoId } : null;
  const workingDays = row.working_days as number[];
  const holidays = row.holidays as Holiday[];
  const house = { name, zone, address, phone, email, witnesses, rights };
  return { ...house, brand, workingDays, holidays, answerableId, deputyId };
}

/** The organisation, or a refusal while the first run has not been finished. */
export async function assertOrganisation(db: Database | Tx): Promise<Organisation> {
  const organisation = await organisationOf(db);
  if (organisation) return organisation;
  throw new Refusal(
    'not_set_up',
    'Amends is not set up yet. Whoever started it has a link that begins the set-up.',
    { status: 503 },
  );
}

const staffColumns = [
  'staff_id as staffId',
  'name',
  'title',
  'email',
  'phone',
  'roles',
  'manager_id as managerId',
  'load_max as loadMax',
] as const;

export const staffById = (db: Database | Tx, staffId: string): Promise<StaffMember | undefined> =>
  rememberedInTransaction(db, staffId, async () => {
    const row = await presentStaff(db).where('staff_id', '=', staffId).executeTakeFirst();
    return row as StaffMember | undefined;
  });

const remembered = new WeakMap<object, Map<string, unknown>>();

/** One wish asks for the same people again and again; within its transaction they are read once. */
async function rememberedInTransaction<T>(
  db: Database | Tx,
  key: string,
  read: () => Promise<T | undefined>,
): Promise<T | undefined> {
  if (!db.isTransaction) return read();
  const known = remembered.get(db) ?? new Map<string, unknown>();
  remembered.set(db, known);
  if (known.has(key)) return known.get(key) as T;
  const found = await read();
  if (found !== undefined) known.set(key, found);
  return found;
}

export async function staffByEmail(
  db: Database | Tx,
  email: string,
): Promise<StaffMember | undefined> {
  const address = email.trim().toLowerCase();
  return rememberedInTransaction(db, address, async () => {
    const row = await presentStaff(db)
      .where((eb) => eb(eb.fn('lower', ['email']), '=', address))
      .executeTakeFirst();
    return row as StaffMember | undefined;
  });
}

/** Everybody here, by name. An organisation has at most some ten thousands. */
export async function listStaff(db: Database | Tx): Promise<StaffMember[]> {
  return (await presentStaff(db).orderBy('name').orderBy('staff_id').execute()) as StaffMember[];
}

const presentStaff = (db: Database | Tx) =>
  db.selectFrom('staff').select(staffColumns).where('left_at', 'is', null);

const leftMax = 500;

/** Who has left, the latest first. */
export async function leftStaff(db: Database) {
  const rows = await db
    .selectFrom('staff')
    .innerJoin('staff as successor', 'successor.staff_id', 'staff.successor_id')
    .select([
      'staff.staff_id as id',
      'staff.name',
      'staff.left_at as leftAt',
      'successor.staff_id as successorId',
      'successor.name as successorName',
    ])
    .where('staff.left_at', 'is not', null)
    .orderBy('staff.left_at', 'desc')
    .orderBy('staff.staff_id')
    .limit(leftMax)
    .execute();
  return rows.map(({ successorId, successorName, leftAt, ...row }) => ({
    ...row,
    leftAt: leftAt as Date,
    successor: { id: successorId, name: successorName },
  }));
}

/** How far up a line may go before it is taken for a circle. */
const lineLengthMax = 20;

/**
 * The line of management above a person, nearest first. Where it ends below the head of the
 * organisation, whoever answers for complaints and the head follow: there is always a way up.
 */
export async function lineAbove(db: Database | Tx, staffId: string): Promise<StaffMember[]> {
  const line: StaffMember[] = [];
  const seen = new Set([staffId]);
  let next = (await staffById(db, staffId))?.managerId;
  while (next && !seen.has(next) && line.length < lineLengthMax) {
    seen.add(next);
    const member = await staffById(db, next);
    if (!member) break;
    line.push(member);
    next = member.managerId;
  }
  return [...line, ...(await wayUpFrom(db, seen))];
}

/** Who follows where a line ends; nobody when it ends with the head. */
async function wayUpFrom(db: Database | Tx, seen: ReadonlySet<string>): Promise<StaffMember[]> {
  const head = await topExecutive(db);
  const organisation = await organisationOf(db);
  if (!head || !organisation || seen.has(head.staffId)) return [];
  const { answerableId } = organisation;
  if (answerableId === head.staffId || seen.has(answerableId)) return [head];
  const answerable = await staffById(db, answerableId);
  return answerable ? [answerable, head] : [head];
}

/** The highest executive: the one with nobody above them; else whoever answers for complaints. */
export async function topExecutive(db: Database | Tx): Promise<StaffMember | undefined> {
  const row = await presentStaff(db)
    .where(sql<boolean>`'executive' = any(roles)`)
    .orderBy((eb) => eb('manager_id', 'is not', null))
    .orderBy('joined_at')
    .executeTakeFirst();
  if (row) return row as StaffMember;
  const organisation = await organisationOf(db);
  return organisation && staffById(db, organisation.answerableId);
}

/** Names by id, also of people who have left; ids of other things are passed over. */
export async function staffNames(
  db: Database | Tx,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('staff')
    .select(['staff_id', 'name'])
    .where(sql<boolean>`staff_id = any(${[...ids]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.staff_id, row.name]));
}

import { createHash, randomBytes } from 'node:crypto';
import { dayMs, later, minuteMs } from '#clock.ts';
import type { Database, Tx } from '#database/connection.ts';
import type { Caller, Person, Role } from '#http/caller.ts';
import { newId } from '#id.ts';
import { Refusal } from '#refusal.ts';
import { hashPassword, passwordMatches } from './passwords.ts';

export const sessionDays = 14;
const signInLinkMs = dayMs;
const failuresMax = 5;
const lockMs = 15 * minuteMs;

/** Only the hash of a secret lies in the database. */
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

const newToken = (): string => randomBytes(32).toString('base64url');

/** Signs in by password; after five failures the address is locked for a quarter of an hour. */
export async function signIn(
  db: Database,
  given: { email: string; password: string },
  now: Date,
): Promise<string> {
  const address = given.email.trim().toLowerCase();
  await refuseLocked(db, address, now);
  const row = await db
    .selectFrom('staff')
    .innerJoin('credentials', 'credentials.staff_id', 'staff.staff_id')
    .select(['staff.staff_id', 'password_hash'])
    .where((eb) => eb(eb.fn('lower', ['email']), '=', address))
    .where('left_at', 'is', null)
    .executeTakeFirst();
  const matches = await passwordMatches(given.password, row?.password_hash);
  if (!row || !matches) {
    await noteFailure(db, address, now);
    throw new Refusal('sign_in_failed', 'This address and password do not belong together.', {
      status: 401,
    });
  }
  await db.deleteFrom('sign_in_failures').where('email_hash', '=', hashOf(address)).execute();
  return openSession(db, row.staff_id, now);
}

async function refuseLocked(db: Database, address: string, now: Date): Promise<void> {
  const row = await db
    .selectFrom('sign_in_failures')
    .selectAll()
    .where('email_hash', '=', hashOf(address))
    .executeTakeFirst();
  const isLocked = row && row.failures >= failuresMax && later(row.last_failed_at, lockMs) > now;
  if (!isLocked) return;
  throw new Refusal(
    'sign_in_locked',
    'Too many tries. Wait a quarter of an hour, or have a sign-in link sent to you: that works at once.',
    { status: 429, retryAfterSeconds: lockMs / 1000 },
  );
}

async function noteFailure(db: Database, address: string, now: Date): Promise<void> {
  await db
    .insertInto('sign_in_failures')
    .values({ email_hash: hashOf(address), failures: 1, last_failed_at: now })
    .onConflict((conflict) =>
      conflict.column('email_hash').doUpdateSet((eb) => ({
        // A failure long after the last one starts a new count.
        failures: eb
          .case()
          .when('sign_in_failures.last_failed_at', '<', later(now, -lockMs))
          .then(1)
          .else(eb('sign_in_failures.failures', '+', 1))
          .end(),
        last_failed_at: now,
      })),
    )
    .execute();
}

export async function openSession(db: Database | Tx, staffId: string, now: Date): Promise<string> {
  const token = newToken();
  await db
    .insertInto('sessions')
    .values({
      token_hash: hashOf(token),
      staff_id: staffId,
      created_at: now,
      expires_at: later(now, sessionDays * dayMs),
    })
    .execute();
  return token;
}

export async function closeSession(db: Database | Tx, token: string): Promise<void> {
  await db.deleteFrom('sessions').where('token_hash', '=', hashOf(token)).execute();
}

/** Whoever has left is out at once, on every way in. */
export async function endSignIns(tx: Tx, staffId: string, now: Date): Promise<void> {
  for (const table of ['sessions', 'sign_in_links', 'credentials'] as const) {
    await tx.deleteFrom(table).where('staff_id', '=', staffId).execute();
  }
  await tx
    .updateTable('access_tokens')
    .set({ revoked_at: now })
    .where('staff_id', '=', staffId)
    .where('revoked_at', 'is', null)
    .execute();
}

const personColumns = ['staff.staff_id as staffId', 'staff.name', 'staff.roles'] as const;

export async function personOfSession(
  db: Database,
  token: string,
  now: Date,
): Promise<Person | undefined> {
  const row = await db
    .selectFrom('sessions')
    .innerJoin('staff', 'staff.staff_id', 'sessions.staff_id')
    .select(personColumns)
    .where('token_hash', '=', hashOf(token))
    .where('expires_at', '>', now)
    .where('left_at', 'is', null)
    .executeTakeFirst();
  return row && { ...row, roles: row.roles as Role[] };
}

/** A new password; ends every other session of the person. */
export async function setPassword(
  db: Database,
  staffId: string,
  password: string,
  now: Date,
): Promise<void> {
  const values = { password_hash: await hashPassword(password), changed_at: now };
  await db
    .insertInto('credentials')
    .values({ staff_id: staffId, ...values })
    .onConflict((conflict) => conflict.column('staff_id').doUpdateSet(values))
    .execute();
  await db.deleteFrom('sessions').where('staff_id', '=', staffId).execute();
}

/** Makes a link's token: `sign_in` for one person, `set_up` (no person) for the first run. */
export async function makeSignInLink(
  db: Database | Tx,
  staffId: string | null,
  now: Date,
): Promise<string> {
  const token = newToken();
  if (staffId === null)
    await db.deleteFrom('sign_in_links').where('purpose', '=', 'set_up').execute();
  await db
    .insertInto('sign_in_links')
    .values({
      token_hash: hashOf(token),
      purpose: staffId ? 'sign_in' : 'set_up',
      staff_id: staffId,
      created_at: now,
      expires_at: later(now, signInLinkMs),
      used_at: null,
    })
    .execute();
  return token;
}

export type OpenLink = { purpose: 'sign_in' | 'set_up'; staffId: string | null };

/** What a link is for, without using it up: programs that look at mail open links, too. */
export async function readSignInLink(
  db: Database | Tx,
  token: string,
  now: Date,
): Promise<OpenLink> {
  const row = await db
    .selectFrom('sign_in_links')
    .select(['purpose', 'staff_id as staffId'])
    .where('token_hash', '=', hashOf(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (row) return row as OpenLink;
  throw new Refusal(
    'link_used_up',
    'This link was used already, or its day has passed. Ask for a new one.',
    { status: 410 },
  );
}

/** Uses the link up; of two who try at once, one succeeds. */
export async function spendSignInLink(
  db: Database | Tx,
  token: string,
  now: Date,
): Promise<OpenLink> {
  const link = await readSignInLink(db, token, now);
  const spent = await db
    .updateTable('sign_in_links')
    .set({ used_at: now })
    .where('token_hash', '=', hashOf(token))
    .where('used_at', 'is', null)
    .executeTakeFirst();
  if (spent.numUpdatedRows === 1n) return link;
  throw new Refusal('link_used_up', 'This link was used already. Ask for a new one.', {
    status: 410,
  });
}

/** An access token: for a machine, or acting for one person. Shown once, kept as a hash. */
export async function makeAccessToken(
  db: Database | Tx,
  made: { name: string; staffId: string | null; teamId?: string },
  now: Date,
): Promise<string> {
  const token = `amends_${newToken()}`;
  await db
    .insertInto('access_tokens')
    .values({
      token_hash: hashOf(token),
      token_id: newId(),
      name: made.name,
      staff_id: made.staffId,
      team_id: made.teamId ?? null,
      created_at: now,
      revoked_at: null,
    })
    .execute();
  return token;
}

export async function callerOfToken(db: Database, token: string): Promise<Caller | undefined> {
  const row = await db
    .selectFrom('access_tokens')
    .leftJoin('staff', 'staff.staff_id', 'access_tokens.staff_id')
    .select([
      'token_id as tokenId',
      'access_tokens.name as tokenName',
      'access_tokens.staff_id as staffId',
      'staff.name',
      'staff.roles',
      'staff.left_at as leftAt',
      'team_id as teamId',
    ])
    .where('token_hash', '=', hashOf(token))
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  const { staffId, name, roles, tokenId, teamId } = row;
  if (!staffId) return { kind: 'machine', tokenId, name: row.tokenName, ...(teamId && { teamId }) };
  if (!name || !roles || row.leftAt) return undefined;
  const person = { staffId, name, roles: roles as Role[] };
  return { kind: 'person', person, tokenName: row.tokenName };
}

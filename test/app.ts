import { after } from 'node:test';
import { createAmends } from '#app/amends.ts';
import { schedule } from '#app/schedule.ts';
import { createWeb } from '#app/web.ts';
import { settableClock } from '#clock.ts';
import { type Config, readConfig } from '#config.ts';
import type { Role } from '#http/caller.ts';
import { programActor } from '#ledger/ledger.ts';
import type { Resolver } from '#mail/dns.ts';
import {
  addPerson,
  makeAccessToken,
  openSession,
  type StaffMember,
  setUp,
  staffById,
} from '#staff/index.ts';
import { testDatabase } from './database.ts';
import { temporaryFolder } from './processes.ts';
import { type Visitor, visitor } from './visitor.ts';

/** Monday, ten in the morning in Berlin. The first answer is due on Tuesday at five. */
export const monday = '2026-11-23T09:00:00.000Z';
export const tuesdayAtFive = '2026-11-24T16:00:00.000Z';

export const publicUrl = 'https://care.example.org';

/** Who works at Nordwind Rail. Everybody has a line of management up to the CEO. */
export type People = Record<
  'ceo' | 'manager' | 'handler' | 'colleague' | 'designer' | 'administrator',
  StaffMember
>;

export type App = Awaited<ReturnType<typeof startApp>>;

type Options = {
  config?: Partial<Config>;
  /** Gets what the program logs, line by line. */
  log?: { write(line: string): void };
  /** How many connections to the database the program may have at once. */
  connectionsMax?: number;
  /** What senders publish about their mail; nothing by default. */
  resolver?: Resolver;
};

const noDns: Resolver = () =>
  Promise.reject(Object.assign(new Error('nothing is published'), { code: 'ENOTFOUND' }));

/** The whole product on a database of its own, at `monday`, with a small organisation in it. */
export async function startApp(options: Options = {}) {
  const bare = await startBareApp(options);
  const people = await setUpNordwind(bare.amends);
  const { amends, server } = bare;
  const { db, clock } = amends;

  /** Somebody of ours with a session in the browser, or with a token. */
  async function as(person: StaffMember): Promise<Visitor> {
    const session = await openSession(db, person.staffId, clock.now());
    return visitor(server, { cookie: `amends_session=${session}` });
  }

  async function withToken(name: string, person?: StaffMember): Promise<Visitor> {
    const staffId = person?.staffId ?? null;
    const token = await makeAccessToken(db, { name, staffId }, clock.now());
    return visitor(server, { authorization: `Bearer ${token}` });
  }

  const personWithId = (staffId: string): StaffMember => {
    const found = Object.values(people).find((person) => person.staffId === staffId);
    if (!found) throw new Error(`nobody has the id ${staffId}`);
    return found;
  };

  return { ...bare, people, as, withToken, personWithId };
}

/** The product before its first run. */
export async function startBareApp(options: Options = {}) {
  const { config: wanted = {}, log, connectionsMax, resolver } = options;
  const database = await testDatabase();
  database.pool.options.max = connectionsMax ?? database.pool.options.max;
  const clock = settableClock(monday);
  const config = await testConfig(wanted);
  const amends = await createAmends(config, database.db, { clock, resolver: resolver ?? noDns });
  const server = await createWeb(amends, database.pool, log);
  servers.add(server);
  servers.add(amends.reading.reader);
  await server.ready();

  /** Runs one of the sweeps by its name in the schedule. */
  async function sweep(name: string): Promise<number> {
    const found = schedule(amends).find((candidate) => candidate.name === name);
    if (!found) throw new Error(`no sweep is called "${name}"`);
    return (await found.run()) ?? 0;
  }

  const anyone = (address = '192.0.2.1'): Visitor => visitor(server, {}, address);
  return { ...database, amends, clock, config, server, sweep, anyone };
}

const servers = new Set<{ close(): Promise<unknown> }>();
after(() => Promise.all([...servers].map((server) => server.close())));

async function testConfig(wanted: Partial<Config>): Promise<Config> {
  const config = readConfig({
    AMENDS_DATA: await temporaryFolder(),
    PUBLIC_URL: publicUrl,
    LOG_LEVEL: 'silent',
    // Tests of one file share an address; the limits have a test of their own.
    RATE_PUBLIC_PER_MINUTE: '100000',
  });
  return { ...config, ...wanted };
}

async function setUpNordwind(amends: Awaited<ReturnType<typeof createAmends>>): Promise<People> {
  const { administratorId, managerId } = await amends.ledger.write(programActor, async (unit) => {
    const made = await setUp(unit, nordwind);
    const manager = await unit.tx
      .selectFrom('staff')
      .select('staff_id')
      .where('email', '=', nordwind.answerable.email)
      .executeTakeFirstOrThrow();
    return { ...made, managerId: manager.staff_id };
  });
  const join = async (name: string, title: string, role: Role, above: string | null) => {
    const [first = ''] = name.toLowerCase().split(' ');
    const details = { name, title, email: `${first}@nordwind.example`, phone: null };
    return amends.ledger.write(programActor, (unit) =>
      addPerson(unit, { ...details, roles: [role], managerId: above }),
    );
  };
  const ceoId = await join('Clara Lindqvist', 'Chief executive', 'executive', null);
  const person = async (staffId: string): Promise<StaffMember> => {
    const found = await staffById(amends.db, staffId);
    if (!found) throw new Error('this person did not join');
    return found;
  };
  return {
    ceo: await person(ceoId),
    manager: await person(managerId),
    handler: await person(await join('Hana Sato', 'Customer care', 'handler', managerId)),
    colleague: await person(await join('Hugo Brandt', 'Customer care', 'handler', managerId)),
    designer: await person(await join('Dora Weiss', 'Timetable', 'designer', managerId)),
    administrator: await person(administratorId),
  };
}

const administrator = {
  name: 'Ada Novak',
  title: 'Systems',
  email: 'ada@nordwind.example',
  phone: null,
};

export const nordwind = {
  organisation: {
    name: 'Nordwind Rail',
    zone: 'Europe/Berlin',
    address: '1 Station Square, 20095 Hamburg',
    phone: '+49 40 123456',
    email: 'care@nordwind.example',
  },
  answerable: {
    name: 'Mina Okafor',
    title: 'Head of customer care',
    email: 'mina@nordwind.example',
    phone: '+49 40 123457',
  },
  deputy: administrator,
  administrator,
};

import { type Meanwhile, meanwhileOf } from '#absences/index.ts';
import {
  type ComplaintHead,
  complaintHead,
  type Of,
  type PointView,
  pointsOfComplaint,
  splitsOf,
} from '#complaints/index.ts';
import { type Customer, customerById } from '#customers/index.ts';
import type { Database, Tx } from '#database/connection.ts';
import { errandsOfComplaint, teamNames } from '#errands/index.ts';
import { type EscalationView, escalationsOfComplaint } from '#escalations/index.ts';
import type { Context } from '#http/context.ts';
import type { Entry } from '#ledger/entry.ts';
import { entryFromRow } from '#ledger/store.ts';
import { type NoticeView, noticesOfComplaint } from '#notices/index.ts';
import { type PromiseView, promisesOfComplaint } from '#promises/index.ts';
import { notFound } from '#refusal.ts';
import { limitSettings, type RemedyView, remediesOf, remedyInWords } from '#remedies/index.ts';
import { assertOrganisation, type Organisation, staffNames } from '#staff/index.ts';
import { type StoryMessage, storyMessages } from './messages.ts';
import { sentenceOf } from './sentences.ts';

/** One thing that happened, in a sentence. */
export type StoryLine = { at: Date; type: string; sentence: string };

/** Everything that happened to one complaint, as whoever may read it sees it. */
export type Story = {
  complaint: ComplaintHead;
  customer: Customer;
  organisation: Organisation;
  /** Who answers while its owner is away. */
  meanwhile: Meanwhile | null;
  wish: string | null;
  details: Record<string, string>;
  messages: StoryMessage[];
  points: PointView[];
  splits: Awaited<ReturnType<typeof splitsOf>>;
  promises: PromiseView[];
  remedies: RemedyView[];
  /** In which amounts are given. */
  currency: string;
  escalations: EscalationView[];
  notices: NoticeView[];
  lines: StoryLine[];
  entries: Entry[];
};

/** Reads the story for the customer, or with everything between ourselves for staff. */
export async function readStory(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  of: Of,
  reader: 'customer' | 'staff',
): Promise<Story> {
  const { customerId, complaintId } = of;
  const complaint = await complaintHead(db, of);
  const customer = await customerById(db, customerId);
  if (!complaint || !customer) throw notFound('There is no such complaint.');
  const organisation = await assertOrganisation(db);
  const meanwhile = await awayOwner({ db, clock }, complaint);
  const points = await pointsOfComplaint(db, of);
  const promises = await promisesOfComplaint(db, customerId, complaintId);
  const remedies = await remediesFor(db, of, reader);
  const errands = await errandsOfComplaint(db, of);
  const escalations = await escalationsOfComplaint(db, customerId, complaintId);
  const queued = await noticesOfComplaint(db, customerId, complaintId);
  const notices = reader === 'staff' ? queued : queued.filter(isTheirs);
  const streams = [
    `complaint:${complaintId}`,
    `rules:${complaintId}`,
    `trace:${complaintId}`,
    ...promises.map((promise) => `promise:${promise.promiseId}`),
    ...remedies.map(({ remedyId }) => `remedy:${remedyId}`),
    ...errands.map(({ errandId }) => `errand:${errandId}`),
    ...escalations.map((escalation) => `escalation:${escalation.escalationId}`),
    ...notices.map((notice) => `notice:${notice.noticeId}`),
  ];
  const entries = await entriesOf(db, customerId, streams);
  const lines = await tell(db, { entries, points, promises, remedies, zone: organisation.zone });
  const { messages, wish, details } = await storyMessages(db, of, reader);
  return {
    complaint,
    customer,
    organisation,
    meanwhile,
    wish,
    details,
    messages,
    points,
    splits: await splitsOf(db, of),
    promises,
    remedies,
    currency: (await limitSettings(db)).currency,
    escalations,
    notices,
    lines,
    entries,
  };
}

/** What is done waits for nobody. */
async function awayOwner(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { ownerId, closedAt }: ComplaintHead,
): Promise<Meanwhile | null> {
  return closedAt ? null : ((await meanwhileOf(db, ownerId, clock.now())) ?? null);
}

/** A letter with lost links went to the owner of the address, who may be somebody else. */
const isTheirs = ({ kind }: NoticeView): boolean => kind !== 'private_link';

async function entriesOf(
  db: Database | Tx,
  customerId: string,
  streams: string[],
): Promise<Entry[]> {
  const rows = await db
    .selectFrom('ledger_entries')
    .select(['customer_id', 'stream', 'version', 'recorded_at', 'actor', 'type', 'data'])
    .where('customer_id', '=', customerId)
    .where((eb) => eb('stream', '=', eb.fn.any(eb.val(streams))))
    // What one wish did has one time: the complaint's part is told first.
    .orderBy('recorded_at')
    .orderBy('stream')
    .orderBy('version')
    .execute();
  return rows.map(entryFromRow);
}

async function tell(
  db: Database | Tx,
  told: Pick<Story, 'entries' | 'points' | 'promises' | 'remedies'> & { zone: string },
): Promise<StoryLine[]> {
  const names = await staffNames(db, idsIn(told.entries));
  const texts = new Map(
    told.promises.map(({ promiseId, text }) => [`promise:${promiseId}`, text ?? '']),
  );
  const remedies = new Map(
    told.remedies.map((remedy) => [`remedy:${remedy.remedyId}`, remedyInWords(remedy)]),
  );
  const points = new Map(told.points.map(({ pointId, text }) => [pointId, text ?? '']));
  const teams = await teamNames(db);
  const known = {
    teamName: (teamId: unknown) => teams.get(String(teamId)) ?? '',
    nameOf: (staffId: unknown) => names.get(String(staffId)) ?? 'Somebody who has left us',
    promiseText: (stream: string) => texts.get(stream) ?? '',
    remedyText: (stream: string) => remedies.get(stream) ?? '',
    pointText: (pointId: unknown) => points.get(String(pointId)) ?? '',
    zone: told.zone,
  };
  return told.entries.flatMap((entry) => {
    const sentence = sentenceOf(entry, known);
    return sentence === null ? [] : [{ at: entry.recordedAt, type: entry.type, sentence }];
  });
}

/** What is still decided between ourselves is not promised to anybody. */
async function remediesFor(db: Database | Tx, of: Of, reader: 'customer' | 'staff') {
  const remedies = await remediesOf(db, of);
  if (reader === 'staff') return remedies;
  return remedies.filter(({ offeredAt, proposedBy }) => offeredAt || proposedBy === 'customer');
}

/** Every id that the entries speak of; those of people among them have names. */
const idsIn = (entries: readonly Entry[]): string[] => [
  ...new Set(entries.flatMap(({ data }) => Object.values(data).filter(isId))),
];

const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(value);

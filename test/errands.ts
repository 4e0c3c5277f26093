import { programActor } from '#ledger/ledger.ts';
import type { StaffMember } from '#staff/index.ts';
import { addPerson, staffById } from '#staff/index.ts';
import { type App, startApp } from './app.ts';
import { complain } from './complaints.ts';
import { answerOf, type Visitor } from './visitor.ts';

// A team of fixers at Nordwind Rail, and what tests say about errands again and again.

export type ErrandSeen = {
  id: string;
  complaint: { id: string; reference: string };
  team: { id: string; name: string };
  state: string;
  what: string;
  why: string;
  customerName: string | null;
  owner: { id: string; name: string } | null;
  nextAt: string | null;
  handler: { id: string };
  fixer: { id: string } | null;
  raisedTo: { id: string } | null;
  neededBy: string | null;
  warnedAt: string | null;
  passedTimes: number;
  returnedTimes: number;
  isManagers: boolean;
  reason: string | null;
  result: string | null;
  reference: string | null;
  promise: { id: string; text: string; state: string } | null;
  remedy: { id: string; kind: string; state: string } | null;
  contact: { phone: string | null; address: string | null } | null;
  questions: {
    id: string;
    asker: string;
    text: string;
    isUnclear: boolean;
    answer: string | null;
  }[];
};

export type Workshop = Awaited<ReturnType<typeof startWorkshop>>;

/** Fritz and Frida are fixers, Lena leads them; all report to Mina. Their tokens outlive any session. */
export async function startWorkshop(options: Parameters<typeof startApp>[0] = {}) {
  const app = await startApp(options);
  const { manager } = app.people;
  const lead = await join(app, 'Lena Kowalski', manager.staffId);
  const fritz = await join(app, 'Fritz Amsel', lead.staffId);
  const frida = await join(app, 'Frida Bauer', lead.staffId);
  const mina = await app.withToken('mina', manager);
  const form = async (name: string, change: object = {}): Promise<string> => {
    const memberIds = [fritz.staffId, frida.staffId];
    const body = { name, leadId: lead.staffId, memberIds, isMailed: false, ...change };
    return answerOf<{ teamId: string }>(await mina.post('/api/teams', body), 201).teamId;
  };
  const people = { ...app.people, lead, fritz, frida };
  const hana = await app.withToken('hana', people.handler);
  const as = {
    mina,
    hana,
    fritz: await app.withToken('fritz', fritz),
    frida: await app.withToken('frida', frida),
  };
  const teamId = await form('Workshop');

  /** A complaint of Hana's. */
  async function complaint(body: object = {}): Promise<string> {
    const { id, owner } = await complain(app.anyone(), { email: 'eva@example.org', ...body });
    if (owner.id !== people.handler.staffId) {
      answerOf(await hana.post(`/api/complaints/${id}/ownership`));
    }
    return id;
  }

  async function hand(complaintId: string, change: object = {}): Promise<string> {
    const body = { teamId, what: 'Mend signal 7.', why: 'She missed a funeral.', ...change };
    const answer = await hana.post(`/api/complaints/${complaintId}/errands`, body);
    return answerOf<{ errandId: string }>(answer, 201).errandId;
  }

  const handed = async (change: object = {}): Promise<string> => hand(await complaint(), change);

  return { app, people, as, teamId, form, complaint, hand, handed };
}

async function join(app: App, name: string, managerId: string): Promise<StaffMember> {
  const [first = ''] = name.toLowerCase().split(' ');
  const details = { name, title: 'Workshop', email: `${first}@nordwind.example`, phone: null };
  const staffId = await app.amends.ledger.write(programActor, (unit) =>
    addPerson(unit, { ...details, roles: ['fixer'], managerId }),
  );
  const person = await staffById(app.amends.db, staffId);
  if (!person) throw new Error('this person did not join');
  return person;
}

export async function seen(reader: Visitor, errandId: string): Promise<ErrandSeen> {
  return answerOf<ErrandSeen>(await reader.get(`/api/errands/${errandId}`));
}

/** Says something about an errand, and sees how it stands then. */
export async function say(
  by: Visitor,
  errandId: string,
  [wish, body]: readonly [string, object?],
): Promise<ErrandSeen> {
  answerOf(await by.post(`/api/errands/${errandId}/${wish}`, body));
  return seen(by, errandId);
}

/** Friday at five in Berlin. */
export const fridayAtFive = '2026-11-27T16:00:00.000Z';

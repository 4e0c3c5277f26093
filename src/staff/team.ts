import { notAllowed, notFound, Refusal } from '#refusal.ts';
import type { StaffFact } from './person.ts';
import type { StaffMember } from './queries.ts';

// What administrators change about people of ours: pure decisions on the team as it is.

/** Everybody who is here, by id. */
export type Team = ReadonlyMap<string, StaffMember>;

export const teamOf = (members: readonly StaffMember[]): Team =>
  new Map(members.map((member) => [member.staffId, member]));

/** Whoever can have a complaint. */
const owners = ['handler', 'manager', 'executive'] as const;

export const canOwn = ({ roles }: Pick<StaffMember, 'roles'>): boolean =>
  owners.some((role) => roles.includes(role));

type Change = { staffId: string; by: string };

export function changeRoles(
  team: Team,
  { staffId, roles, by }: Change & { roles: StaffMember['roles'] },
): StaffFact[] {
  const person = memberOf(team, staffId);
  const wanted = [...new Set(roles)];
  const same = wanted.length === person.roles.length && wanted.every(isAmong(person.roles));
  if (same) return [];
  if (!wanted.includes('administrator')) assertNotLastAdministrator(team, staffId);
  return [{ type: 'StaffRolesChanged', data: { roles: wanted, by } }];
}

const isAmong =
  (roles: StaffMember['roles']) =>
  (role: StaffMember['roles'][number]): boolean =>
    roles.includes(role);

/** A line of management leads up and never in a circle. */
export function changeManager(
  team: Team,
  { staffId, managerId, by }: Change & { managerId: string | null },
): StaffFact[] {
  if (memberOf(team, staffId).managerId === managerId) return [];
  if (managerId !== null) {
    if (!team.has(managerId)) {
      throw new Refusal('unknown_manager', 'The person they report to is not known here.');
    }
    assertNoCircle(team, staffId, managerId);
  }
  return [{ type: 'StaffManagerChanged', data: { managerId, by } }];
}

function assertNoCircle(team: Team, staffId: string, managerId: string): void {
  const seen = new Set<string>();
  for (let above: string | null = managerId; above && !seen.has(above); ) {
    if (above === staffId) {
      throw new Refusal(
        'line_in_a_circle',
        '{name} reports to them already, directly or through others. A line of management needs a top.',
        { status: 409, values: { name: team.get(managerId)?.name ?? 'This person' } },
      );
    }
    seen.add(above);
    above = team.get(above)?.managerId ?? null;
  }
}

export type Answering = { answerableId: string; deputyId: string };

/** Whoever reported to them reports to their manager from now on. */
export function leave(
  team: Team,
  answering: Answering,
  wish: Change & { successorId: string; note: StaffLeftNote },
): { left: StaffFact[]; reports: Map<string, StaffFact[]> } {
  const { staffId, successorId, note, by } = wish;
  const person = memberOf(team, staffId);
  const successor = team.get(successorId);
  if (!successor || successorId === staffId) {
    throw new Refusal('successor_missing', 'Name somebody else here who takes over.');
  }
  if (canOwn(person) && !canOwn(successor)) {
    throw new Refusal(
      'cannot_take_it',
      'Only a handler, a manager or an executive can take over complaints.',
    );
  }
  assertNotLastAdministrator(team, staffId);
  if (answering.answerableId === staffId || answering.deputyId === staffId) {
    throw new Refusal(
      'answers_for_complaints',
      '{name} answers for complaints, or is the deputy. Name somebody else for that first.',
      { status: 409, values: { name: person.name } },
    );
  }
  const managerId = person.managerId;
  const reports = [...team.values()].filter((other) => other.managerId === staffId);
  return {
    left: [{ type: 'StaffLeft', data: { successorId, note, by } }],
    reports: new Map(
      reports.map((report) => [
        report.staffId,
        [{ type: 'StaffManagerChanged', data: { managerId, by } }],
      ]),
    ),
  };
}

type StaffLeftNote = Extract<StaffFact, { type: 'StaffLeft' }>['data']['note'];

export function nameAnswerable(team: Team, now: Answering, wish: Answering & { by: string }) {
  const { answerableId, deputyId, by } = wish;
  if (answerableId === deputyId) {
    throw new Refusal('deputy_missing', 'The deputy must be a second person.');
  }
  for (const staffId of [answerableId, deputyId]) {
    if (!canOwn(memberOf(team, staffId))) {
      throw notAllowed('Who answers for complaints must be a handler, a manager or an executive.');
    }
  }
  const same = now.answerableId === answerableId && now.deputyId === deputyId;
  const fact: StaffFact = { type: 'AnswerableNamed', data: { answerableId, deputyId, by } };
  return same ? [] : [fact];
}

function assertNotLastAdministrator(team: Team, staffId: string): void {
  const administrators = [...team.values()].filter(({ roles }) => roles.includes('administrator'));
  if (administrators.some((other) => other.staffId !== staffId)) return;
  if (administrators.length === 0) return;
  throw new Refusal(
    'last_administrator',
    'This is the last administrator. Make somebody else one first, or nobody could let anybody in.',
    { status: 409 },
  );
}

export function memberOf(team: Team, staffId: string): StaffMember {
  const member = team.get(staffId);
  if (member) return member;
  throw notFound('There is no such person here.');
}

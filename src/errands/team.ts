import { ORGANISATION_ID } from '#id.ts';
import type { WordsRef } from '#ledger/content.ts';
import type { Entry, Fact, Stream } from '#ledger/entry.ts';
import { Refusal } from '#refusal.ts';

/** How a team of fixers works: who is in it, who answers for it, and how it is reached. */
export type TeamTerms = {
  name: WordsRef;
  leadId: string;
  memberIds: string[];
  answerHours: number;
  isMailed: boolean;
  seesWhole: boolean;
};

type Is<T extends string, D> = { type: T; data: D };

export type TeamFact = Fact &
  (
    | Is<'TeamFormed', TeamTerms & { by: string }>
    | Is<'TeamChanged', TeamTerms & { by: string }>
    /** `edition`: which secret signs from now on. The address lies in `words`: it may hold a key. */
    | Is<'TeamWebhookSet', { url: WordsRef | null; edition: number; by: string }>
    | Is<'TeamClosed', { by: string }>
  );

export const teamStream = (teamId: string): Stream => ({
  customerId: ORGANISATION_ID,
  stream: `fixer_team:${teamId}`,
});

/** What decisions need to know of a team. */
export type Team = { isClosed: boolean; edition: number };

/** What happened, told in order, gives what is. Undefined for a stream that does not exist. */
export function teamFrom(entries: readonly Entry[]): Team | undefined {
  const [first, ...rest] = entries as readonly Entry<TeamFact>[];
  if (first?.type !== 'TeamFormed') return undefined;
  return rest.reduce<Team>(
    (team, { type, data }) => {
      if (type === 'TeamClosed') return { ...team, isClosed: true };
      return type === 'TeamWebhookSet' ? { ...team, edition: data.edition } : team;
    },
    { isClosed: false, edition: 0 },
  );
}

export function change(team: Team, terms: TeamTerms, by: string): TeamFact[] {
  assertOpen(team);
  return [{ type: 'TeamChanged', data: { ...terms, by } }];
}

/** Each time it is set there is a new secret, so that one that got about can be made worthless. */
export function setWebhook(team: Team, url: WordsRef | null, by: string): TeamFact[] {
  assertOpen(team);
  return [{ type: 'TeamWebhookSet', data: { url, edition: team.edition + 1, by } }];
}

/** A team that has work cannot be closed: somebody would wait for nobody. */
export function close(team: Team, openCount: number, by: string): TeamFact[] {
  if (team.isClosed) return [];
  if (openCount > 0) {
    throw new Refusal(
      'has_errands',
      'This team still has work ({count}). Pass it on to another team first.',
      { status: 409, values: { count: openCount } },
    );
  }
  return [{ type: 'TeamClosed', data: { by } }];
}

function assertOpen({ isClosed }: Team): void {
  if (isClosed) throw new Refusal('team_closed', 'This team was closed.', { status: 409 });
}

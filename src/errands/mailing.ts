import { type Entry, idOf } from '#ledger/entry.ts';
import type { Reaction, Unit } from '#ledger/ledger.ts';
import { queueNotice } from '#notices/index.ts';
import { assertOrganisation, staffById } from '#staff/index.ts';
import type { ErrandFact, OfErrand } from './errand.ts';
import * as letters from './letters.ts';
import { type ErrandView, errandById, questionsOf } from './queries.ts';
import { teamById } from './team-queries.ts';
import { errandToken } from './token.ts';

type Letter = { subject: string; text: string };
type Thread = { inReplyTo: string | null; references: string[] };

/** To one of us, under the token that brings the answer back to this errand. */
export async function mailAbout(
  unit: Unit,
  of: OfErrand,
  { linkKey, to, letter, thread }: { linkKey: Buffer; to: string; letter: Letter; thread?: Thread },
): Promise<void> {
  await queueNotice(unit, {
    customerId: of.customerId,
    // It is between ourselves: the customer's story tells where the errand is by its own facts.
    complaintId: null,
    kind: 'errand',
    letter: { to, ...letter, ...thread, replyTag: errandToken(linkKey, of.errandId) },
  });
}

/** Who is mailed after which entry, where the team works from mail. */
export const mailTeam =
  (linkKey: Buffer): Reaction =>
  async (unit, entry) => {
    const of = { customerId: entry.customerId, errandId: idOf(entry.stream) };
    const errand = await errandById(unit.tx, of);
    const team = await teamById(unit.tx, errand.teamId);
    if (!team.isMailed) return;
    const mail = await mailFor(unit, entry, { of, errand });
    if (!mail) return;
    const whole = [team.lead.id, ...team.members.map(({ id }) => id)];
    for (const staffId of new Set(mail.to === 'team' ? whole : [mail.to])) {
      const to = (await staffById(unit.tx, staffId))?.email;
      if (to) await mailAbout(unit, of, { linkKey, to, letter: mail.letter });
    }
  };

/** Which facts a team hears of by mail. */
export const mailedFactTypes = [
  'ErrandHanded',
  'ErrandPassedOn',
  'ErrandReturned',
  'ErrandMovedUp',
  'ErrandAsked',
  'ErrandQuestionAnswered',
] as const satisfies readonly ErrandFact['type'][];

type Mailed = { to: 'team' | (string & {}); letter: Letter } | undefined;

async function mailFor(
  unit: Unit,
  entry: Entry,
  { of, errand }: { of: OfErrand; errand: ErrandView },
): Promise<Mailed> {
  const { type, data } = entry as Entry<ErrandFact>;
  const { zone } = await assertOrganisation(unit.tx);
  const fixer = errand.fixer?.id ?? 'team';
  switch (type) {
    case 'ErrandHanded':
      return { to: 'team', letter: letters.handed(errand, zone) };
    case 'ErrandPassedOn':
      return data.isManagers
        ? { to: data.ownerId, letter: letters.movedUp(errand, zone) }
        : { to: 'team', letter: letters.handed(errand, zone) };
    case 'ErrandReturned':
      return { to: data.ownerId, letter: letters.cameBack(errand, zone) };
    case 'ErrandMovedUp':
      return data.isTop ? undefined : { to: data.to, letter: letters.movedUp(errand, zone) };
    case 'ErrandAsked':
    case 'ErrandQuestionAnswered': {
      const { questionId } = data;
      const question = (await questionsOf(unit.tx, of)).find(({ id }) => id === questionId);
      return question && mailAboutQuestion(type, { errand, question, fixer });
    }
    default:
      return undefined;
  }
}

type Asked = {
  errand: ErrandView;
  question: Awaited<ReturnType<typeof questionsOf>>[number];
  fixer: string;
};

/** The handler reads questions at the desk; fixers may be anywhere. */
function mailAboutQuestion(
  type: 'ErrandAsked' | 'ErrandQuestionAnswered',
  { errand, question, fixer }: Asked,
): Mailed {
  const isFixers = question.asker === 'fixer';
  if (type === 'ErrandAsked') {
    if (isFixers) return undefined;
    return { to: fixer, letter: letters.asked(errand, question.text ?? '') };
  }
  if (!isFixers) return undefined;
  return { to: question.askedBy.id, letter: letters.answered(errand, question) };
}

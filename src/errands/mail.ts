import type { Unit } from '#ledger/ledger.ts';
import { when } from '#notices/index.ts';
import { Refusal } from '#refusal.ts';
import { assertOrganisation, staffByEmail } from '#staff/index.ts';
import {
  acceptErrand,
  askAboutErrand,
  declineErrand,
  finishErrand,
  loadErrand,
} from './commands.ts';
import type { OfErrand } from './errand.ts';
import * as letters from './letters.ts';
import { type Understood, understand } from './mail-words.ts';
import { mailAbout } from './mailing.ts';
import { type ErrandView, errandById } from './queries.ts';
import { isInTeam, teamById } from './team-queries.ts';
import { readErrandToken } from './token.ts';

/** The errand that a mail is about, and who of ours wrote it. */
export type ErrandLead = OfErrand & { complaintId: string; staffId: string };

/**
 * By a signed address or id of ours, and only from the address of somebody of ours. Of anybody else
 * it is an ordinary mail: never lost, and never an errand's.
 */
export async function findErrandLead(
  unit: Unit,
  linkKey: Buffer,
  { sender, texts }: { sender: string | null; texts: readonly string[] },
): Promise<ErrandLead | null> {
  if (!sender) return null;
  for (const text of texts.slice(0, textsMax)) {
    const errandId = readErrandToken(linkKey, text);
    if (!errandId) continue;
    const row = await unit.tx
      .selectFrom('errands')
      .select(['customer_id as customerId', 'errand_id as errandId', 'complaint_id as complaintId'])
      .where('errand_id', '=', errandId)
      .executeTakeFirst();
    const person = row && (await staffByEmail(unit.tx, sender));
    if (person) return { ...row, staffId: person.staffId };
  }
  return null;
}

const textsMax = 100;

/** The errand alone, whoever wrote: so that a stranger's mail is put beside the right complaint. */
export async function complaintOfErrandToken(
  unit: Unit,
  linkKey: Buffer,
  texts: readonly string[],
): Promise<{ customerId: string; complaintId: string } | null> {
  for (const text of texts.slice(0, textsMax)) {
    const errandId = readErrandToken(linkKey, text);
    const row =
      errandId &&
      (await unit.tx
        .selectFrom('errands')
        .select(['customer_id as customerId', 'complaint_id as complaintId'])
        .where('errand_id', '=', errandId)
        .executeTakeFirst());
    if (row) return row;
  }
  return null;
}

export type ErrandMail = {
  text: string;
  from: string;
  messageId: string | null;
  references: readonly string[];
  arrivedAt: Date;
};

/** Does what the mail says, and answers with what was understood. */
export async function settleErrandMail(
  unit: Unit,
  lead: ErrandLead,
  { mail, linkKey }: { mail: ErrandMail; linkKey: Buffer },
): Promise<void> {
  const { zone } = await assertOrganisation(unit.tx);
  const errand = await errandById(unit.tx, lead);
  const said = understand(mail.text, mail.arrivedAt, zone);
  const letter = await answerTo(unit, { lead, errand, zone, said, text: mail.text });
  const thread = {
    inReplyTo: mail.messageId,
    references: [...mail.references, ...(mail.messageId ? [mail.messageId] : [])],
  };
  await mailAbout(unit, lead, { linkKey, to: mail.from, letter, thread });
}

type Telling = {
  lead: ErrandLead;
  errand: ErrandView;
  zone: string;
  said: Understood;
  text: string;
};

async function answerTo(unit: Unit, telling: Telling) {
  const { lead, errand, said } = telling;
  const team = await teamById(unit.tx, errand.teamId);
  const mayFix = isInTeam(team, lead.staffId) || errand.owner?.id === lead.staffId;
  if (!mayFix && said.kind !== 'ask') {
    return askInstead(unit, telling, 'Only the team that has this errand can say this.');
  }
  if (said.kind === 'unclear') {
    return askInstead(unit, telling, 'We could not make out what your mail means for the errand.');
  }
  try {
    return letters.understood(errand, await act(unit, telling));
  } catch (fault) {
    // What was refused changed nothing: facts are recorded after they are decided.
    if (fault instanceof Refusal) return askInstead(unit, telling, fault.message);
    throw fault;
  }
}

async function act(unit: Unit, { lead, errand, zone, said }: Telling): Promise<string> {
  const { staffId } = lead;
  const by = { staffId, way: 'mail' } as const;
  switch (said.kind) {
    case 'accept': {
      const { dueAt } = said;
      const { way } = by;
      await acceptErrand(unit, lead, { fixerId: staffId, by: staffId, dueAt, way, isNamed: false });
      return `You accept this errand, and it is done by ${when(dueAt, zone)}.`;
    }
    case 'decline':
      await declineErrand(unit, lead, { ...by, reason: said.reason });
      return `You decline this errand. ${errand.handler.name} has it again, with your reason.`;
    case 'done':
      await finishErrand(unit, lead, { ...by, result: said.result, arrivedAt: null });
      return 'You say that it is done. It is over when the customer says so, or somebody has checked.';
    case 'ask':
    case 'unclear':
      await ask(unit, { lead, text: said.text, isUnclear: said.kind === 'unclear' });
      return `Your question went to ${errand.handler.name}.`;
  }
}

async function askInstead(unit: Unit, telling: Telling, why: string) {
  const { lead, errand, text } = telling;
  await ask(unit, { lead, text, isUnclear: true });
  return letters.notUnderstood(errand, why);
}

async function ask(
  unit: Unit,
  { lead, text, isUnclear }: { lead: ErrandLead; text: string; isUnclear: boolean },
): Promise<void> {
  const { handlerId } = await loadErrand(unit, lead);
  const asker = lead.staffId === handlerId ? 'handler' : 'fixer';
  // A mail without a word, or with nothing but what it quotes, is kept as it lies in the mail.
  const words = text.trim() === '' ? '(The mail has no words of its own.)' : text;
  const { staffId } = lead;
  await askAboutErrand(unit, lead, { staffId, way: 'mail', asker, text: words, isUnclear });
}

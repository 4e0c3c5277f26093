import { ORGANISATION_ID } from '#id.ts';
import { i18n } from '#languages/i18n.ts';
import type { Unit } from '#ledger/ledger.ts';
import type { Block } from '#mail/compose-blocks.ts';
import { queueNotice } from '#notices/index.ts';
import { assertOrganisation, listStaff, type StaffMember } from '#staff/index.ts';
import type { Step } from './actions.ts';
import { actionList, type ItemView, type ListView, listBefore } from './queries.ts';

/** The list of the week by mail: to those at the head, and to whoever has something on it. */
export async function mailList(unit: Unit, weekOn: string): Promise<void> {
  const list = await actionList(unit.tx, weekOn);
  if (!list || list.items.length === 0) return;
  const before = await listBefore(unit.tx, weekOn);
  const { answerableId } = await assertOrganisation(unit.tx);
  const owners = new Set([answerableId, ...list.items.map(({ owner }) => owner.id)]);
  const isFor = ({ staffId, roles }: StaffMember): boolean =>
    owners.has(staffId) || roles.includes('executive');
  for (const person of (await listStaff(unit.tx)).filter(isFor)) {
    await queueNotice(unit, {
      customerId: ORGANISATION_ID,
      complaintId: null,
      kind: 'action_list',
      letter: {
        to: person.email,
        subject: i18n.t('What to do this week, {weekOn}', { weekOn }),
        blocks: blocksOf(list, before),
      },
    });
  }
}

function blocksOf(list: ListView, before: ListView | undefined): Block[] {
  const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
  return [
    paragraph(
      i18n.t(
        'By {complaints, plural, one {# complaint} other {# complaints}} of four weeks and by what our own people say: how badly it hits, how often, and how many say nothing.',
        { complaints: list.complaints },
      ),
    ),
    ...list.items.map((item, place) => paragraph(lineOf(item, place + 1))),
    ...(before && before.items.length > 0
      ? [paragraph(i18n.t('What was done with last week’s:')), ...before.items.map(outcomeOf)]
      : []),
  ];
}

const lineOf = ({ what, owner, step, stepText }: ItemView, place: number): string =>
  `${place}. ${what}. ${owner.name}: ${stepText ?? stepInWords(step)}`;

const outcomeOf = ({ what, outcome, outcomeText, owner }: ItemView): Block => ({
  kind: 'paragraph',
  text: `${what}: ${outcome ? (outcomeText ?? '') : i18n.t('not done yet ({name})', owner)}`,
});

const stepInWords = (step: Step): string => i18n.t(stepWords[step]);

const stepWords: Readonly<Record<Step, string>> = {
  confirm: /*i18n*/ 'Look whether it is a flaw of ours, and name it or dismiss it.',
  find_cause: /*i18n*/ 'Find out why it happens.',
  ask_design: /*i18n*/ 'Ask the designers for an answer by a date.',
  await_design: /*i18n*/ 'Get the answer of the designers.',
  plan_fix: /*i18n*/ 'Plan the fix.',
  ship_fix: /*i18n*/ 'Ship the fix.',
  wait_for_proof: /*i18n*/ 'Wait whether fewer complaints come.',
  look_again: /*i18n*/ 'Look again: the fix did not end it.',
  answer_voice: /*i18n*/ 'Answer our colleague.',
};

import { i18n } from '#languages/i18n.ts';
import { at, type Sentence } from './sentence.ts';

/** Where the work is, for the customer: who has it and by when, and nothing that is said between ourselves. */
export const errandSentences: Readonly<Record<string, Sentence>> = {
  ErrandHanded: ({ handedBy, teamId }, { nameOf, teamName }) =>
    i18n.t('{name} handed the work to those who can fix it: {team}.', {
      name: nameOf(handedBy),
      team: teamName(teamId),
    }),
  CapacityWarned: () => null,
  ErrandAccepted: ({ fixerId, nextAt }, { nameOf, zone }) =>
    i18n.t('{name} took the work on, to be done by {by}.', {
      name: nameOf(fixerId),
      by: at(nextAt, zone),
    }),
  ErrandDeclined: ({ ownerId }, { nameOf }) =>
    i18n.t('They could not take the work on. {name} is finding another way.', {
      name: nameOf(ownerId),
    }),
  ErrandMovedUp: ({ to, cause }, { nameOf }) =>
    i18n.t(
      '{cause, select, late {The work is later than we had said: it was brought to {name}.} unchecked {Nobody has checked the work in time: it was brought to {name}.} other {The work waited too long for an answer: it was brought to {name}.}}',
      { cause, name: nameOf(to) },
    ),
  ErrandPassedOn: ({ teamId, isManagers, ownerId }, { nameOf, teamName }) =>
    isManagers
      ? i18n.t('The work went to and fro, so {name} sees to it now.', { name: nameOf(ownerId) })
      : i18n.t('The work went on to {team}.', { team: teamName(teamId) }),
  ErrandRedated: ({ staffId, nextAt }, { nameOf, zone }) =>
    i18n.t('{name} gave another date for the work: {by}.', {
      name: nameOf(staffId),
      by: at(nextAt, zone),
    }),
  ErrandAsked: () => null,
  ErrandQuestionAnswered: () => null,
  ErrandReferenced: () => null,
  ErrandDone: ({ staffId }, { nameOf }) =>
    i18n.t(
      '{name} says that the work is done. For us it is done when you say so, or when we have checked it.',
      {
        name: nameOf(staffId),
      },
    ),
  ErrandConfirmed: ({ by, staffId }, { nameOf }) =>
    by === 'check'
      ? i18n.t('{name} checked the work: it is done.', { name: nameOf(staffId) })
      : i18n.t('You said that the work is done.'),
  ErrandReturned: ({ ownerId }, { nameOf }) =>
    i18n.t('It is not fixed, so it went back to {name} at once, before everything else.', {
      name: nameOf(ownerId),
    }),
  ErrandCalledOff: () => i18n.t('This work is needed no more.'),
  ErrandOwnerChanged: ({ to }, { nameOf }) =>
    i18n.t('{name} now sees to the work.', { name: nameOf(to) }),
};

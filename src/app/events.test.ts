import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { sentences } from '#story/sentences.ts';
import { registry } from './events.ts';

const domain = readFileSync(new URL('../../DOMAIN.md', import.meta.url), 'utf8');
const types = [...registry.projections.keys()];

/** Facts about people of ours and who a customer is are no part of a complaint's story. */
const untold = [
  'StaffJoined',
  'OrganisationSetUp',
  'StaffDetailsChanged',
  'StaffRolesChanged',
  'StaffManagerChanged',
  'StaffLeft',
  'StaffReturned',
  'AnswerableNamed',
  'AbsencePlanned',
  'CoverChanged',
  'AbsenceEnded',
  'RightsStated',
  'BrandingSet',
  'WorkingWeekSet',
  'HolidaysSet',
  'StaffLoadMaxSet',
  'AreaNamed',
  'AreaRetired',
  'SkillGranted',
  'SkillEnded',
  'CustomerCame',
  'CustomerDetailsGiven',
  'CustomerCorrected',
  'CustomerAddressFailed',
  'CustomersMerged',
  'CustomersUnmerged',
  'AccountOwnerNamed',
  'MailboxOpened',
  'MailboxChanged',
  'MailboxClosed',
  'RemedyLimitsSet',
  'TextBlockWritten',
  'TextBlockChanged',
  'TextBlockRetired',
  'MailArrived',
  'MailSettled',
  'MailDecided',
  'ArticleWritten',
  'ArticleChanged',
  'ArticlePublished',
  'ArticleMadeInternal',
  'ArticleReviewed',
  'ArticleReviewDue',
  'ArticleOwnerChanged',
  'ArticleRetired',
  'ArticleWanted',
  'ArticleNotNeeded',
  'TrainingItemNoted',
  'TrainingItemDone',
  'TaskGiven',
  'TaskPassedOn',
  'TaskDone',
];

test('every fact of a complaint has a sentence', () => {
  const told = Object.keys(sentences).toSorted();
  assert.deepEqual(types.filter((type) => !untold.includes(type)).toSorted(), told);
});

test('DOMAIN.md names every fact, and no other', () => {
  const named = [...domain.matchAll(/`([A-Z][a-z]+[A-Z][A-Za-z]+)`/g)].map(([, name = '']) => name);
  const facts = named.filter((name) => name !== 'CustomerPromise');
  assert.deepEqual(facts.toSorted(), types.toSorted());
});

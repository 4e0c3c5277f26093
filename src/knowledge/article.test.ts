import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { storiesOf, someWords as words } from '../../test/story.ts';
import {
  type Article,
  type ArticleFact,
  articleFrom,
  askForReview,
  giveTo,
  makeInternal,
  publish,
  retire,
  review,
  rewrite,
  write,
} from './article.ts';
import { finish, type TrainingFact, type TrainingItem, trainingFrom } from './training.ts';
import { decline, type WantedArticle, type WantedFact, wantedFrom } from './wanted.ts';

const given = storiesOf<ArticleFact, Article>(articleFrom);

const today = '2026-11-23';
const yesterday = '2026-11-22';
const inMay = '2027-05-03';

const said = { title: words, text: words, language: 'en' };
const wish = { ...said, ownerId: 'dora', reviewOn: inMay, wantedId: null };
const written: ArticleFact = { type: 'ArticleWritten', data: wish };
const changed: ArticleFact = { type: 'ArticleChanged', data: said };
const published = (isFirst = false): ArticleFact => ({
  type: 'ArticlePublished',
  data: { isFirst },
});
const internal: ArticleFact = { type: 'ArticleMadeInternal', data: {} };
const retired: ArticleFact = { type: 'ArticleRetired', data: {} };
const reviewed = (reviewOn: string): ArticleFact => ({
  type: 'ArticleReviewed',
  data: { reviewOn },
});
const asked = (reviewOn: string, ownerId = 'dora'): ArticleFact => ({
  type: 'ArticleReviewDue',
  data: { ownerId, reviewOn },
});
const givenTo = (ownerId: string, previousOwnerId = 'dora'): ArticleFact => ({
  type: 'ArticleOwnerChanged',
  data: { ownerId, previousOwnerId },
});

describe('writing an article', () => {
  it('needs a day of review that lies ahead, within two years', () => {
    assert.deepEqual(write(wish, today), [written]);
    for (const [reviewOn, code] of [
      [today, 'date_in_the_past'],
      [yesterday, 'date_in_the_past'],
      ['2028-11-24', 'date_too_far'],
    ] as const) {
      assert.throws(() => write({ ...wish, reviewOn }, today), { code });
    }
    assert.equal(write({ ...wish, reviewOn: '2028-11-23' }, today).length, 1);
  });
});

describe('changing an article', () => {
  const rewriteFrom = (edition: number) => (article: Article) => rewrite(article, said, edition);

  it('makes the next edition', () => {
    given(written).when(rewriteFrom(1)).gives(changed);
    given(written, changed).when(rewriteFrom(2)).gives(changed);
  });

  it('is refused to the second of two writers', () => {
    given(written, changed).when(rewriteFrom(1)).refuses('changed_meanwhile');
    given(written).when(rewriteFrom(2)).refuses('changed_meanwhile');
  });

  it('is over when it was retired', () => {
    given(written, retired).when(rewriteFrom(1)).refuses('article_retired');
  });
});

describe('publishing', () => {
  it('is said once, and again when it goes to the first page or leaves it', () => {
    given(written)
      .when((article) => publish(article, false))
      .gives(published());
    given(written, published())
      .when((article) => publish(article, false))
      .gives();
    given(written, published())
      .when((article) => publish(article, true))
      .gives(published(true));
    given(written, published(true))
      .when((article) => publish(article, false))
      .gives(published());
  });

  it('is taken back, once', () => {
    given(written, published()).when(makeInternal).gives(internal);
    given(written).when(makeInternal).gives();
    given(written, published(), internal).when(makeInternal).gives();
  });

  it('is no more possible when it was retired, which also takes it off the site', () => {
    given(written, published(true), retired)
      .when((article) => publish(article, false))
      .refuses('article_retired');
    given(written, published(true), retired).when(makeInternal).gives();
    given(written, retired).when(retire).gives();
    given(written).when(retire).gives(retired);
  });
});

describe('the day of review', () => {
  const onDay = (day: string) => (article: Article) => askForReview(article, day);

  it('asks the owner when it is over, and not before', () => {
    given(written).when(onDay(today)).gives();
    given(written).when(onDay(inMay)).gives();
    given(written).when(onDay('2027-05-04')).gives(asked(inMay));
  });

  it('asks once, until the next day of review', () => {
    given(written, asked(inMay)).when(onDay('2027-06-01')).gives();
    given(written, asked(inMay), reviewed('2027-09-01')).when(onDay('2027-06-01')).gives();
    given(written, asked(inMay), reviewed('2027-09-01'))
      .when(onDay('2027-09-02'))
      .gives(asked('2027-09-01'));
  });

  it('asks a new owner anew', () => {
    given(written, asked(inMay), givenTo('mina'))
      .when(onDay('2027-06-01'))
      .gives(asked(inMay, 'mina'));
  });

  it('asks nobody about what was retired', () => {
    given(written, retired).when(onDay('2027-06-01')).gives();
  });

  it('is set anew by whoever looked', () => {
    given(written)
      .when((article) => review(article, '2027-09-01', today))
      .gives(reviewed('2027-09-01'));
    given(written)
      .when((article) => review(article, today, today))
      .refuses('date_in_the_past');
    given(written, retired)
      .when((article) => review(article, inMay, today))
      .refuses('article_retired');
  });
});

describe('the owner of an article', () => {
  it('changes once', () => {
    given(written)
      .when((article) => giveTo(article, 'mina'))
      .gives(givenTo('mina'));
    given(written, givenTo('mina'))
      .when((article) => giveTo(article, 'mina'))
      .gives();
    given(written, givenTo('mina'))
      .when((article) => giveTo(article, 'dora'))
      .gives(givenTo('dora', 'mina'));
    given(written, retired)
      .when((article) => giveTo(article, 'mina'))
      .refuses('article_retired');
  });
});

describe('a wanted article', () => {
  const wants = storiesOf<WantedFact, WantedArticle>(wantedFrom);
  const wanted: WantedFact = {
    type: 'ArticleWanted',
    data: { what: words, complaintIds: ['one'], customers: null, by: 'hana' },
  };
  const notNeeded: WantedFact = { type: 'ArticleNotNeeded', data: { reason: words, by: 'mina' } };

  it('is declined once', () => {
    const byMina = (one: WantedArticle) => decline(one, words, 'mina');
    wants(wanted).when(byMina).gives(notNeeded);
    wants(wanted, notNeeded).when(byMina).refuses('settled_already');
  });
});

describe('what somebody did not know', () => {
  const items = storiesOf<TrainingFact, TrainingItem>(trainingFrom);
  const noted: TrainingFact = {
    type: 'TrainingItemNoted',
    data: { staffId: 'hana', complaintId: 'complaint', what: words },
  };
  const learnt = (staffId: string): TrainingFact => ({
    type: 'TrainingItemDone',
    data: { staffId },
  });
  const by = (staffId: string) => (item: TrainingItem) =>
    finish(item, { staffId, managerId: 'mina' });

  it('is learnt when they or their manager say so, once', () => {
    items(noted).when(by('hana')).gives(learnt('hana'));
    items(noted).when(by('mina')).gives(learnt('mina'));
    items(noted, learnt('hana')).when(by('mina')).gives();
  });

  it('is nobody else’s matter', () => {
    items(noted).when(by('hugo')).refuses('not_allowed');
  });
});

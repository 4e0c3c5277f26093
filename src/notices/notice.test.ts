import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { someWords, storiesOf } from '../../test/story.ts';
import {
  deliver,
  type Failure,
  fail,
  type Notice,
  type NoticeFact,
  noticeFrom,
  post,
} from './notice.ts';

const given = storiesOf<NoticeFact, Notice>(noticeFrom);

const about = { complaintId: 'complaint', kind: 'answer', messageId: 'message' } as const;

const queued: NoticeFact = {
  type: 'NoticeQueued',
  data: { ...about, channel: 'mail', words: someWords, mailboxId: 'box' },
};
const onPaper: NoticeFact = {
  type: 'NoticeQueued',
  data: { ...about, channel: 'post', words: someWords },
};
const delivered: NoticeFact = { type: 'NoticeDelivered', data: about };
const failedBy = (cause: Failure['cause'], more: object = {}): NoticeFact => ({
  type: 'NoticeFailed',
  data: { ...about, cause, ...more },
});

const fails =
  (cause: Failure['cause'], code: string | null = null) =>
  (notice: Notice) =>
    fail(notice, { cause, code });

describe('a notice', () => {
  it('is delivered, or fails, once', () => {
    given(queued).when(deliver).gives(delivered);
    given(queued)
      .when(fails('refused', '550'))
      .gives(failedBy('refused', { code: '550' }));
    for (const settled of [delivered, failedBy('refused'), failedBy('unsure')]) {
      given(queued, settled).when(deliver).gives();
      given(queued, settled).when(fails('gave_up')).gives();
    }
  });

  it('may come back after it was taken, or may have been, once', () => {
    const bounced = failedBy('bounced', { code: '5.1.1' });
    const comesBack = fails('bounced', '5.1.1');
    for (const before of [[], [delivered], [failedBy('unsure')], [failedBy('partly_refused')]]) {
      given(queued, ...before)
        .when(comesBack)
        .gives(bounced);
    }
    for (const before of [[failedBy('refused')], [failedBy('gave_up')], [delivered, bounced]]) {
      given(queued, ...before)
        .when(comesBack)
        .gives();
    }
  });

  it('of the time before there were causes was refused', () => {
    const old: NoticeFact = { type: 'NoticeFailed', data: { complaintId: null, kind: 'answer' } };
    assert.equal(given(queued, old).state.cause, 'refused');
    given(queued, old).when(fails('bounced')).gives();
  });

  it('carries on what it is about, and says who knows of it', () => {
    given(queued)
      .when((notice) => fail(notice, { cause: 'partly_refused', code: '550', told: true }))
      .gives(failedBy('partly_refused', { code: '550', told: true }));
    const again: NoticeFact = { ...queued, data: { ...queued.data, again: 'first' } };
    given(again)
      .when(deliver)
      .gives({ type: 'NoticeDelivered', data: { ...about, again: 'first' } });
  });
});

describe('a letter', () => {
  const posting = (notice: Notice) => post(notice, '2026-11-24');
  const posted: NoticeFact = {
    type: 'NoticeDelivered',
    data: { ...about, postedOn: '2026-11-24' },
  };

  it('is posted by a person, once', () => {
    given(onPaper).when(posting).gives(posted);
    given(onPaper, posted).when(posting).refuses('posted_already');
    given(queued).when(posting).refuses('not_a_letter');
  });

  it('does not come back by mail', () => {
    given(onPaper, posted).when(fails('bounced')).gives();
  });
});

import type { Complaint, ComplaintFact } from './complaint.ts';

// What was sent and did not arrive was not told, whatever we believed until then.

/** Says it once, and only where we had said that the customer was told. */
export function failAcknowledgement(complaint: Complaint, noticeId: string): ComplaintFact[] {
  return complaint.acknowledged ? [{ type: 'AcknowledgementFailed', data: { noticeId } }] : [];
}

/** Says it once; a complaint without any answer left has not been answered. */
export function failAnswer(complaint: Complaint, messageId: string): ComplaintFact[] {
  if (!complaint.answers.includes(messageId)) return [];
  const isLast = complaint.answers.length === 1;
  return [{ type: 'AnswerFailed', data: { messageId, isLast } }];
}

/** Sent again, and taken. */
export const answerArrived = (complaint: Complaint, messageId: string): ComplaintFact[] =>
  complaint.answers.includes(messageId) ? [] : [{ type: 'AnswerArrived', data: { messageId } }];

/** A customer who was not reached was not asked. */
export const failClosureQuestion = (complaint: Complaint, noticeId: string): ComplaintFact[] =>
  complaint.askedTimes > 0 && !complaint.closed
    ? [{ type: 'ClosureQuestionFailed', data: { noticeId } }]
    : [];

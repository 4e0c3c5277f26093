// Notices: what we tell people without being asked, and the outbox that forgets none of it.
// Owns the tables notices, outbox and outbox_paces, and the streams notice:<id>.
// Law 6: nothing silent; a mail that fails turns the complaint into something to do.
export { answerCustomer } from './answering.ts';
export { bounceNotice, queueNotice } from './commands.ts';
export { composedText, readComposed } from './composed.ts';
export { createSender, sendDueNotices } from './jobs.ts';
export { letterPdf, sheetPdf } from './letter-pdf.ts';
export { privateLink, when } from './letters.ts';
export { type NoticeMeans, noticeMeans, type RuleBlocks } from './means.ts';
export type { NoticeFact } from './notice.ts';
export { noticeFactTypes, projectNotice } from './projection.ts';
export {
  latestMailedNotice,
  type NoticeView,
  noticesOfComplaint,
  wasWrittenTo,
} from './queries.ts';
export { noticeReactions } from './reactions.ts';
export { noticeRoutes } from './routes.ts';
export { type AnswerWish, answerBody } from './schemas.ts';
export { isMailConfigured } from './ways-out.ts';

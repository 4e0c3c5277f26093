// Mails: every mail that ever arrived, whole, and what became of it.
// Owns the tables mails, mail_positions and mail_copies, and the streams mail:<id>.
// The bytes are kept before anybody looks into them; what cannot be read is a complaint all the same.
export { type Reading, readStoredMails } from './jobs.ts';
export { keepMail } from './keep.ts';
export { mailFactTypes } from './mail.ts';
export {
  correspondence,
  doubtfulMailCount,
  type MailView,
  mailsOfMessages,
} from './queries.ts';
export { answerSuggestion } from './reactions.ts';
export { mailRoutes } from './routes.ts';
export { mailView, presentMail } from './schemas.ts';

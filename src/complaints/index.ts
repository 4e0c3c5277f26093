// Complaints: everything a customer brought to us on one matter, whose it is and how it stands.
// Owns complaints, complaint_dates, complaint_references, external_ids, messages, message_files,
// staff_loads and parked_complaints, and the streams complaint:<id>.
export { type AnsweredContact, answeredContact, authorOfMessage } from './answered.ts';
export {
  addMessage,
  askFixed,
  type Contact,
  closeOnDocuments,
  confirm,
  deny,
  logContact,
  type Of,
  offer,
  renewLink,
  take,
  type WishedDelivery,
  withdrawComplaint,
} from './commands.ts';
export {
  type Channel,
  type ComplaintFact,
  complaintIdOf,
  complaintStream,
  type Delivery,
} from './complaint.ts';
export { correspondentsOf } from './correspondents.ts';
export { datedFactTypes, projectDates } from './dates-projection.ts';
export { type Intake, linkOf, type Received, takeIn, wishOf } from './intake.ts';
export { goesOnIn, goingOnIn } from './joining.ts';
export { joiningRoutes } from './joining-routes.ts';
export { claimCode, claimCodeMatches, type LinkTarget, linkToken, readLinkToken } from './link.ts';
export { projectFailedNotice, projectSentAgain } from './notices-projection.ts';
export { keepOwners, type Owners } from './owners.ts';
export { complaintPages } from './pages.tsx';
export { type ParkReason, park } from './parked.ts';
export { parkedRoutes } from './parked-routes.ts';
export { complaintPolicy } from './policy.ts';
export {
  complaintFactTypes,
  projectComplaint,
} from './projection.ts';
export {
  type ComplaintHead,
  complaintHead,
  complaintOwner,
  complaintsOfCustomer,
  findByReference,
  findComplaint,
  handOverOf,
  type LetterHead,
  letterHead,
  referenceOf,
} from './queries.ts';
export { acknowledge, keepNextDate, tellAfterAll, undatingFactTypes, untell } from './reactions.ts';
export type { ComplaintWish } from './receive.ts';
export { readReference } from './reference.ts';
export { readReplyToken, replyToken } from './reply-token.ts';
export { complaintRoutes } from './routes.ts';
export { type ComplaintBody, complaintBody } from './schemas.ts';

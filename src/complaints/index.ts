// Complaints: everything a customer brought to us on one matter, whose it is and how it stands.
// Owns complaints, complaint_dates, complaint_references, external_ids, messages, message_files, points,
// staff_loads and parked_complaints, and the streams complaint:<id>.

export { finishAccountTask, tellAccountOwner } from './account-owners.ts';
export {
  type AnsweredContact,
  answeredContact,
  authorOfMessage,
  lastContactAt,
} from './answered.ts';
export { areaOf, partnerOf } from './area.ts';
export { areaRoutes } from './area-routes.ts';
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
  channels,
  complaintIdOf,
  complaintStream,
  type Delivery,
  kinds,
} from './complaint.ts';
export { type ComplaintContents, complaintContents, complaintKeysOf } from './contents.ts';
export { correspondentsOf } from './correspondents.ts';
export { countedPromiseFactTypes, countPromises, countRaised } from './counts.ts';
export { datedFactTypes, projectDates } from './dates-projection.ts';
export type { AnswerToSend } from './gates.ts';
export { type Intake, linkOf, type Received, takeIn, wishOf } from './intake.ts';
export { goesOnIn, goingOnIn } from './joining.ts';
export { joiningRoutes } from './joining-routes.ts';
export { handOnComplaints } from './leavers.ts';
export {
  claimCode,
  claimCodeMatches,
  type LinkTarget,
  linkToken,
  macOf,
  readLinkToken,
} from './link.ts';
export { type ListRow, listedComplaints } from './list.ts';
export { projectFailedNotice, projectSentAgain } from './notices-projection.ts';
export { keepOwners, type Owners } from './owners.ts';
export { complaintPages, type OnForm } from './pages.tsx';
export { type ParkReason, park } from './parked.ts';
export { parkedRoutes } from './parked-routes.ts';
export { type PersonsComplaint, personsComplaints } from './person.ts';
export { pointFactTypes, projectPoint } from './points-projection.ts';
export { type PointView, pointsOfComplaint } from './points-queries.ts';
export { pointRoutes } from './points-routes.ts';
export { complaintPolicy } from './policy.ts';
export { praiseRoutes } from './praise-routes.ts';
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
  referencesOf,
  toldSince,
} from './queries.ts';
export { acknowledge, keepNextDate, tellAfterAll, undatingFactTypes, untell } from './reactions.ts';
export { type ComplaintWish, foreseeExternals } from './receive.ts';
export { readReference } from './reference.ts';
export { projectTurn, turningFactTypes } from './remedies-projection.ts';
export { readReplyToken, replyToken } from './reply-token.ts';
export { complaintRoutes } from './routes.ts';
export { type ComplaintBody, complaintBody, complaintSummary } from './schemas.ts';
export { assertSeen } from './seen.ts';
export { assertMayBeSent, warningsAbout } from './sending.ts';
export { splitsOf } from './splitting.ts';
export { summaryOf } from './summary.ts';

import {
  type ComplaintFact,
  complaintIdOf,
  type LetterHead,
  type LinkMaker,
  letterHead,
} from '#complaints/index.ts';
import type { EscalationFact } from '#escalations/index.ts';
import { readWords } from '#ledger/content.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { Reaction, Unit } from '#ledger/ledger.ts';
import { type PromiseFact, promiseById } from '#promises/index.ts';
import { assertOrganisation, staffById } from '#staff/index.ts';
import { queueNotice } from './commands.ts';
import * as letters from './letters.ts';
import type { NoticeKind } from './notice.ts';

type Told = { unit: Unit; complaint: LetterHead; frame: letters.LetterFrame };
type Compose = (told: Told) => Promise<letters.Text | null>;

/** Which notice follows from which entry. `linkOf` makes the address of the private page. */
export function noticeReactions(linkOf: LinkMaker): Record<string, Reaction> {
  const tell =
    (kind: NoticeKind, compose: (entry: Entry) => Compose, isNews: IsNews = always): Reaction =>
    async (unit, entry) => {
      if (!isNews(entry)) return;
      const complaintId = complaintIdOf(entry);
      const of = { customerId: entry.customerId, complaintId };
      await notify(unit, { ...of, kind, linkOf }, compose(entry));
    };
  const acknowledgement = tell('acknowledgement', acknowledge);
  const announcement = tell('promise_made', announcePromise);
  return {
    PromiseMade: async (unit, entry) => {
      if (entry.data['kind'] === 'answer') await acknowledgement(unit, entry);
      if (entry.data['kind'] === 'action') await announcement(unit, entry);
    },
    PromiseKept: tell('promise_kept', askWhetherKept),
    PromiseBroken: tell('promise_broken', ownUp),
    PromiseRenewed: tell('promise_renewed', giveNewDate),
    MessageAdded: tell('answer', passAnswerOn, ({ data }) => data['audience'] === 'customer'),
    OwnerChanged: tell('owner_changed', introduceOwner),
    EscalationRaised: tell('escalated', nameReceiver),
    ClosureAsked: tell('closure_question', askWhetherFixed),
    // A customer who confirmed or withdrew knows that it is closed.
    ComplaintClosed: tell('closed', giveReason, ({ data }) => data['basis'] === 'documented'),
  };
}

type IsNews = (entry: Entry) => boolean;
const always: IsNews = () => true;

type About = { customerId: string; complaintId: string; kind: NoticeKind; linkOf: LinkMaker };

async function notify(unit: Unit, about: About, compose: Compose): Promise<void> {
  const { customerId, complaintId, kind, linkOf } = about;
  const complaint = await letterHead(unit.tx, { customerId, complaintId });
  if (!complaint) return;
  const organisation = await assertOrganisation(unit.tx);
  const answerable = await staffById(unit.tx, organisation.answerableId);
  const { reference, linkVersion, customerName, email } = complaint;
  const link = linkOf({ customerId, complaintId, linkVersion });
  const frame = { organisation, answerable: answerable?.name ?? '', reference, link, customerName };
  const text = await compose({ unit, complaint, frame });
  if (!text) return;
  await queueNotice(unit, { customerId, complaintId, kind, letter: { to: email, ...text } });
}

const acknowledge =
  (entry: Entry): Compose =>
  async ({ unit, complaint, frame }) => {
    const promise = await promiseOf(unit, entry);
    const words = (await readWords(unit.tx, entry.customerId, complaint.wordsId)) ?? '';
    return letters.acknowledgement(frame, { words, owner: complaint.ownerName }, promise);
  };

const announcePromise =
  (entry: Entry): Compose =>
  async ({ unit, frame }) =>
    letters.promiseMade(frame, await promiseOf(unit, entry));

/** That an answer was given needs no question; whether an action was done does. */
const askWhetherKept =
  (entry: Entry): Compose =>
  async ({ unit, frame }) => {
    const promise = await promiseOf(unit, entry);
    return promise.kind === 'action' ? letters.promiseKept(frame, promise) : null;
  };

const ownUp =
  (entry: Entry): Compose =>
  async ({ unit, frame }) => {
    const { customerId } = entry;
    const { followUpId } = (entry as Entry<Extract<PromiseFact, { type: 'PromiseBroken' }>>).data;
    const next = followUpId
      ? await promiseById(unit.tx, { customerId, promiseId: followUpId })
      : null;
    return letters.promiseBroken(frame, await promiseOf(unit, entry), next ?? null);
  };

const giveNewDate =
  (entry: Entry): Compose =>
  async ({ unit, frame }) => {
    const { reason } = (entry as Entry<Extract<PromiseFact, { type: 'PromiseRenewed' }>>).data;
    const words = (await readWords(unit.tx, entry.customerId, reason.words)) ?? '';
    return letters.promiseRenewed(frame, await promiseOf(unit, entry), words);
  };

async function promiseOf(unit: Unit, entry: Entry) {
  const { type, data, customerId, stream } = entry as Entry<PromiseFact>;
  if (type === 'PromiseMade') {
    const owner = await staffById(unit.tx, data.ownerId);
    const text = await readWords(unit.tx, customerId, data.words.words);
    return { ...data, text, dueAt: new Date(data.dueAt), ownerName: owner?.name ?? '' };
  }
  const promise = await promiseById(unit.tx, { customerId, promiseId: idOf(stream) });
  if (!promise) throw new Error(`${stream} is not in its table`);
  return promise;
}

const passAnswerOn =
  (entry: Entry): Compose =>
  async ({ unit, frame }) => {
    const { data } = entry as Entry<Extract<ComplaintFact, { type: 'MessageAdded' }>>;
    const author = await staffById(unit.tx, data.staffId);
    const words = (await readWords(unit.tx, entry.customerId, data.words.words)) ?? '';
    return letters.answerLetter(frame, words, `${author?.name}\n${author?.title}`);
  };

const introduceOwner =
  (entry: Entry): Compose =>
  async ({ unit, frame }) => {
    const { data } = entry as Entry<Extract<ComplaintFact, { type: 'OwnerChanged' }>>;
    const owner = await staffById(unit.tx, data.ownerId);
    return owner ? letters.ownerChanged(frame, owner) : null;
  };

const nameReceiver =
  (entry: Entry): Compose =>
  async ({ unit, frame }) => {
    const { data } = entry as Entry<Extract<EscalationFact, { type: 'EscalationRaised' }>>;
    const receiver = await staffById(unit.tx, data.raisedTo);
    return receiver ? letters.escalated(frame, receiver) : null;
  };

const askWhetherFixed =
  (entry: Entry): Compose =>
  async ({ unit, frame }) => {
    const { data } = entry as Entry<Extract<ComplaintFact, { type: 'ClosureAsked' }>>;
    const author = await staffById(unit.tx, data.staffId);
    return letters.closureQuestion(frame, author?.name ?? '');
  };

const giveReason =
  (entry: Entry): Compose =>
  async ({ unit, frame }) => {
    const { data } = entry as Entry<Extract<ComplaintFact, { type: 'ComplaintClosed' }>>;
    if (!data.reason) return null;
    const reason = (await readWords(unit.tx, entry.customerId, data.reason.words)) ?? '';
    return letters.closed(frame, reason);
  };

import {
  type ComplaintFact,
  complaintIdOf,
  type LetterHead,
  letterHead,
  referenceOf,
} from '#complaints/index.ts';
import type { EscalationFact } from '#escalations/index.ts';
import { inLanguage, languageNow } from '#languages/i18n.ts';
import { languageOf } from '#languages/languages.ts';
import { readWords, type WordsRef } from '#ledger/content.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { Reaction, Unit } from '#ledger/ledger.ts';
import { type PromiseFact, type PromiseView, promiseById } from '#promises/index.ts';
import { remedyById, remedyInWords } from '#remedies/index.ts';
import { assertOrganisation, staffById } from '#staff/index.ts';
import { answerByPost, mailAnswer } from './answers.ts';
import { namesOfFiles } from './attachments.ts';
import { queueNotice } from './commands.ts';
import { readComposed } from './composed.ts';
import { type LetterWish, readLetter } from './letter.ts';
import * as letters from './letters.ts';
import type { NoticeMeans } from './means.ts';
import type { NoticeFact, NoticeKind } from './notice.ts';
import { putIntoOutbox } from './outbox.ts';
import { threadOf } from './recipients.ts';
import { domainOf } from './ways-out.ts';

type Told = {
  unit: Unit;
  means: NoticeMeans;
  complaint: LetterHead;
  frame: letters.LetterFrame;
};
type Written = { letter: LetterWish; mailboxId?: string | null; messageId?: string };
type Compose = (told: Told) => Promise<letters.Text | Written | null>;

/** Which notice follows from which entry. */
export function noticeReactions(means: NoticeMeans): Record<string, Reaction> {
  const tell =
    (kind: NoticeKind, compose: (entry: Entry) => Compose, isNews: IsNews = always): Reaction =>
    async (unit, entry) => {
      if (!isNews(entry)) return;
      const complaintId = complaintIdOf(entry);
      const of = { customerId: entry.customerId, complaintId };
      await notify(unit, { ...of, kind, means }, compose(entry));
    };
  const acknowledgement = tell('acknowledgement', acknowledge);
  const announcement = tell('promise_made', announcePromise);
  return {
    PromiseMade: async (unit, entry) => {
      if (entry.data['kind'] === 'answer') await acknowledgement(unit, entry);
      const isToldAnyway = entry.data['toldIn'] !== undefined;
      if (entry.data['kind'] === 'action' && !isToldAnyway) await announcement(unit, entry);
    },
    PromiseKept: tell('promise_kept', askWhetherKept),
    PromiseBroken: tell('promise_broken', ownUp),
    PromiseRenewed: tell('promise_renewed', giveNewDate),
    MessageAdded: tell('answer', passAnswerOn, ({ data }) => data['audience'] === 'customer'),
    OwnerChanged: tell('owner_changed', introduceOwner),
    // What has a date is a promise, and told as one.
    RemedyOffered: tell('remedy_offered', nameRemedy, ({ data }) => data['promiseId'] === null),
    RemedyDelivered: tell('remedy_delivered', askWhetherHad),
    EscalationRaised: tell('escalated', nameReceiver),
    ClosureAsked: tell('closure_question', askWhetherFixed),
    // A customer who confirmed or withdrew knows that it is closed.
    ComplaintClosed: tell('closed', giveReason, ({ data }) => data['basis'] === 'documented'),
    NoticeQueued: (unit, entry) => makeReady(unit, entry, means),
  };
}

type IsNews = (entry: Entry) => boolean;
const always: IsNews = () => true;

type About = { customerId: string; complaintId: string; kind: NoticeKind; means: NoticeMeans };

async function notify(unit: Unit, about: About, compose: Compose): Promise<void> {
  const { customerId, complaintId, kind, means } = about;
  const complaint = await letterHead(unit.tx, { customerId, complaintId });
  if (!complaint) return;
  const organisation = await assertOrganisation(unit.tx);
  const answerable = await staffById(unit.tx, organisation.answerableId);
  const { reference, linkVersion, customerName, language, email, mailboxId } = complaint;
  const link = means.linkOf({ customerId, complaintId, linkVersion });
  const known = { reference, link, customerName, language };
  const frame = { organisation, answerable: answerable?.name ?? '', ...known };
  const theirs = languageOf(language) ?? 'en';
  const text = await inLanguage(theirs, () => compose({ unit, means, complaint, frame }));
  if (!text) return;
  // What the program says by itself goes to the customer and to nobody else.
  const written = 'letter' in text ? text : { letter: { to: email, ...text } };
  await queueNotice(unit, { customerId, complaintId, kind, mailboxId, ...written });
}

/** A notice that goes by mail gets the id that it keeps, however often it is tried. */
async function makeReady(unit: Unit, entry: Entry, means: NoticeMeans): Promise<void> {
  const { data, customerId, stream } = entry as Entry<
    Extract<NoticeFact, { type: 'NoticeQueued' }>
  >;
  if (data.channel !== 'mail') return;
  const { complaintId, mailboxId = null } = data;
  const tag = await tagOf(unit, { customerId, complaintId, words: data.words, means });
  const domain = await domainOf({ db: unit.tx, config: means.config }, mailboxId);
  const id = [...(tag ? [tag] : []), idOf(stream)].join('.');
  await putIntoOutbox(unit, {
    customer_id: customerId,
    notice_id: idOf(stream),
    message_id: `<${id}@${domain}>`,
    mailbox_id: mailboxId,
  });
}

type Tagging = Pick<About, 'customerId' | 'means'> & {
  complaintId: string | null;
  words: { words: string };
};

/** What the id of a mail begins with, so that an answer finds its way back. */
async function tagOf(unit: Unit, { customerId, complaintId, words, means }: Tagging) {
  if (!complaintId) {
    return readLetter(await readWords(unit.tx, customerId, words.words)).replyTag;
  }
  const reference = await referenceOf(unit.tx, { customerId, complaintId });
  return reference ? means.tokenOf(reference) : null;
}

const acknowledge =
  (entry: Entry): Compose =>
  async ({ unit, means, complaint, frame }) => {
    const promise = await promiseOf(unit, entry);
    const words = (await readWords(unit.tx, entry.customerId, complaint.wordsId)) ?? '';
    const { ownerName: owner, email } = complaint;
    const rules = await means.ruleBlocks(unit, complaint);
    const text = letters.acknowledgement(frame, { words, owner, rules }, promise);
    if (complaint.channel !== 'mail') return text;
    const mail = await means.correspondence(unit.tx, complaint, complaint.complaintId);
    return { letter: { to: email, ...text, ...threadOf(mail) } };
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
  async ({ unit, means, complaint, frame }) => {
    const { data } = entry as Entry<Extract<ComplaintFact, { type: 'MessageAdded' }>>;
    const { staffId, messageId, delivery } = data;
    const { name = '', title = '' } = (await staffById(unit.tx, staffId)) ?? {};
    const words = (await readWords(unit.tx, entry.customerId, data.words.words)) ?? '';
    const composed = await composedOf(unit, entry.customerId, data.composed);
    const promised = await promisesOf(unit, entry.customerId, data.promised ?? []);
    const said = { words, author: { name, title }, files: data.files, composed, promised };
    const language = composed?.language ?? languageNow();
    return inLanguage(language, async () => {
      const { postalAddress, customerName } = complaint;
      if (delivery?.by === 'post' && postalAddress) {
        const to = { name: customerName, address: postalAddress };
        const enclosures = await namesOfFiles(unit.tx, entry.customerId, data.files);
        const claim = means.claimOf(complaint);
        const letter = answerByPost(frame, said, { ...to, claim, enclosures });
        return { letter, messageId };
      }
      return {
        ...(await mailAnswer(unit, means, { complaint, frame, said, delivery })),
        messageId,
      };
    });
  };

async function composedOf(unit: Unit, customerId: string, ref: WordsRef | undefined) {
  const text = ref && (await readWords(unit.tx, customerId, ref.words));
  return text ? readComposed(text) : null;
}

async function promisesOf(unit: Unit, customerId: string, ids: readonly string[]) {
  const promises: PromiseView[] = [];
  for (const promiseId of ids) {
    const promise = await promiseById(unit.tx, { customerId, promiseId });
    if (promise) promises.push(promise);
  }
  return promises;
}

const nameRemedy =
  (entry: Entry): Compose =>
  async ({ unit, frame }) => {
    const remedy = await remedyOf(unit, entry);
    const isAgreed = entry.data['accepts'] !== null;
    return letters.remedyOffered(frame, { what: remedyInWords(remedy), isAgreed });
  };

const askWhetherHad =
  (entry: Entry): Compose =>
  async ({ unit, frame }) => {
    const remedy = await remedyOf(unit, entry);
    return remedy.promiseId ? null : letters.remedyDelivered(frame, remedyInWords(remedy));
  };

async function remedyOf(unit: Unit, { customerId, stream }: Entry) {
  const remedy = await remedyById(unit.tx, { customerId, remedyId: idOf(stream) });
  if (!remedy) throw new Error(`${stream} is not in its table`);
  return remedy;
}

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

import type { z } from 'zod';
import {
  areaOf,
  complaintHead,
  goesOnIn,
  handOverOf,
  type PointView,
  partnerOf,
} from '#complaints/index.ts';
import type { Database } from '#database/connection.ts';
import { presentMail } from '#mails/index.ts';
import { presentRemedy, presentTheirRemedy } from '#remedies/index.ts';
import { nextStep } from './next-step.ts';
import type { customerStory, staffStory } from './schemas.ts';
import type { Story } from './story.ts';

function presentShared(story: Story) {
  const { complaint, messages, promises, escalations } = story;
  const { complaintId, ownerId, ownerName, ownerTitle } = complaint;
  return {
    ...complaint,
    id: complaintId,
    owner: { id: ownerId, name: ownerName, title: ownerTitle },
    meanwhile: presentMeanwhile(story),
    wish: story.wish,
    ...story.splits,
    messages: messages.map(({ messageId, files, mail, ...message }) => ({
      ...message,
      mail: mail && presentMail(mail),
      id: messageId,
      files: files.map(({ fileId, ...file }) => ({ ...file, id: fileId })),
    })),
    points: story.points.filter(({ isDropped }) => !isDropped).map(presentPoint),
    promises: promises.map(({ promiseId, ownerId: id, ownerName: name, ...promise }) => ({
      ...promise,
      id: promiseId,
      owner: { id, name },
    })),
    escalations: escalations.map(({ escalationId, raisedTo, raisedToName, ...rest }) => ({
      ...rest,
      id: escalationId,
      raisedTo: { id: raisedTo, name: raisedToName },
    })),
    story: story.lines,
  };
}

function presentMeanwhile({ meanwhile }: Story) {
  if (!meanwhile) return null;
  const { staffId, name, title } = meanwhile.cover;
  return { until: meanwhile.until, cover: { id: staffId, name, title } };
}

const presentPoint = ({ pointId, ...point }: PointView) => ({ ...point, id: pointId });

export const presentForCustomer = (story: Story): z.infer<typeof customerStory> => ({
  ...presentShared(story),
  remedies: story.remedies.map(presentTheirRemedy),
  next: nextStep(story),
});

export async function presentForStaff(
  db: Database,
  story: Story,
): Promise<z.infer<typeof staffStory>> {
  const { complaint, customer, notices } = story;
  const { customerId, ...details } = customer;
  const first = story.messages.find(({ messageId }) => messageId === complaint.complaintId);
  return {
    ...presentShared(story),
    remedies: story.remedies.map(presentRemedy),
    text: first?.text ?? null,
    customerName: customer.name,
    details: story.details,
    customer: { id: customerId, ...details },
    goesOnIn: await presentJoined(db, story),
    handOver: (await handOverOf(db, complaint)) ?? null,
    area: await areaOf(db, complaint),
    pairedWith: await partnerOf(db, complaint),
    notices: notices.map(({ noticeId, ...notice }) => ({ id: noticeId, ...notice })),
  };
}

async function presentJoined(db: Database, { complaint }: Story) {
  if (complaint.closedBasis !== 'joined') return null;
  const head = await complaintHead(db, await goesOnIn(db, complaint));
  return head ? { id: head.complaintId, reference: head.reference } : null;
}

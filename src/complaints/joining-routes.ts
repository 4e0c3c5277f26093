import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { assertMay } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { done, isDone, post } from '#http/route.ts';
import { joinComplaints, partComplaints } from './commands.ts';
import { complaintPolicy } from './policy.ts';
import { findComplaint } from './queries.ts';
import * as schemas from './schemas.ts';
import { splitComplaint } from './splitting.ts';

/** Two complaints of one matter go on as one, until a person says otherwise. */
export function joiningRoutes(server: FastifyInstance, context: Context): void {
  const shape = { tag: 'Complaints', params: schemas.byId, answer: done };
  post(server, context, {
    ...shape,
    url: '/api/complaints/:id/joining',
    summary: 'Join it to another complaint about the same matter. Both references keep working.',
    body: z.strictObject({ into: fields.uuid }),
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(complaintPolicy, 'join', caller);
      const of = await findComplaint(unit.tx, params.id);
      const into = await findComplaint(unit.tx, body.into);
      await joinComplaints(unit, of, { into, staffId });
      return isDone;
    },
  });
  post(server, context, {
    ...shape,
    url: '/api/complaints/:id/parting',
    summary: 'They were two matters after all: it goes on by itself again.',
    act: async (unit, { params, caller }) => {
      const { staffId } = assertMay(complaintPolicy, 'join', caller);
      await partComplaints(unit, await findComplaint(unit.tx, params.id), staffId);
      return isDone;
    },
  });
  post(server, context, {
    url: '/api/complaints/:id/split',
    tag: shape.tag,
    summary: 'Make a complaint of its own out of one message. Each names the other.',
    status: 201,
    params: schemas.byId,
    body: z.strictObject({
      messageId: fields.uuid,
      text: fields.longText.optional().describe('The part of it that is the other matter.'),
    }),
    answer: z.object({ id: z.string(), reference: z.string() }),
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(complaintPolicy, 'join', caller);
      const of = await findComplaint(unit.tx, params.id);
      const { messageId, text = null } = body;
      const { complaintId: id, reference } = await splitComplaint(unit, of, {
        messageId,
        text,
        staffId,
      });
      return { id, reference };
    },
  });
}

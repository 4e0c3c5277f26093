import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { assertMay, assertPerson } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { done, get, isDone, post } from '#http/route.ts';
import { notAllowed } from '#refusal.ts';
import { lineAbove } from '#staff/index.ts';
import { complaintPolicy } from './policy.ts';
import { namePraised, praiseOf } from './praise.ts';
import { findComplaint } from './queries.ts';
import * as schemas from './schemas.ts';

const praise = z.object({ id: z.string(), text: z.string().nullable(), receivedAt: z.date() });

export function praiseRoutes(server: FastifyInstance, context: Context): void {
  get(server, context, {
    url: '/api/staff/:id/praise',
    summary: 'What customers said to a person: for themselves, and for who stands above them.',
    tag: 'Staff',
    params: schemas.byId,
    answer: z.object({ praise: z.array(praise) }),
    read: async ({ params, caller }) => {
      await assertMayHear(context, params.id, assertPerson(caller).staffId);
      const said = await praiseOf(context.db, params.id);
      return { praise: said.map(({ complaintId, ...rest }) => ({ id: complaintId, ...rest })) };
    },
  });
  post(server, context, {
    url: '/api/complaints/:id/praised',
    summary: 'Say whom the customer praises, where it is not its owner.',
    tag: 'Complaints',
    params: schemas.byId,
    body: z.strictObject({ praisedId: fields.uuid.nullable() }),
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(complaintPolicy, 'note', caller);
      await namePraised(unit, await findComplaint(unit.tx, params.id), { ...body, staffId });
      return isDone;
    },
  });
}

/** Kind words are theirs; side by side with those of others they would become a contest. */
async function assertMayHear({ db }: Context, staffId: string, by: string): Promise<void> {
  if (staffId === by) return;
  const line = await lineAbove(db, staffId);
  if (line.some((senior) => senior.staffId === by)) return;
  throw notAllowed('This is for themselves, and for who stands above them.');
}

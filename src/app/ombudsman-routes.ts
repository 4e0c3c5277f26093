import type { FastifyInstance } from 'fastify';
import { findComplaint } from '#complaints/index.ts';
import { assertMay, type Policy } from '#http/caller.ts';
import * as fields from '#http/fields.ts';
import type { Amends } from './amends.ts';
import { ombudsmanPdf } from './ombudsman-file.ts';

/** The whole file holds notes between ourselves, too: it leaves the house by somebody who answers for that. */
const filePolicy = { take: ['manager', 'executive'] } as const satisfies Policy;

export function ombudsmanRoutes(server: FastifyInstance, amends: Amends): void {
  server.get<{ Params: { id: string } }>(
    '/api/complaints/:id/ombudsman-file.pdf',
    {
      schema: {
        summary: 'One complaint with everything, for an outside body.',
        tags: ['Complaints'],
      },
    },
    async (request, reply) => {
      assertMay(filePolicy, 'take', request.caller);
      const of = await findComplaint(amends.db, fields.parse(fields.uuid, request.params.id));
      return reply
        .header('content-type', 'application/pdf')
        .header('content-disposition', 'attachment; filename="complaint.pdf"')
        .header('cache-control', 'private, no-store')
        .send(await ombudsmanPdf(amends, of));
    },
  );
}

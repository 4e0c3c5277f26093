import { complaintHead, type LinkTarget, readLinkToken } from '#complaints/index.ts';
import type { Database, Tx } from '#database/connection.ts';
import type { Context } from '#http/context.ts';
import { notFound, Refusal } from '#refusal.ts';

/** Opens a private link: ours, whole, and the present edition. */
export async function openLink(
  context: Context,
  token: string,
  db: Database | Tx = context.db,
): Promise<LinkTarget> {
  const target = readLinkToken(context.linkKey, token);
  const complaint = await complaintHead(db, target);
  if (!complaint) throw notFound('There is no such complaint.');
  if (complaint.linkVersion === target.linkVersion) return target;
  throw new Refusal(
    'link_replaced',
    'This link was replaced by a newer one. Use the newest, or have it sent to you again.',
    { status: 410 },
  );
}

export const customerActor = ({ customerId }: { customerId: string }): string =>
  `customer:${customerId}`;

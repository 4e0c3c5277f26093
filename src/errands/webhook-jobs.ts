import { hourMs, later, secondMs } from '#clock.ts';
import type { Database } from '#database/connection.ts';
import type { Context } from '#http/context.ts';
import { programActor } from '#ledger/ledger.ts';
import { finishTask, giveTask } from '#tasks/index.ts';
import { wholeErrand } from './present.ts';
import { type TeamView, teamById } from './team-queries.ts';
import { type PostWebhook, postWebhook } from './webhook-post.ts';
import { signatureOf, webhookSecret } from './webhook-secret.ts';

export type Telling = Pick<Context, 'db' | 'ledger' | 'clock' | 'config' | 'linkKey'>;

type Due = {
  customerId: string;
  deliveryId: string;
  errandId: string;
  teamId: string;
  event: string;
  madeAt: Date;
  attempts: number;
};

const batchMax = 20;
/** While a try is under way nobody else tries the same. */
const leaseMs = 30 * secondMs;
const attemptsMax = 12;
/** After so many tries in a row that failed, somebody looks. */
const triesUntilTask = 3;

/** Swept: tells teams' tools what happened to their errands, again and again until they have it. */
export const createWebhookSender = (
  telling: Telling,
  post: PostWebhook = postWebhook({ mayGoInside: telling.config.webhooksInside }),
): (() => Promise<number>) => {
  return async () => {
    const due = await claimDue(telling.db, telling.clock.now());
    // One endpoint that is slow holds up nobody else's.
    const results = await Promise.allSettled(due.map((one) => deliverOne(telling, post, one)));
    const faults = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    if (faults.length > 0) throw new AggregateError(faults, `${faults.length} not told`);
    return results.filter((one) => one.status === 'fulfilled' && one.value).length;
  };
};

async function claimDue(db: Database, now: Date): Promise<Due[]> {
  const due = await db
    .selectFrom('errand_deliveries')
    .select([
      'customer_id as customerId',
      'delivery_id as deliveryId',
      'errand_id as errandId',
      'team_id as teamId',
      'event',
      'made_at as madeAt',
      'attempts',
    ])
    .where('state', '=', 'waiting')
    .where('next_attempt_at', '<=', now)
    .orderBy('next_attempt_at')
    .orderBy('delivery_id')
    .limit(batchMax)
    .execute();
  const claimed: Due[] = [];
  for (const one of due) {
    const change = { attempts: one.attempts + 1, next_attempt_at: later(now, leaseMs) };
    if (await changeIfOurs(db, one, change)) claimed.push(one);
  }
  return claimed;
}

/** False when somebody else has tried it meanwhile. */
async function changeIfOurs(db: Database, one: Due, values: object): Promise<boolean> {
  const changed = await db
    .updateTable('errand_deliveries')
    .set(values)
    .where('customer_id', '=', one.customerId)
    .where('delivery_id', '=', one.deliveryId)
    .where('state', '=', 'waiting')
    .where('attempts', '=', one.attempts)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

async function deliverOne(telling: Telling, post: PostWebhook, one: Due): Promise<boolean> {
  const { db, clock } = telling;
  const team = await teamById(db, one.teamId);
  const fault = team.webhookUrl ? await tell(telling, post, { one, team }) : 'no_webhook';
  const tried = { ...one, attempts: one.attempts + 1 };
  if (fault === null) {
    await changeIfOurs(db, tried, {
      state: 'delivered',
      delivered_at: clock.now(),
      last_fault: null,
    });
    await telling.ledger.write(programActor, (unit) => finishTask(unit, taskKey(one.teamId)));
    return true;
  }
  const isLast = tried.attempts >= attemptsMax || fault === 'no_webhook';
  const pauseMs = Math.min(30 * secondMs * 2 ** one.attempts, 6 * hourMs);
  await changeIfOurs(db, tried, {
    last_fault: fault,
    ...(isLast ? { state: 'failed' } : { next_attempt_at: later(clock.now(), pauseMs) }),
  });
  if (isLast || tried.attempts >= triesUntilTask) await giveFailingTask(telling, team);
  return false;
}

async function tell(
  { db, clock, linkKey }: Telling,
  post: PostWebhook,
  { one, team }: { one: Due; team: TeamView },
): Promise<string | null> {
  const errand = await wholeErrand(db, one);
  const timestamp = Math.floor(clock.now().getTime() / secondMs);
  const { deliveryId: id, event: type, madeAt } = one;
  const body = JSON.stringify({ type, timestamp: madeAt.toISOString(), data: { errand } });
  const secret = webhookSecret(linkKey, { teamId: team.teamId, edition: team.webhookEdition });
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Amends',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatureOf(secret, { id, timestamp, body }),
  };
  return post({ url: team.webhookUrl ?? '', headers, body });
}

const taskKey = (teamId: string): string => `webhook:${teamId}`;

/** Nothing silent: the team's lead learns that the tool does not hear us. */
const giveFailingTask = ({ ledger }: Telling, { teamId, lead }: TeamView): Promise<void> =>
  ledger.write(programActor, (unit) =>
    giveTask(unit, {
      staffId: lead.id,
      kind: 'webhook_failing',
      key: taskKey(teamId),
      subject: { teamId },
    }),
  );

import { createHmac } from 'node:crypto';
import { macOf } from '#complaints/index.ts';

/**
 * What is said to a team's tool is signed as standardwebhooks.com lays down, which many programs can
 * check. The secret is told from our own key, so that it need not be stored, and cannot leak, anywhere.
 */
export const webhookSecret = (key: Buffer, team: { teamId: string; edition: number }): string =>
  `whsec_${secretBytes(key, team).toString('base64')}`;

function secretBytes(
  key: Buffer,
  { teamId, edition }: { teamId: string; edition: number },
): Buffer {
  const about = (half: number): Buffer => Buffer.from(`${teamId}:${edition}:${half}`);
  return Buffer.concat([macOf(key, 'webhook', about(0)), macOf(key, 'webhook', about(1))]);
}

export function signatureOf(
  secret: string,
  { id, timestamp, body }: { id: string; timestamp: number; body: string },
): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return `v1,${mac}`;
}

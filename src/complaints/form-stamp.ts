import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Hidden in the form: when it was shown, and a number that makes each form one of its kind. */
export type FormStamp = { shownAt: Date; formId: string };

export function stampForm(key: Buffer, now: Date): string {
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(now.getTime()));
  const bytes = Buffer.concat([time, randomBytes(16)]);
  return Buffer.concat([bytes, macOf(key, bytes)]).toString('base64url');
}

/** Undefined for what is not one of our stamps: old bookmarks and programs have none. */
export function readStamp(key: Buffer, stamp: string | undefined): FormStamp | undefined {
  const all = Buffer.from(stamp ?? '', 'base64url');
  const bytes = all.subarray(0, 24);
  if (all.length !== 40 || !timingSafeEqual(all.subarray(24), macOf(key, bytes))) return undefined;
  return {
    shownAt: new Date(Number(bytes.readBigUInt64BE())),
    formId: bytes.subarray(8).toString('base64url'),
  };
}

const macOf = (key: Buffer, bytes: Buffer): Buffer =>
  createHmac('sha256', key).update('form').update(bytes).digest().subarray(0, 16);

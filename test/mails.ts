import assert from 'node:assert/strict';
import { later, secondMs } from '#clock.ts';
import { unknownEnvelope } from '#mail/arrival.ts';
import { keepMail } from '#mails/index.ts';
import type { App } from './app.ts';

// Mails as they arrive, in tests: written by hand, kept, and read by the product's own sweep.

export type Written = {
  from?: string;
  to?: string;
  cc?: string;
  subject?: string;
  id?: string | null;
  date?: string;
  text?: string;
  headers?: readonly string[];
};

type Whole = Required<Written>;

const ordinary = {
  from: 'Eva Lindner <eva@example.org>',
  to: 'care@nordwind.example',
  cc: '',
  subject: 'The 8:14',
  date: 'Mon, 23 Nov 2026 10:00:00 +0100',
  text: 'It never came.',
  headers: [],
};

let written = 0;

/** A raw mail. What is not said is as usual; every mail has an id of its own unless it is told not to. */
export function mail(wish: Written = {}): Buffer {
  const usual = { ...ordinary, id: `<mail-${++written}@example.org>` };
  const { from, to, cc, subject, id, date, text, headers }: Whole = { ...usual, ...wish };
  const head = [
    `From: ${from}`,
    `To: ${to}`,
    ...(cc ? [`Cc: ${cc}`] : []),
    `Subject: ${subject}`,
    ...(id === null ? [] : [`Message-ID: ${id}`]),
    `Date: ${date}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    ...headers,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${text.replaceAll('\n', '\r\n')}\r\n`);
}

export type Became = {
  mailId: string;
  state: string;
  reason: string | null;
  complaintId: string | null;
  contactId: string | null;
  suggestedId: string | null;
  copyOf: string | null;
};

type How = { mailboxId?: string | null; to?: string[] };

/** Keeps a mail without reading it. */
export async function keep({ amends, clock }: App, raw: Buffer, how: How = {}): Promise<void> {
  await keepMail(amends)({
    bytes: [raw],
    via: 'listener',
    mailboxId: how.mailboxId ?? null,
    arrivedAt: clock.now(),
    envelope: { ...unknownEnvelope, to: how.to ?? [] },
    position: null,
  });
}

/** Keeps a mail, reads it, and says what it became. */
export async function arrive(app: App, raw: Buffer, how: How = {}): Promise<Became> {
  // What happens later has a later time.
  const tick = () => app.clock.set(later(app.clock.now(), secondMs));
  tick();
  await keep(app, raw, how);
  await app.sweep('read mails');
  tick();
  const last = (await mailsSoFar(app)).at(-1);
  assert.ok(last, 'the mail is on record');
  return last;
}

/** Every mail on record, in the order in which they came. */
export async function mailsSoFar({ db }: Pick<App, 'db'>): Promise<Became[]> {
  const rows = await db.selectFrom('mails').selectAll().orderBy('mail_id').execute();
  return rows.map((row) => ({
    mailId: row.mail_id,
    state: row.state,
    reason: row.reason,
    complaintId: row.complaint_id,
    contactId: row.contact_id,
    suggestedId: row.suggested_id,
    copyOf: row.copy_of,
  }));
}

/** The id of the complaint that a mail became or joined. */
export function complaintOf({ complaintId, state }: Became): { id: string } {
  assert.ok(complaintId, `a ${state} mail has no complaint`);
  return { id: complaintId };
}

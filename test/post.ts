import assert from 'node:assert/strict';
import { type ParsedMail, simpleParser } from 'mailparser';
import type { Handing, Outcome, Post } from '#mail/out.ts';

// Mail servers that tests answer for.

export type Given = {
  from: string;
  to: readonly string[];
  messageId: string;
  subject: string;
  bytes: Buffer;
};

/** A mail server that remembers what it was given. */
export type FakePost = Post & { mails: Given[] };

export function fakePost(answer: (handing: Handing) => Promise<Outcome>): FakePost {
  const mails: Given[] = [];
  const post: Post = (handing) => {
    const { bytes, envelope } = handing;
    mails.push({
      ...envelope,
      messageId: headerOf(bytes, 'Message-ID'),
      subject: headerOf(bytes, 'Subject'),
      bytes,
    });
    return answer(handing);
  };
  return Object.assign(post, { mails });
}

/** Unfolded. */
function headerOf(bytes: Buffer, name: string): string {
  const [head = ''] = bytes.toString().split('\r\n\r\n');
  const lines = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
  const line = lines.find((each) => each.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  assert.ok(line, `the mail has no ${name}`);
  return line.slice(name.length + 1).trim();
}

export const takesAll = (): FakePost => takesAllBut(() => undefined);

/** Takes a mail for everybody for whom `codeFor` gives no code; for nobody, it refuses it. */
export const takesAllBut = (codeFor: (address: string) => string | undefined): FakePost =>
  fakePost(async ({ envelope, handOver }) => {
    const refused = envelope.to.flatMap((address) => {
      const code = codeFor(address);
      return code ? [{ address, code }] : [];
    });
    if (refused.length === envelope.to.length) {
      return { kind: 'refused', code: refused[0]?.code ?? '550' };
    }
    await handOver();
    return { kind: 'taken', refused };
  });

export const refusesAll = (): FakePost => takesAllBut(() => '550');

export const isAway = (): FakePost =>
  fakePost(async () => ({ kind: 'later', code: 'unreachable' }));

/** Gets every mail, and never says so. */
export const answersNothing = (): FakePost =>
  fakePost(async ({ handOver }) => {
    await handOver();
    return { kind: 'unsure', code: 'connection_lost' };
  });

export const read = (mail: Given | undefined): Promise<ParsedMail> =>
  simpleParser(mail?.bytes ?? '');

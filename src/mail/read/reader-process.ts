import { cleanHtmlOf } from './html.ts';
import { readMail } from './parse.ts';
import type { Answer, Question } from './reader.ts';

// Started by reader.ts: reads what it is sent, one mail at a time, and knows nothing else.

async function answer(question: Question): Promise<Answer> {
  const { buffer, byteOffset, byteLength } = question.raw;
  const raw = Buffer.from(buffer, byteOffset, byteLength);
  if (question.wish === 'mail') return { mail: await readMail(raw) };
  const { images, cidUrls } = question;
  const cidUrl = (contentId: string) => cidUrls.get(contentId) ?? null;
  return { html: await cleanHtmlOf(raw, { images, cidUrl }) };
}

process.on('message', async (question: Question) => {
  const fault: Answer = { fault: 'crashed' };
  process.send?.(await answer(question).catch(() => fault));
});
process.on('disconnect', () => process.exit());

// A signal to all processes of the terminal ends the program, which then ends this one. A reader
// gone before would look like a mail that cannot be read.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

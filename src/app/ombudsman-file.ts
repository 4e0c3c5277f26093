import { createHash } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Of } from '#complaints/index.ts';
import type { Entry } from '#ledger/entry.ts';
import { makeReceipt } from '#ledger/receipt.ts';
import { readEntries } from '#ledger/store.ts';
import { letterStream, lettersOf, pdfOf, type SentLetter, textOfLetter } from '#letters/index.ts';
import type { Block } from '#mail/compose-blocks.ts';
import { sheetPdf, when } from '#notices/index.ts';
import { packsOfComplaint, recordOf } from '#packs/index.ts';
import { exitCodes, Stop } from '#refusal.ts';
import { fileOfComplaint, type StoryMessage } from '#story/messages.ts';
import { readStory, type Story } from '#story/story.ts';
import type { Amends } from './amends.ts';

type Whole = {
  story: Story;
  letters: SentLetter[];
  packs: { packId: string; version: string; digest: string; name: string }[];
  record: { label: string; value: string | null }[];
};

async function readWhole(amends: Amends, of: Of): Promise<Whole> {
  const { db, shipped } = amends;
  const packs = await packsOfComplaint(db, of);
  return {
    story: await readStory(amends, of, 'staff'),
    letters: await lettersOf(db, of),
    packs: packs.map(({ pack, packId, version, digest }) => ({
      packId,
      version,
      digest,
      name: pack.name,
    })),
    record: await recordOf(db, shipped, of),
  };
}

/** One complaint with everything, in order, as whoever decides about it outside reads it. */
export async function ombudsmanPdf(amends: Amends, of: Of): Promise<Buffer> {
  const whole = await readWhole(amends, of);
  const { complaint, organisation } = whole.story;
  return sheetPdf({
    title: `The whole file of complaint ${complaint.reference}`,
    author: organisation.name,
    language: 'en',
    at: amends.clock.now(),
    reference: complaint.reference,
    blocks: blocksOf(whole, amends.clock.now()),
  });
}

function blocksOf({ story, letters, packs, record }: Whole, now: Date): Block[] {
  const { complaint, organisation, points, lines, messages } = story;
  const { zone } = organisation;
  const at = (moment: Date): string => when(moment, zone);
  return [
    words(
      `${organisation.name}\n${organisation.address}\n${organisation.phone} · ${organisation.email}`,
    ),
    words(
      `Received ${at(complaint.receivedAt)}\nIn the hands of ${complaint.ownerName}, ${complaint.ownerTitle}\nPut together ${at(now)}. The digests at its end can be checked with the receipt that belongs to this file.`,
    ),
    ...part(
      'Rules under which it stands',
      packs.map(
        ({ name, packId, version, digest }) => `${name} (${packId} ${version})\nSHA-256 ${digest}`,
      ),
    ),
    ...part(
      'What is complained of',
      points.filter(({ isDropped }) => !isDropped).map(pointInWords),
    ),
    ...part(
      'On record',
      record.map(({ label, value }) => `${label}: ${value ?? 'not on record'}`),
    ),
    ...part(
      'What happened',
      lines.map(({ at: moment, sentence }) => `${at(moment)}\n${sentence}`),
    ),
    heading('Everything that was said'),
    ...messages.flatMap((message) => said(message, at)),
    ...letters.flatMap((letter) => letterInWords(letter, at)),
    ...part(
      'Digests',
      letters.map(({ kind, digest }, place) => `Letter ${place + 1} (${kind}): ${digest}`),
    ),
  ];
}

const heading = (text: string): Block => ({ kind: 'heading', text });
const words = (text: string): Block => ({ kind: 'words', text });

const part = (title: string, texts: readonly string[]): Block[] =>
  texts.length === 0 ? [] : [heading(title), ...texts.map(words)];

const pointInWords = ({ text, finding, reason }: Story['points'][number]): string =>
  [
    text,
    finding ? `Found: ${finding.replaceAll('_', ' ')}. ${reason ?? ''}` : 'Not found on yet.',
  ].join('\n');

function said(
  { author, authorName, audience, occurredAt, channel, text, files }: StoryMessage,
  at: (moment: Date) => string,
): Block[] {
  const who = author === 'customer' ? 'The customer' : (authorName ?? 'Our program');
  const between = audience === 'internal' ? ', between ourselves' : '';
  const names = files.map(({ name }) => name).join(', ');
  return [
    words(`${at(occurredAt)}: ${who} (${channel}${between})${names ? `\nWith it: ${names}` : ''}`),
    ...(text ? [{ kind: 'quote', text } as const] : []),
  ];
}

const letterInWords = (letter: SentLetter, at: (moment: Date) => string): Block[] => [
  heading(`Letter as sent ${at(letter.sentAt)}: ${letter.kind}, by ${letter.authorName}`),
  { kind: 'quote', text: textOfLetter(letter) ?? 'It was erased.' },
];

/**
 * The same as a folder: the whole as one PDF, each letter as it went out, each file, the receipt that
 * proves when all of it was recorded, and a list of digests. Throws `Stop` when the folder is not empty.
 */
export async function writeOmbudsmanFolder(
  amends: Amends,
  of: Of,
  folder: string,
): Promise<string[]> {
  await makeEmpty(folder);
  const whole = await readWhole(amends, of);
  const written: string[] = [];
  const digests: string[] = [];
  const put = async (name: string, content: Buffer | string): Promise<void> => {
    await writeFile(join(folder, name), content, { mode: 0o600, flag: 'wx' });
    written.push(name);
    digests.push(`${createHash('sha256').update(content).digest('hex')}  ${name}`);
  };
  await put('complaint.pdf', await ombudsmanPdf(amends, of));
  for (const [place, letter] of whole.letters.entries()) {
    const name = `letter-${String(place + 1).padStart(2, '0')}-${letter.kind}`;
    await put(`${name}.txt`, textOfLetter(letter) ?? '');
    if (letter.content !== null) await put(`${name}.pdf`, await pdfOf(amends.db, letter));
  }
  for (const [name, bytes] of await attachments(amends, of, whole)) await put(name, bytes);
  await put('receipt.json', `${JSON.stringify(await receiptFor(amends, whole), null, 2)}\n`);
  await writeFile(join(folder, 'SHA256SUMS'), `${digests.join('\n')}\n`, {
    mode: 0o600,
    flag: 'wx',
  });
  return [...written, 'SHA256SUMS'];
}

async function makeEmpty(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length === 0) return;
  throw new Stop(`The folder ${folder} is not empty. Name a new one.`, exitCodes.configuration);
}

async function attachments(
  { db, files }: Amends,
  of: Of,
  { story }: Whole,
): Promise<[name: string, bytes: Buffer][]> {
  const found: [string, Buffer][] = [];
  for (const { fileId } of story.messages.flatMap((message) => message.files)) {
    const file = await fileOfComplaint(db, of, fileId, 'staff');
    const bytes = file && (await files.read(file.sha256));
    if (!file || !bytes) continue;
    const number = String(found.length + 1).padStart(3, '0');
    found.push([`file-${number}-${safeName(file.name)}`, bytes]);
  }
  return found;
}

/** A name that somebody else gave must not lead out of the folder. */
const safeName = (name: string): string =>
  name
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, '_')
    .replaceAll(/\.{2,}/g, '.')
    .slice(-80);

async function receiptFor({ db, clock, signingKey }: Amends, { story, letters }: Whole) {
  const entries: Entry[] = [...story.entries];
  for (const { customerId, letterId } of letters) {
    entries.push(...(await readEntries(db, letterStream(customerId, letterId))));
  }
  return makeReceipt(db, clock, signingKey, entries);
}

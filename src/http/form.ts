import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { i18n } from '#languages/i18n.ts';
import type { StoredFile } from '#ledger/content.ts';
import type { FileStore } from '#ledger/file-store.ts';
import { mediaTypeOf } from '#ledger/media-type.ts';
import { Refusal } from '#refusal.ts';
import { filesMax } from './server.ts';

/** A sent form: its fields, the files that could be kept, and those that could not, with why. */
export type SentForm = {
  values: Record<string, string>;
  files: StoredFile[];
  refusedFiles: { name: string; message: string }[];
};

/**
 * Reads a form, with or without files. A file that cannot be kept is named and passed over: it
 * never fails what it came with.
 */
export async function readForm(request: FastifyRequest, store: FileStore): Promise<SentForm> {
  const form: SentForm = { values: {}, files: [], refusedFiles: [] };
  request.sentForm = form;
  if (!request.isMultipart()) {
    for (const [name, value] of Object.entries((request.body ?? {}) as Record<string, unknown>)) {
      if (typeof value === 'string') form.values[name] = value;
    }
    return form;
  }
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') form.values[part.fieldname] = String(part.value);
      else await takeFile(part, store, form);
    }
  } catch (error) {
    throw (error as { statusCode?: number }).statusCode ? error : brokenOff();
  }
  return form;
}

const brokenOff = (): Refusal =>
  new Refusal('form_incomplete', 'What you sent did not arrive whole. Please send it again.', {
    status: 400,
  });

async function takeFile(part: MultipartFile, store: FileStore, form: SentForm): Promise<void> {
  const name = cleanName(part.filename);
  if (name === '') return drain(part);
  if (form.files.length >= filesMax) {
    await drain(part);
    form.refusedFiles.push({
      name,
      message: i18n.t('only {filesMax} files can be sent at once', { filesMax }),
    });
    return;
  }
  try {
    const { sha256, size, head } = await store.put(whole(part));
    if (size === 0) throw new FileRefused(i18n.t('it is empty'));
    const mediaType = await mediaTypeOf(head, part.mimetype);
    form.files.push({ sha256, size, name, mediaType, claimedType: part.mimetype || null });
  } catch (error) {
    const message = error instanceof FileRefused ? error.message : i18n.t('it could not be read');
    form.refusedFiles.push({ name, message });
    await drain(part);
  }
}

class FileRefused extends Error {}

/** The file's bytes; throws at the end when it was cut off at the limit. */
async function* whole(part: MultipartFile): AsyncGenerator<Buffer> {
  for await (const chunk of part.file) yield chunk as Buffer;
  if (part.file.truncated) throw new FileRefused(i18n.t('it is larger than 25 MB'));
}

async function drain(part: MultipartFile): Promise<void> {
  part.file.resume();
  if (!part.file.readableEnded && !part.file.destroyed) {
    await new Promise<void>((done) => {
      part.file.once('close', done);
      part.file.once('end', done);
      part.file.once('error', () => done());
    });
  }
}

/** The last part of a path, without characters that no file should have in its name. */
const cleanName = (name: string | undefined): string =>
  (name ?? '')
    .toWellFormed()
    .replace(/^.*[/\\]/, '')
    // oxlint-disable-next-line no-control-regex -- control characters are what is removed
    .replace(/[\u0000-\u001f\u007f]/g, '')
    .slice(0, 200);

declare module 'fastify' {
  interface FastifyRequest {
    /** What a form held, so that a refusal can give a customer's words back. */
    sentForm?: SentForm;
  }
}

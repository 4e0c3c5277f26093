import { t } from '@lingui/core/macro';
import { reached } from './connection.ts';
import type { Upload } from './mail-types.ts';
import { isRefusal, Refused, Unreachable } from './refused.ts';

/** The server takes no larger one; whoever chose it hears so before it has gone up for minutes. */
const bytesMax = 25 * 1024 * 1024;

type Way = { onProgress: (part: number) => void; signal: AbortSignal };

type Answer = { uploads: Upload[]; refusedFiles: { name: string; message: string }[] };

/** Sends one file ahead of what it belongs to. `fetch` cannot say how far it has come. */
export function upload(file: File, way: Way): Promise<Upload> {
  if (file.size > bytesMax) return Promise.reject(new Error(t`It is larger than 25 MB.`));
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/uploads');
    request.setRequestHeader('accept', 'application/json');
    request.upload.onprogress = ({ loaded, total }) => way.onProgress(loaded / total);
    request.onload = () => {
      reached(true);
      const answer = uploadIn(request);
      if (answer instanceof Error) fail(answer);
      else done(answer);
    };
    request.onerror = () => {
      reached(false);
      fail(new Unreachable());
    };
    way.signal.addEventListener('abort', () => request.abort());
    const form = new FormData();
    form.append('files', file);
    request.send(form);
  });
}

function uploadIn({ status, responseText }: XMLHttpRequest): Upload | Error {
  const answer = jsonIn(responseText);
  if (isRefusal(answer)) return new Refused(status, answer);
  const { uploads, refusedFiles } = (answer ?? {}) as Partial<Answer>;
  const [kept] = uploads ?? [];
  if (kept) return kept;
  const [refused] = refusedFiles ?? [];
  return new Error(refused ? sentence(refused.message) : t`The server did not take it.`);
}

/** The server gives the reason as the end of a sentence that begins with the file's name. */
const sentence = (reason: string): string => `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

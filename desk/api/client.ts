import { t } from '@lingui/core/macro';
import { languageShown } from '../language.ts';
import { reached } from './connection.ts';
import { forgetKey, keyFor } from './keys.ts';
import { isRefusal, Refused, type Said, Unreachable } from './refused.ts';

/** Past this a request counts as lost; a repeat with its key is safe. */
const patienceMs = 30_000;

/** `signal` gives a question up that nobody waits for any more. */
export const read = <A>(path: string, signal?: AbortSignal): Promise<A> =>
  request<A>('GET', path, { signal });

/** Does something, once: repeated after a lost answer, it is still done once. */
export const post = <A>(path: string, wish?: object): Promise<A> => once<A>('POST', path, wish);

/** The same for what changes a part of something. */
export const patch = <A>(path: string, wish?: object): Promise<A> => once<A>('PATCH', path, wish);

async function once<A>(method: string, path: string, wish: object = {}): Promise<A> {
  const body = JSON.stringify(wish);
  const answer = await request<A>(method, path, { body, key: keyFor(path, body) });
  forgetKey(path, body);
  return answer;
}

/** For passwords and sessions, where a repeat harms nobody and nothing may be kept. */
export const postSecret = <A>(path: string, wish: object): Promise<A> =>
  request<A>('POST', path, { body: JSON.stringify(wish) });

/** While the page is going away: nobody hears the answer. */
export function postAtLast(path: string, wish: object): void {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify(wish);
  fetch(`/api${path}`, { method: 'POST', headers, body, keepalive: true }).catch(() => undefined);
}

export const remove = <A>(path: string): Promise<A> => request<A>('DELETE', path);

type Sent = {
  body?: string;
  key?: string;
  signal?: AbortSignal | undefined;
};

async function request<A>(
  method: string,
  path: string,
  { body, key, signal }: Sent = {},
): Promise<A> {
  const patience = AbortSignal.timeout(patienceMs);
  const response = await reach(`/api${path}`, {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      // What is refused is said in the language of the desk.
      'accept-language': languageShown(),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    ...(body === undefined ? {} : { body }),
    signal: signal ? AbortSignal.any([signal, patience]) : patience,
  });
  const answer = await jsonOf(response);
  if (response.ok) return answer as A;
  throw new Refused(response.status, isRefusal(answer) ? answer : unexplained(response.status));
}

async function reach(url: string, how: RequestInit): Promise<Response> {
  try {
    const response = await fetch(url, how);
    reached(true);
    return response;
  } catch (fault) {
    // Given up by ourselves: that says nothing about the server.
    if (fault instanceof DOMException && fault.name === 'AbortError') throw fault;
    reached(false);
    throw new Unreachable();
  }
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

const unexplained = (status: number): Said => ({
  code: 'unexplained',
  message: t`The server answered with ${status} and no reason. Please try again.`,
});

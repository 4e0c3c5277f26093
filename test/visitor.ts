import assert from 'node:assert/strict';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';

type Headers = Record<string, string>;
export type Answer = LightMyRequestResponse;

/** Somebody at the doors of the product: a browser, or a program with a token. */
export type Visitor = {
  get(url: string, headers?: Headers): Promise<Answer>;
  /** A wish in JSON. */
  post(url: string, body?: object, headers?: Headers): Promise<Answer>;
  /** What is no valid JSON, or something else altogether. */
  postRaw(url: string, body: string | Buffer, headers: Headers): Promise<Answer>;
  /** The same, to change something. */
  patch(url: string, body: object): Promise<Answer>;
  remove(url: string): Promise<Answer>;
  /** A form as a browser sends it without files. */
  submit(url: string, values: Record<string, string>, headers?: Headers): Promise<Answer>;
  /** A form with files. */
  submitFiles(url: string, values: Record<string, string>, files: readonly File[]): Promise<Answer>;
};

export function visitor(server: FastifyInstance, own: Headers, address = '192.0.2.1'): Visitor {
  const send = (options: InjectOptions, headers: Headers = {}): Promise<Answer> =>
    server.inject({ ...options, remoteAddress: address, headers: { ...own, ...headers } });
  const page = { accept: 'text/html' };
  const postRaw: Visitor['postRaw'] = (url, payload, headers) =>
    send({ method: 'POST', url, payload }, headers);
  return {
    get: (url, headers) => send({ method: 'GET', url }, { ...page, ...headers }),
    post: (url, body, headers) =>
      send({ method: 'POST', url, ...(body && { payload: body }) }, headers),
    postRaw,
    patch: (url, body) => send({ method: 'PATCH', url, payload: body }),
    remove: (url) => send({ method: 'DELETE', url }),
    submit: (url, values, headers) =>
      postRaw(url, new URLSearchParams(values).toString(), {
        ...page,
        'content-type': 'application/x-www-form-urlencoded',
        ...headers,
      }),
    async submitFiles(url, values, files) {
      const { body, type } = await multipart(values, files);
      return postRaw(url, body, { ...page, 'content-type': type });
    },
  };
}

/** A form as a browser packs it when it has files. */
export async function multipart(
  values: Record<string, string>,
  files: readonly File[],
): Promise<{ body: Buffer; type: string }> {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.append(name, value);
  for (const file of files) form.append('files', file);
  const packed = new Response(form);
  const body = Buffer.from(await packed.arrayBuffer());
  return { body, type: packed.headers.get('content-type') ?? '' };
}

type Refused = {
  code: string;
  message: string;
  requestId: string;
  fields: { field: string; message: string }[];
};

/** A refusal as every door gives it: a stable code, a sentence, and the id to ask about it. */
export function assertRefused(answer: Answer, status: number, code: string): Refused {
  const body = answer.json<Refused>();
  assert.equal(`${answer.statusCode} ${body.code}`, `${status} ${code}`, answer.body.slice(0, 300));
  assert.match(body.message, /^[A-Z].*[.]$/s, 'the message is a sentence');
  assert.equal(body.requestId, answer.headers['x-request-id']);
  assert.ok(Array.isArray(body.fields));
  return body;
}

/** The answer's JSON, once it is sure that it is the one wished for. */
export function answerOf<T = Record<string, unknown>>(answer: Answer, status = 200): T {
  assert.equal(answer.statusCode, status, answer.body.slice(0, 300));
  return answer.json<T>();
}

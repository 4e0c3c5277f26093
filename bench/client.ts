import http from 'node:http';

const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

export type Answer = { status: number; text: string };

/** A request by the plain client of Node: the lightest there is, because client and server share the machine. */
export function request(
  address: string,
  options: { method?: 'GET' | 'POST'; token?: string; body?: unknown } = {},
): Promise<Answer> {
  const { method = 'GET', token, body } = options;
  const sent = body === undefined ? undefined : JSON.stringify(body);
  const headers = {
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(sent
      ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) }
      : {}),
  };
  return new Promise((done, failed) => {
    const out = http.request(address, { method, agent, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', failed);
      answer.on('end', () =>
        done({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
      );
    });
    out.on('error', failed);
    out.end(sent);
  });
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Unit } from '#ledger/ledger.ts';
import { Refusal } from '#refusal.ts';
import { actorOf, type Caller } from './caller.ts';
import type { Context } from './context.ts';
import { parse } from './fields.ts';
import { onlyOnce } from './idempotency.ts';

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller;
  }
  interface FastifyContextConfig {
    /** Not counted by the rate limit. */
    unlimited?: boolean;
  }
}

/** The answer where there is nothing to tell but that it was done. */
export const done = z.object({ done: z.literal(true) });
export const isDone = { done: true as const };

/** What a handler gets: checked input and who sent it. */
export type Input<B, Q, P> = {
  body: B;
  query: Q;
  params: P;
  caller: Caller;
  request: FastifyRequest;
  reply: FastifyReply;
};

type Shape<B, Q, P, A> = {
  url: string;
  /** One line in the reference. */
  summary: string;
  tag: string;
  body?: z.ZodType<B>;
  query?: z.ZodType<Q>;
  params?: z.ZodType<P>;
  /** Fields that are not named here never leave the program. */
  answer: z.ZodType<A>;
};

/** A question: changes nothing. */
export type Read<B, Q, P, A> = Shape<B, Q, P, A> & {
  read(input: Input<B, Q, P>): Promise<A>;
};

/** A wish: everything it does is one unit of work, and done once per Idempotency-Key. */
export type Act<B, Q, P, A extends object> = Shape<B, Q, P, A> & {
  method?: 'POST' | 'PATCH' | 'DELETE';
  status?: 200 | 201;
  /** How the ledger names whoever acts, where the caller alone does not say it. */
  actor?(input: Input<B, Q, P>): string;
  act(unit: Unit, input: Input<B, Q, P>): Promise<A>;
};

/** A wish that records nothing in the ledger and may be sent twice without harm. */
export type Run<B, Q, P, A> = Shape<B, Q, P, A> & {
  method?: 'POST' | 'DELETE';
  run(input: Input<B, Q, P>): Promise<A>;
};

export function get<B, Q, P, A>(
  server: FastifyInstance,
  _context: Context,
  route: Read<B, Q, P, A>,
): void {
  server.route({
    method: 'GET',
    url: route.url,
    schema: documentedSchema(route, 200),
    validatorCompiler: () => () => true,
    handler: async (request, reply) => route.read(checked(route, request, reply)),
  });
}

/** A POST (or PATCH, or DELETE). Inside `act` ask only `unit.tx`: a second connection may have to wait for it. */
export function post<B, Q, P, A extends object>(
  server: FastifyInstance,
  context: Context,
  route: Act<B, Q, P, A> | Run<B, Q, P, A>,
): void {
  const status = 'status' in route ? (route.status ?? 200) : 200;
  server.route({
    method: route.method ?? 'POST',
    url: route.url,
    schema: documentedSchema(route, status),
    validatorCompiler: () => () => true,
    handler: async (request, reply) => {
      const input = checked(route, request, reply);
      if ('run' in route) return route.run(input);
      const answer = await perform(context, route, input);
      return reply.code(statusOf(answer, status)).send(answer);
    },
  });
}

function perform<B, Q, P, A extends object>(
  context: Context,
  route: Act<B, Q, P, A>,
  input: Input<B, Q, P>,
): Promise<A> {
  const { request } = input;
  const key = keyOf(request);
  const actor = route.actor?.(input) ?? actorOf(request.caller);
  return context.ledger.write(actor, (unit) => {
    const work = () => route.act(unit, input);
    return key ? onlyOnce(unit, repeatable(request, key), work) : work();
  });
}

/** `known: true` in an answer says that the thing was there before. */
const statusOf = (answer: object, status: number): number =>
  'known' in answer && answer.known === true ? 200 : status;

const keySchema = z
  .string()
  .regex(/^[\x21-\x7e]{8,200}$/, 'must be 8 to 200 visible characters; a UUID is best');

function keyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  const parsed = keySchema.safeParse(key);
  if (parsed.success) return parsed.data;
  throw new Refusal(
    'invalid_idempotency_key',
    'The Idempotency-Key must be 8 to 200 visible characters; a UUID is best.',
  );
}

const repeatable = (request: FastifyRequest, key: string) => ({
  caller: actorOf(request.caller),
  key,
  content: [request.method, request.url, request.body ?? null],
});

function checked<B, Q, P, A>(
  route: Shape<B, Q, P, A>,
  request: FastifyRequest,
  reply: FastifyReply,
): Input<B, Q, P> {
  return {
    body: parse(route.body ?? nothing<B>(), request.body ?? {}),
    query: parse(route.query ?? nothing<Q>(), request.query),
    params: parse(route.params ?? nothing<P>(), request.params),
    caller: request.caller,
    request,
    reply,
  };
}

const emptyObject = z.strictObject({});
const nothing = <T>(): z.ZodType<T> => emptyObject as unknown as z.ZodType<T>;

/** The refusal every route may answer with. */
export const refusalSchema = z
  .object({
    code: z.string().describe('Stable: decide on this.'),
    message: z.string().describe('A sentence for a person; may change.'),
    requestId: z.string(),
    fields: z.array(z.object({ field: z.string(), message: z.string() })),
  })
  .meta({ title: 'Refusal' });

function documentedSchema<B, Q, P, A>(route: Shape<B, Q, P, A>, status: number) {
  return {
    summary: route.summary,
    tags: [route.tag],
    ...(route.body ? { body: jsonSchema(route.body, 'input') } : {}),
    ...(route.query ? { querystring: jsonSchema(route.query, 'input') } : {}),
    ...(route.params ? { params: jsonSchema(route.params, 'input') } : {}),
    response: {
      [status]: jsonSchema(route.answer, 'output'),
      ...(status === 201 ? { 200: jsonSchema(route.answer, 'output') } : {}),
      '4xx': jsonSchema(refusalSchema, 'output'),
    },
  };
}

/** JSON Schema for the reference and for Fastify's serialiser. Dates travel as ISO 8601 texts. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    target: 'draft-7',
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema: made }) => {
      if (zodSchema._zod.def.type !== 'date') return;
      made.type = 'string';
      made.format = 'date-time';
    },
  });
  return json;
}

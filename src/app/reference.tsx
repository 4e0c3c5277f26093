import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { Page, render } from '#web/page.tsx';

type Operation = {
  summary?: string;
  tags?: string[];
  requestBody?: { content: Record<string, { schema: JsonSchema }> };
  parameters?: { name: string; in: string; required?: boolean; schema: JsonSchema }[];
};
type JsonSchema = {
  type?: string;
  description?: string;
  enum?: string[];
  format?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
};

/** The reference of the API: for programs as OpenAPI 3.1, for people as a page. */
export async function reference(server: FastifyInstance): Promise<void> {
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Amends',
        version: '0.1.0',
        description:
          'Everything the pages do. Send an access token as "Authorization: Bearer TOKEN", and an Idempotency-Key with each POST: sent twice, it is done once.',
      },
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer' },
          session: { type: 'apiKey', in: 'cookie', name: 'amends_session' },
        },
      },
      security: [{}, { token: [] }, { session: [] }],
    },
    hideUntagged: true,
  });
  const hidden = { schema: { hide: true } };
  server.get('/api/openapi.json', hidden, async () => server.swagger());
  server.get('/api', hidden, async (_request, reply) => {
    const { paths = {} } = server.swagger() as {
      paths?: Record<string, Record<string, Operation>>;
    };
    return reply.type('text/html').send(render(<Reference paths={paths} />));
  });
}

const Reference = ({ paths }: { paths: Record<string, Record<string, Operation>> }) => {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
  );
  const tags = [...new Set(operations.flatMap(({ tags: names = [] }) => names))];
  return (
    <Page title="The API of Amends">
      <h1>The API of Amends</h1>
      <p>
        Everything the pages do. For programs: <a href="/api/openapi.json">OpenAPI 3.1</a>. Get a
        token with <code>npm run amends -- token NAME</code> and send it as{' '}
        <code>Authorization: Bearer TOKEN</code>. Send an <code>Idempotency-Key</code> (a UUID) with
        each POST: what is sent twice is done once. A refusal is always{' '}
        <code>{'{code, message, requestId, fields}'}</code>; decide on the code.
      </p>
      <pre className="next">
        curl -X POST -H 'Content-Type: application/json'{' \\'}
        {'\n'} -d '{'{"text": "My parcel never came."}'}' http://localhost:4000/api/complaints
      </pre>
      {tags.map((tag) => (
        <section key={tag}>
          <h2>{tag}</h2>
          {operations
            .filter((operation) => operation.tags?.includes(tag))
            .map((operation) => (
              <OperationEntry key={operation.method + operation.path} operation={operation} />
            ))}
        </section>
      ))}
    </Page>
  );
};

type Listed = Operation & { path: string; method: string };

const OperationEntry = ({ operation }: { operation: Listed }) => {
  const { path, method, summary, parameters = [], requestBody } = operation;
  const body = requestBody?.content['application/json']?.schema;
  return (
    <article className="message">
      <h3>
        <code>
          {method.toUpperCase()} {path}
        </code>
      </h3>
      <p>{summary}</p>
      <ul>
        {parameters
          .filter((parameter) => parameter.in === 'query')
          .map(({ name, schema }) => (
            <FieldEntry key={name} name={`?${name}`} schema={schema} required={false} />
          ))}
        {Object.entries(body?.properties ?? {}).map(([name, schema]) => (
          <FieldEntry
            key={name}
            name={name}
            schema={schema}
            required={body?.required?.includes(name) ?? false}
          />
        ))}
      </ul>
    </article>
  );
};

const FieldEntry = (props: { name: string; schema: JsonSchema; required: boolean }) => {
  const { name, schema, required } = props;
  const kind = schema.enum?.join(' | ') ?? schema.format ?? schema.type ?? 'value';
  return (
    <li>
      <code>{name}</code> <span className="quiet">{kind}</span>
      {required ? ', required' : ''}
      {schema.description ? `. ${schema.description}` : ''}
    </li>
  );
};

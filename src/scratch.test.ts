import { it } from 'node:test';
import { startApp } from '../test/app.ts';
import { multipart } from '../test/visitor.ts';

const app = await startApp();
const show = (n: string, a: any) =>
  console.log(
    n,
    a.statusCode,
    a.headers['location'] ?? '',
    a.headers['cache-control'] ?? '-',
    a.body.slice(0, 200).replace(/\s+/g, ' '),
  );
it('explores', async () => {
  const anyone = app.anyone();
  const r = await anyone.post('/api/complaints', {
    text: 'The train never came.',
    email: 'eva@example.org',
    phone: '1',
    name: 'Eva',
  });
  show('create', r);
  const hana = await app.as(app.people.handler);
  const link = new URL(r.json().link).pathname;
  const id = r.json().id;
  show('owner', await hana.get('/api/complaints?owner=foo'));
  const m = await app.withToken('m');
  show('owner me machine', await m.get('/api/complaints?owner=me'));
  for (const c of [
    '+275760-09-13T00:00:00.000Z 00000000-0000-0000-0000-000000000000',
    '2026-01-01T00:00:00Z ------------------------------------',
    'x',
    '1 00000000-0000-0000-0000-000000000000',
  ])
    show(
      'cursor ' + c,
      await m.get('/api/complaints?cursor=' + Buffer.from(c).toString('base64url')),
    );
  show(
    'occurredOn 0',
    await anyone.post('/api/complaints', { text: 'x', occurredOn: '0000-05-05' }),
  );
  show(
    'receivedAt 0',
    await m.post('/api/complaints', { text: 'x', receivedAt: '0000-05-05T00:00:00Z' }),
  );
  show('bad url', await anyone.get('/c/%zz'));
  show('bad url api', await anyone.get('/api/%zz', { accept: 'application/json' }));
  show('story', await anyone.get('/api/story' + link.slice(2)));
  show('form page', await anyone.get('/complain'));
  show(
    'mp broken',
    await anyone.postRaw(
      '/complain',
      '--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nhello',
      { 'content-type': 'multipart/form-data; boundary=x', accept: 'text/html' },
    ),
  );
  show(
    'mp no boundary',
    await anyone.postRaw('/complain', 'hello', {
      'content-type': 'multipart/form-data',
      accept: 'text/html',
    }),
  );
  const many = Array.from({ length: 11 }, (_, i) => new File(['hello'], `f${i}.txt`));
  show('11', await anyone.submitFiles('/complain', { text: 'eleven' }, many));
  show(
    'empty',
    await anyone.submitFiles('/complain', { text: 'e' }, [new File([], 'e.txt'), new File([], '')]),
  );
  show(
    'big',
    await anyone.submitFiles('/complain', { text: 'big' }, [
      new File([Buffer.alloc(26 * 1024 * 1024, 65)], 'b.txt'),
      new File(['ok'], 'ok.txt'),
    ]),
  );
  show(
    'path',
    await anyone.submitFiles('/complain', { text: 'p' }, [
      new File(['ok'], '../../etc/pass"wd'),
      new File(['<html><script>1</script>'], 'a.png', { type: 'image/png' }),
    ]),
  );
  const text = await anyone.post('/api/complaints', { text: 'a\u0000' });
  show('zero', text);
  show('urlenc to api', await anyone.submit('/api/complaints', { text: 'abc' }));
  show(
    'text/plain',
    await anyone.postRaw('/api/complaints', 'abc', { 'content-type': 'text/plain' }),
  );
  show(
    'xml',
    await anyone.postRaw('/api/complaints', '<a/>', { 'content-type': 'application/xml' }),
  );
  show('mp to api', await anyone.submitFiles('/api/complaints', { text: 'abc' }, many.slice(0, 1)));
  show(
    'proto',
    await anyone.postRaw('/api/complaints', '{"text":"a","__proto__":{"x":1}}', {
      'content-type': 'application/json',
    }),
  );
  show('proto form', await anyone.submitFiles('/complain', { text: 'abc', __proto__: 'x' }, []));
  show(
    '60 fields',
    await anyone.submitFiles(
      '/complain',
      { text: 'abc', ...Object.fromEntries(Array.from({ length: 60 }, (_, i) => ['f' + i, 'x'])) },
      many.slice(0, 1),
    ),
  );
  show(
    'renew bad owner',
    await (async () => {
      const p = await hana.post(`/api/complaints/${id}/promises`, {
        text: 'We pay',
        dueAt: '2026-12-01T00:00:00Z',
      });
      return hana.post(`/api/complaints/${id}/promises/${p.json().promiseId}/renewal`, {
        dueAt: '2026-12-02T00:00:00Z',
        reason: 'x',
        ownerId: '00000000-0000-7000-8000-000000000009',
      });
    })(),
  );
  const st = await hana.get(`/api/complaints/${id}`);
  console.log(st.json().promises?.map((p: any) => [p.text, p.state, p.owner]));
  const all = await Promise.all(
    Array.from({ length: 8 }, () => m.post('/api/complaints', { text: 'same', externalId: 'e1' })),
  );
  console.log(all.map((a) => a.statusCode));
  show(
    'future contact',
    await hana.post(`/api/complaints/${id}/contacts`, {
      channel: 'phone',
      occurredAt: '2099-01-01T00:00:00Z',
      text: 'x',
    }),
  );
  show('deep', await anyone.get('/api/complaints/not-a-uuid', {}));
  show('head', await anyone.get('/nothing', {}));
  show('put', await app.server.inject({ method: 'PUT', url: '/api/complaints' }));
  show('PROPFIND', await app.server.inject({ method: 'PROPFIND' as any, url: '/api/complaints' }));
  show('size', await anyone.get('/checkpoint/-1'));
  show('size', await anyone.get('/checkpoint/9007199254740991'));
});
it('does not lock itself up', async () => {
  const anyone = app.anyone();
  const started = performance.now();
  const all = await Promise.all(
    Array.from({ length: 40 }, (_, i) =>
      anyone.post('/api/lost-links', { email: i % 2 ? 'eva@example.org' : `x${i}@example.org` }),
    ),
  );
  console.log(all.map((a) => a.statusCode).join(), performance.now() - started);
});

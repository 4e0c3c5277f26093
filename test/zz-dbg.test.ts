import { writeFile } from 'node:fs/promises';
import { startApp } from './app.ts';
import { importFile } from '#app/import-complaints.ts';
import { writeLines } from '../bench/desk-data.ts';
const app = await startApp();
await writeLines('/tmp/x.jsonl', { from: 0, to: 300, writer: app.people.handler.email });
const counts = new Map<string, [number, number]>();
app.pool.on('connect', (client) => {
  const send = client.query.bind(client) as any;
  (client as any).query = (...args: any[]) => {
    const text = typeof args[0] === 'string' ? args[0] : args[0].text;
    const t = performance.now();
    const r = send(...args);
    const note = () => { const c = counts.get(text) ?? [0, 0]; counts.set(text, [c[0] + 1, c[1] + performance.now() - t]); };
    if (r?.then) return r.then((v: any) => { note(); return v; });
    note();
    return r;
  };
});
const t = performance.now();
const c = process.cpuUsage();
console.log(await importFile(app.amends, '/tmp/x.jsonl', { rejectedFile: '/tmp/rej.jsonl' }));
const u = process.cpuUsage(c);
console.log('seconds', (performance.now() - t) / 1000, 'cpu', (u.user + u.system) / 1e6);
const list = [...counts].sort((a, b) => b[1][1] - a[1][1]);
console.log('statements each', list.reduce((s, [, [n]]) => s + n, 0) / 300);
for (const [text, [n, ms]] of list.slice(0, 28)) console.log((n / 300).toFixed(1), (ms / n).toFixed(2), text.replace(/\s+/g, ' ').slice(0, 150));

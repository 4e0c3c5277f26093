import { test } from 'node:test';
import { startDesk } from './desk.ts';
import { programActor } from '#ledger/ledger.ts';
import { addPerson, staffById } from '#staff/index.ts';
test('shot', async () => {
  const desk = await startDesk();
  const { app } = desk;
  setTimeout(() => process.exit(3), 70000).unref();
  try {
  const managerId = app.people.manager.staffId;
  const join = (name: string, email: string) => app.amends.ledger.write(programActor, (unit) => addPerson(unit, { title: 'Workshop', email, phone: null, name, roles: ['fixer'], managerId }));
  const staffId = await join('Fritz Amsel', 'fritz@nordwind.example');
  const fritz = (await staffById(app.amends.db, staffId))!;
  const mina = await app.withToken('mina', app.people.manager);
  const hana = await app.withToken('hana', desk.owner);
  const f = await app.withToken('fritz', fritz);
  const teamId = ((await mina.post('/api/teams', { name: 'Signal workshop', leadId: managerId, memberIds: [staffId], isMailed: false })).json() as any).teamId;
  const id = await desk.complaint();
  const p = (await hana.post(`/api/complaints/${id}/promises`, { text: 'We mend the signal so that your train runs.', dueAt: '2026-11-27T16:00:00Z' })).json() as any;
  const hand = async (what: string, change = {}) => ((await hana.post(`/api/complaints/${id}/errands`, { teamId, what, why: 'Her train was late eight times, and she missed a funeral.', ...change })).json() as any).errandId;
  const one = await hand('Mend signal 7 at Lübeck.', { promiseId: p.promiseId });
  await f.post(`/api/errands/${one}/done`, { result: 'New relay.' });
  await hana.post(`/api/errands/${one}/verdict`, { isFixed: false, by: 'check', text: 'Still red.' });
  await f.post(`/api/errands/${one}/questions`, { text: 'Which signal 7?' });
  await hand('Paint the bench.');
  for (const [scheme, width] of [['light', 1440], ['dark', 1440], ['light', 320], ['dark', 320]] as const) {
    const look = { colorScheme: scheme, viewport: { width, height: 1000 } };
    const page = await desk.open('/errands', fritz, look);
    await page.getByText('Paint the bench.', { exact: true }).first().waitFor();
    await page.getByText(/All about it/).first().click();
    await page.getByText('Which signal 7?').waitFor();
    await page.screenshot({ path: `/tmp/er-board-${scheme}-${width}.png`, fullPage: true });
    const wide = await page.evaluate(`[...document.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.tagName + '.' + e.className + ' ' + Math.round(e.getBoundingClientRect().right)).slice(0, 12)`);
    console.log(scheme, width, JSON.stringify(wide));
    const c = await desk.open(`/complaints/${id}`, desk.owner, look);
    await c.getByRole('button', { name: 'Hand it to fixers' }).waitFor();
    await c.getByRole('button', { name: 'Hand it to fixers' }).scrollIntoViewIfNeeded();
    await c.screenshot({ path: `/tmp/er-facts-${scheme}-${width}.png` });
    await c.getByRole('button', { name: 'Hand it to fixers' }).click();
    await c.getByLabel('Which team?').selectOption('Signal workshop');
    await c.getByText(/too few/).waitFor();
    await c.screenshot({ path: `/tmp/er-dialog-${scheme}-${width}.png` });
  }
  } catch (e) { console.log('FAILED', e); } finally { await desk.browser.close(); }
});

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { verifyAmends } from '#app/check.ts';
import { later, minuteMs } from '#clock.ts';
import { startApp } from '../../test/app.ts';
import { complain } from '../../test/complaints.ts';
import { answerOf } from '../../test/visitor.ts';

it('who leaves leaves no question behind, and nobody decides on their own', async () => {
  const app = await startApp();
  const { people, clock } = app;
  const handler = await app.as(people.handler);
  const { id } = await complain(app.anyone());
  type Asked = { approver: { id: string } | null };
  const refund = { kind: 'refund', amount: 100_00, what: 'We pay back your ticket.' };
  const asked = answerOf<Asked>(await handler.post(`/api/complaints/${id}/remedies`, refund), 201);
  assert.equal(asked.approver?.id, people.manager.staffId);
  const approver = async (): Promise<string | undefined> => {
    type Seen = { remedies: Asked[] };
    return answerOf<Seen>(await handler.get(`/api/complaints/${id}`)).remedies[0]?.approver?.id;
  };
  const named = { answerableId: people.ceo.staffId, deputyId: people.administrator.staffId };
  answerOf(await (await app.as(people.administrator)).post('/api/organisation/answerable', named));
  const leave = async (who: string, successorId: string): Promise<void> => {
    clock.set(later(clock.now(), minuteMs).toISOString());
    const administrator = await app.as(people.administrator);
    answerOf(await administrator.post(`/api/staff/${who}/leaving`, { successorId }));
    clock.set(later(clock.now(), minuteMs).toISOString());
    await app.sweep('hand on what people had who left');
  };
  await leave(people.manager.staffId, people.colleague.staffId);
  assert.equal(await approver(), people.colleague.staffId);
  await leave(people.colleague.staffId, people.handler.staffId);
  assert.notEqual(await approver(), people.handler.staffId);
  assert.deepEqual((await verifyAmends(app.amends)).faults, []);
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startApp } from '../../test/app.ts';
import { complain, look } from '../../test/complaints.ts';
import { answerOf, assertRefused } from '../../test/visitor.ts';

const app = await startApp();
const handler = await app.as(app.people.handler);
const designer = await app.as(app.people.designer);

type Customer = {
  id: string;
  email: string | null;
  isFirst: boolean;
  phone: string | null;
  postalAddress: string | null;
};

let people = 0;
const someAddress = (): string => `person-${++people}@example.org`;

async function customerOf(
  email = someAddress(),
): Promise<{ customerId: string; id: string; email: string }> {
  const { id } = await complain(app.anyone(), { email });
  return { customerId: (await look(handler, { id })).customer.id, id, email };
}

const peopleOf = async (id: string): Promise<Customer[]> =>
  answerOf<{ customers: Customer[] }>(await handler.get(`/api/customers/${id}`)).customers;

const merge = (id: string, into: string) => handler.post(`/api/customers/${id}/merging`, { into });

describe('one person with several addresses', () => {
  it('is merged, and every complaint keeps its customer', async () => {
    const [one, two] = [await customerOf(), await customerOf()];
    answerOf(await merge(two.customerId, one.customerId));
    const merged = await peopleOf(two.customerId);
    assert.deepEqual(
      merged.map(({ email, isFirst }) => [email, isFirst]),
      [
        [one.email, true],
        [two.email, false],
      ],
    );
    assert.deepEqual(await peopleOf(one.customerId), merged);
    assert.equal((await look(handler, two)).customer.id, two.customerId);
  });

  it('is taken apart again', async () => {
    const [one, two] = [await customerOf(), await customerOf()];
    answerOf(await merge(two.customerId, one.customerId));
    assertRefused(
      await handler.post(`/api/customers/${one.customerId}/unmerging`),
      409,
      'not_merged',
    );
    answerOf(await handler.post(`/api/customers/${two.customerId}/unmerging`));
    assert.equal((await peopleOf(one.customerId)).length, 1);
    assert.equal((await peopleOf(two.customerId)).length, 1);
  });

  it('brings along whoever was merged before', async () => {
    const [one, two, three] = [await customerOf(), await customerOf(), await customerOf()];
    answerOf(await merge(two.customerId, one.customerId));
    answerOf(await merge(one.customerId, three.customerId));
    assert.equal((await peopleOf(two.customerId)).length, 3);
    assertRefused(await merge(three.customerId, two.customerId), 409, 'merged_already');
  });

  it('is not merged with themselves, with nobody, or by just anybody', async () => {
    const { customerId } = await customerOf();
    const { customerId: other } = await customerOf();
    assertRefused(await merge(customerId, customerId), 409, 'merged_already');
    assertRefused(await merge(customerId, crypto.randomUUID()), 404, 'not_found');
    assertRefused(await merge(crypto.randomUUID(), customerId), 404, 'not_found');
    const url = `/api/customers/${customerId}/merging`;
    assertRefused(await designer.post(url, { into: other }), 403, 'not_allowed');
    assertRefused(await app.anyone().post(url, { into: other }), 401, 'sign_in_first');
  });
});

describe('how we reach a customer', () => {
  const correct = (id: string, details: object) =>
    handler.post(`/api/customers/${id}/correction`, details);

  it('is put right, and the new address leads to them', async () => {
    const { customerId, id } = await customerOf();
    const email = someAddress();
    const postalAddress = 'Lange Reihe 4\n20099 Hamburg';
    answerOf(await correct(customerId, { email, postalAddress, phone: '040 1' }));
    const [seen] = await peopleOf(customerId);
    assert.deepEqual(
      [seen?.email, seen?.postalAddress, seen?.phone],
      [email, postalAddress, '040 1'],
    );
    assert.equal((await customerOf(email)).customerId, customerId);
    assert.equal((await look(handler, { id })).customer.email, email);
  });

  it('never takes another customer’s address', async () => {
    const [one, two] = [await customerOf(), await customerOf()];
    assertRefused(await correct(one.customerId, { email: two.email }), 409, 'address_of_another');
    answerOf(await correct(one.customerId, { email: one.email }));
  });

  it('is shown to nobody outside', async () => {
    const { customerId } = await customerOf();
    const url = `/api/customers/${customerId}`;
    assertRefused(await app.anyone().get(url), 401, 'sign_in_first');
    assertRefused(await designer.get(url), 403, 'not_allowed');
  });
});

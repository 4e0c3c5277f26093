import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { replyToken } from '#complaints/index.ts';
import { newReference } from '#complaints/reference.ts';
import { type Correspondence, chosenRecipients, oursAmong, recipientsOf } from './recipients.ts';

const key = Buffer.alloc(32, 3);
const ours = ['care@nordwind.example', 'Head@Nordwind.example'];
const isOurs = oursAmong(key, ours);
const eva = { address: 'eva@example.org', name: 'Eva Berg' };

const people = (...addresses: string[]) => addresses.map((address) => ({ address, name: '' }));

const mail = (given: Partial<Correspondence>): Correspondence => ({
  from: eva,
  replyTo: [],
  to: people('care@nordwind.example'),
  cc: [],
  subject: 'The train',
  rfcId: '1@example.org',
  references: [],
  mailboxId: null,
  ...given,
});

const shown = (given: Partial<Correspondence> | null, customer: typeof eva | null = eva) => {
  const found = recipientsOf({ mail: given ? mail(given) : undefined, customer, isOurs });
  return [found.to, found.cc].map((list) => list.map(({ address }) => address).join(' '));
};

describe('to whom an answer goes', () => {
  for (const [what, given, to, cc] of [
    ['a message that came by another way: the customer', null, 'eva@example.org', ''],
    ['the customer’s mail: the customer', {}, 'eva@example.org', ''],
    [
      'others on To and Cc stay where they stood',
      { to: people('care@nordwind.example', 'son@example.org'), cc: people('lawyer@example.net') },
      'eva@example.org son@example.org',
      'lawyer@example.net',
    ],
    [
      'a third party: without the customer',
      { from: { address: 'lawyer@example.net', name: '' } },
      'lawyer@example.net',
      '',
    ],
    [
      'where an answer was asked for',
      { replyTo: people('eva.private@example.com') },
      'eva.private@example.com',
      '',
    ],
    [
      'never ourselves, in whatever spelling, with whatever tag',
      {
        to: people('CARE@nordwind.example', 'care+am1-2@nordwind.example', 'bo@example.org'),
        cc: people('head@nordwind.example', `x+${replyToken(key, newReference())}@old.example`),
      },
      'eva@example.org bo@example.org',
      '',
    ],
    [
      'each once, in the first place where they stood',
      { to: people('EVA@example.org', 'bo@example.org'), cc: people('Bo@example.org') },
      'eva@example.org bo@example.org',
      '',
    ],
    [
      'the writer, where the answer was asked for at ours',
      { replyTo: people(ours[0] ?? '') },
      'eva@example.org',
      '',
    ],
    [
      'the customer alone, where nobody can be read in it',
      { from: null, to: people('bo@example.org'), cc: people('anna@example.org') },
      'eva@example.org',
      '',
    ],
    [
      'nobody whose address could end a command or name several',
      { cc: people('a b@x.org', 'x@y.org>', 'a@b,c@d', '', '@', 'ok@x.org') },
      'eva@example.org',
      'ok@x.org',
    ],
  ] as const) {
    it(what, () => assert.deepEqual(shown(given as Partial<Correspondence> | null), [to, cc]));
  }

  it('nobody, where there is no address', () => assert.deepEqual(shown(null, null), ['', '']));

  it('not to a crowd', () => {
    const crowd = people(...Array.from({ length: 500 }, (_, n) => `p${n}@example.org`));
    const { to, cc } = recipientsOf({
      mail: mail({ to: crowd, cc: crowd }),
      customer: eva,
      isOurs,
    });
    assert.equal(to.length, 50);
    assert.ok(cc.length <= 50);
  });
});

describe('whom a person names', () => {
  const proposed = { to: [eva], cc: people('lawyer@example.net') };

  it('may be fewer, or in another place', () => {
    assert.deepEqual(chosenRecipients(proposed, {}), {
      to: ['eva@example.org'],
      cc: ['lawyer@example.net'],
    });
    assert.deepEqual(chosenRecipients(proposed, { cc: [] }), { to: ['eva@example.org'], cc: [] });
    assert.deepEqual(
      chosenRecipients(proposed, { to: ['Lawyer@example.net'], cc: ['EVA@example.org'] }),
      {
        to: ['Lawyer@example.net'],
        cc: ['EVA@example.org'],
      },
    );
    assert.deepEqual(
      chosenRecipients(proposed, { to: ['lawyer@example.net', 'LAWYER@example.net'] }),
      {
        to: ['lawyer@example.net'],
        cc: [],
      },
    );
  });

  it('is somebody new only with a confirmation for exactly them', () => {
    for (const field of ['to', 'cc'] as const) {
      assert.throws(() => chosenRecipients(proposed, { [field]: ['new@example.org'] }), {
        code: 'new_recipient',
        status: 409,
        message: /^new@example\.org was not part of this conversation\. Send again/,
      });
      assert.throws(
        () =>
          chosenRecipients(proposed, { [field]: ['new@example.org'], confirmNew: ['other@x.org'] }),
        { code: 'new_recipient' },
      );
    }
    const confirmed = { cc: ['new@example.org'], confirmNew: ['New@example.org'] };
    assert.deepEqual(chosenRecipients(proposed, confirmed).cc, ['new@example.org']);
  });
});

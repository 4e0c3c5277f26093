import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stemsOf } from '#likeness/stems.ts';
import { answersFrom, fit, fitFrom, groupsOf, isKnown, likeness, type Told } from './likeness.ts';

const stems = (text: string) => new Set(stemsOf(text).keys());

let customers = 0;
const told = (text: string, customerId = `customer-${++customers}`): Told => ({
  complaintId: `about ${text}`,
  customerId,
  stems: stemsOf(text),
});

const lifts = [
  'The lift at platform 3 is broken again.',
  'Lift broken. I use a wheelchair and had to be carried down by strangers.',
  'Why is the lift in the main station broken for the third week? My mother cannot climb stairs.',
  'I arrived with a pram and the lift was broken, nobody could say until when.',
  'broken lift at Altona!!! every single day',
];

const others = [
  'The 8:14 to Lübeck never came, and nobody said why.',
  'I was charged twice for my monthly ticket and want my money back.',
  'The conductor was rude to my son because he could not find his card.',
  'Your app crashes when I want to buy a bicycle ticket.',
  'The heating in the night train did not work, we froze.',
];

/** About something else, with a few of the same words. */
const near =
  'My mother carried her suitcase up the stairs because the platform was changed at the last moment.';

describe('words that say what a text is about', () => {
  it('are the same in each of their forms', () => {
    for (const [one, other] of [
      ['refund refunded refunds', 'refunding'],
      ['broken', 'broke'],
      ['The train stopped.', 'stop, train'],
      ['delivery', 'delivered'],
      ['Aufzüge', 'Aufzug'],
      ['remboursé', 'remboursée'],
      ['المصعد', 'مصعد'],
    ] as const) {
      assert.deepEqual(stems(one), stems(other), one);
    }
  });

  it('are not those of every complaint, and not numbers', () => {
    assert.deepEqual(
      stems('Dear Sir, I have told you 3 times about order 4711x. Please help!'),
      stems('order'),
    );
    assert.deepEqual(stems(''), new Set());
  });

  it('are found where no blanks stand between them', () => {
    assert.ok(stems('電車が遅れました。').size > 0);
  });

  it('of a very long text are looked for at its beginning only', () => {
    const long = 'lift '.repeat(10_000);
    assert.deepEqual(stems(`${long} platform`), stems('lift'));
  });
});

describe('complaints', () => {
  it('about one matter are alike, however much somebody tells', () => {
    const [first = ''] = lifts;
    for (const other of lifts) assert.ok(likeness(stems(first), stems(other)) >= 0.3, other);
  });

  it('about different matters are not', () => {
    for (const one of [...lifts, ...others]) {
      for (const other of others.filter((text) => text !== one)) {
        assert.ok(likeness(stems(one), stems(other)) < 0.3, `${one} / ${other}`);
      }
    }
  });

  it('without any words are like nothing', () => {
    assert.equal(likeness(stems('???'), stems('???')), 0);
  });
});

describe('a group', () => {
  it('is five customers with one matter, and is named by their words', () => {
    const groups = groupsOf([...others, ...lifts].map((text) => told(text)));
    assert.equal(groups.length, 1);
    assert.equal(groups[0]?.topic.split(' ').toSorted().slice(0, 2).join(' '), 'broken lift');
    assert.equal(groups[0]?.customers, 5);
    assert.deepEqual(
      groups[0]?.complaintIds.toSorted(),
      lifts.map((text) => `about ${text}`).toSorted(),
    );
  });

  it('is not four of them, nor one who writes five times', () => {
    assert.deepEqual(groupsOf(lifts.slice(1).map((text) => told(text))), []);
    assert.deepEqual(groupsOf(lifts.map((text) => told(text, 'one'))), []);
  });

  it('does not take in what only shares a few words', () => {
    const [group] = groupsOf([...lifts, near].map((text) => told(text)));
    assert.equal(group?.complaintIds.includes(`about ${near}`), false);
  });

  it('leaves the next group alone', () => {
    const double = [
      'Charged twice for one ticket.',
      'You have charged my card twice!',
      'My ticket was charged twice on the same card.',
      'Twice charged: please refund one ticket',
      'I see the ticket charged twice on my card statement',
    ];
    const groups = groupsOf([...lifts, ...double].map((text) => told(text)));
    assert.deepEqual(
      groups.map(({ customers: many }) => many),
      [5, 5],
    );
  });

  it('is reported once, also when it has grown or others write the same later', () => {
    const [group] = groupsOf(lifts.map((text) => told(text)));
    assert.ok(group);
    const [firstId = ''] = group.complaintIds;
    assert.equal(isKnown(group, []), false);
    assert.equal(isKnown(group, [{ complaintIds: [firstId], stems: new Set() }]), true);
    assert.equal(isKnown(group, [{ complaintIds: [], stems: stems('lift broken') }]), true);
    assert.equal(
      isKnown(group, [{ complaintIds: ['other'], stems: stems('charged twice') }]),
      false,
    );
  });
});

describe('an article', () => {
  const article = (title: string, text: string) => ({
    title: stems(title),
    whole: stems(`${title}\n${text}`),
  });
  const lift = article(
    'When a lift is broken',
    'Call the number on the lift. Staff bring you to the platform by a ramp, or a taxi takes you to the next station without stairs, which we pay.',
  );
  const refund = article(
    'Refund of a ticket',
    'A ticket that you could not use is paid back within fourteen days. Send us the number of the ticket.',
  );

  it('fits complaints about its matter', () => {
    for (const text of lifts) assert.ok(fit(stems(text), lift) >= fitFrom, text);
    assert.ok(
      fit(stems('I want a refund for the ticket that I could not use.'), refund) >= fitFrom,
    );
  });

  it('does not fit others', () => {
    for (const text of [...lifts, others[0] ?? ''])
      assert.ok(fit(stems(text), refund) < fitFrom, text);
    for (const text of [...others, near]) assert.ok(fit(stems(text), lift) < fitFrom, text);
  });

  it('answers a group, or does not', () => {
    const [group] = groupsOf(lifts.map((text) => told(text)));
    assert.ok(group);
    assert.ok(fit(group.stems, lift) >= answersFrom);
    assert.ok(fit(group.stems, refund) < answersFrom);
  });
});

import type { Calendar } from './calendar.ts';
import { complain, type Script, type Story } from './script.ts';
import { words } from './words.ts';

/** Those that went wrong on our side, and what we did about it. */
export function storiesGoneWrong(script: Script): void {
  toTheTop(script);
  hotHandle(script);
  refund(script);
  threeMachines(script);
}

const letterToTheTop = words`
  For the attention of the managing director.

  I have had THREE visits for one oven. The first engineer fitted the wrong element. The second
  came without the part. The third told me, in my own kitchen, in front of my children, that "it
  works fine in the workshop", as if I were inventing it. I have the photographs. I have taken
  three days off work. I have baked nothing since my son's birthday.

  When I rang, I was given a reference number. When I rang again, I was given another reference
  number. I do not want a reference number. I want to know whether anybody at your company
  reads what your customers write, or whether it all goes into a machine.

  You have your name over the door, Ms Penhallow. I would like your answer and nobody else's.`;

/** Addressed to the head of the organisation, who answers herself. */
function toTheTop(script: Script): void {
  const { day } = script.days;
  const it = complain(script, day(7, '23:16'), {
    text: letterToTheTop,
    name: 'Priya Nair',
    email: 'priya.nair@example.com',
    phone: '07700 900 874',
    product: 'Helford bread oven',
    orderReference: 'PKW-18833',
    wish: 'An oven that works, my three days, and an honest answer.',
    level: 'executive',
  });
  it.note(
    day(6, '09:10'),
    'owner',
    words`
      Morwenna, this is with you at the customer's wish. All three visit reports are below in the
      old system: element for the wrong year, then none in the van, then "no fault found". The
      photographs show a cracked thermostat housing. She is right in every point.`,
  );
  const oven = it.answer(
    day(6, '11:37'),
    'morwenna',
    words`
      Dear Ms Nair,

      I read it, twice, before I sat down to answer. There is no machine between us.

      You were right and we were wrong, three times. The housing in your photographs is cracked;
      each of the three could have seen it, and the third should have believed you. Nobody who
      works under my name may speak to you as he did. He knows that, and he has asked whether he
      may write to you. I have told him that this is for you to decide.

      A new Helford comes to you, of this month's make, carried into your kitchen and connected by
      Pete. I come with him, because I should like to say this to your face and, if you let me, to
      your children. The three days are paid to you at what you tell me they cost. You need not
      prove it.

      My own number is 01632 960 100. You will not be given a reference.`,
    {
      text: 'A new Helford stands in your kitchen and has baked a loaf. I come along.',
      dueAt: day(3, '17:00'),
    },
  );
  it.write(
    day(6, '17:50'),
    words`
      I did not expect that. Come at four, when they are back from school. He may write, yes.`,
  );
  it.keep(day(3, '16:48'), 'morwenna', oven);
  it.judge(day(3, '20:35'), oven, true);
  it.answer(
    day(2, '08:50'),
    'morwenna',
    words`
      Thank you for the tea, and to your son for the question why we did not look at the pictures.
      I have put it on the wall of the workshop. Please say yourself when this is over for you; we
      shall not.`,
  );
}

const aboutTheHandle = words`
  Mrs Lambert calls. The handle of her Helford bread oven gets so hot that her daughter (6)
  burned two fingers on it yesterday. Blisters, seen by a doctor, will heal. She says the
  booklet promises a "cool-touch handle". She was calm. She says she does not want vouchers,
  she wants to know whether it is only hers, and whether other families know.`;

/** By telephone, about safety, taken higher by the handler. Then we broke our word. */
function hotHandle(script: Script): void {
  const { day, justGoneBy } = script.days;
  const it = complain(
    script,
    day(5, '15:20'),
    {
      text: aboutTheHandle,
      name: 'Odette Lambert',
      email: 'odette.lambert@example.net',
      phone: '07700 900 690',
      product: 'Helford bread oven',
      orderReference: 'PKW-20133',
      wish: 'To know whether it is only hers, and that others are warned.',
    },
    { channel: 'phone', loggedBy: 'aisha' },
  );
  it.takeHigher(
    day(5, '15:34'),
    'owner',
    'manager',
    'A child was burned. If the handles are at fault, others must be told today and not next month.',
  );
  it.answer(
    day(5, '15:58'),
    'owner',
    words`
      Dear Mrs Lambert,

      I keep thinking of your daughter's fingers. I am so sorry. Please do not use the oven until
      you hear from us; a courier fetches it and brings you another, with the older steel handle,
      of which we know that it stays cool.

      Your question is the right one. Our designer measures your handle and ten new ones at full
      heat. I tell you what he finds, also if it is bad for us.`,
    {
      text: 'You know what the heat test of the handle has shown, and what we do for others.',
      dueAt: justGoneBy(),
    },
  );
  it.note(
    day(4, '13:25'),
    'yusuf',
    words`
      Her handle: 71 °C after forty minutes at 250. Limit is 60. Two of ten from stock are over as
      well, all with the grey sleeve from the new supplier. I need the other eight for a second run
      before I would swear to it.`,
  );
  it.note(
    day(4, '13:40'),
    'ines',
    words`
      I have stopped sales of the grey sleeve as of now. Not waiting for the second run. Who has
      bought one? @Claire, I need the list, cafés too.`,
  );
  notOnlyHers(it, script.days);
  it.note(
    day(2, '17:05'),
    'owner',
    'Yusuf is off sick since this morning and the second run has not begun. Her date is close.',
  );
}

/** What one customer asks about is a flaw of many. */
function notOnlyHers(it: Story, { day, ahead }: Calendar): void {
  const sleeve = it.nameFlaw(day(4, '13:50'), 'ines', {
    name: 'The grey handle of the Helford gets too hot',
    harm: 'danger',
    since: day(20, '09:00'),
    reason: 'Three of eleven handles with the grey sleeve are above 60 °C after forty minutes.',
    product: 'Helford bread oven',
  });
  it.askDesigners(day(4, '13:55'), 'ines', sleeve, { of: 'yusuf', dueAt: ahead(2) });
}

/** Done, we said. It was not, says the customer. */
function refund(script: Script): void {
  const { day } = script.days;
  const it = complain(script, day(11, '16:44'), {
    text: 'sent the toaster back 3 weeks ago. WHERE IS MY MONEY. £89',
    name: 'Callum Reid',
    email: 'callum.reid@example.org',
    product: 'Restronguet toaster',
    orderReference: 'PKW-20077',
    wish: 'My £89.',
  });
  const money = it.answer(
    day(10, '09:20'),
    'owner',
    words`
      Mr Reid, your toaster has been on our shelf since the day after you posted it, and nobody
      pressed the button. That is our fault alone and I am sorry. I pressed it just now: £89 and
      the £4.50 that the parcel cost you.`,
    { text: '£93.50 are in your account.', dueAt: day(5, '17:00') },
  );
  const refund = it.give(day(10, '09:22'), 'owner', {
    kind: 'refund',
    amount: 93_50,
    what: '£89 for the toaster and £4.50 for the parcel, to your account.',
    wish: 'as_it_stands',
  });
  it.approve(day(10, '09:41'), 'ines', refund);
  it.write(day(7, '12:12'), 'nothing yet');
  it.answer(
    day(7, '14:02'),
    'owner',
    'It left us on the day I wrote. Banks take up to five working days. I look again on the fifth.',
  );
  it.keep(day(5, '10:30'), 'owner', money);
  it.deliver(day(5, '10:31'), 'owner', refund);
  it.judge(day(1, '19:02'), money, false);
  it.hasIt(day(1, '19:03'), refund, false);
  it.write(
    day(1, '19:05'),
    words`
      you say its done. my bank says nobody sent anything. one of you is lying. i am not asking a
      third time`,
  );
}

/** Taken down by sales in a café, and offered to a manager who has not accepted yet. */
function threeMachines(script: Script): void {
  const { day, ahead, ago } = script.days;
  const it = complain(
    script,
    day(3, '12:15'),
    {
      text: words`
        Luca Bianchi, Bar Salina, Plymouth, told me at his counter: three of the six Lynher
        machines he leases from us have failed, always on a Saturday. Each time the hotline told
        him to send an e-mail and wait two working days. "On Saturday I sell four hundred coffees.
        On Monday I sell sixty." He asks who pays for three Saturdays, and he wants one person with
        a telephone.`,
      name: 'Luca Bianchi',
      email: 'luca@barsalina.invalid',
      phone: '07700 900 305',
      product: 'Lynher Duo, leased',
      orderReference: 'TRADE-0412',
      place: 'Plymouth',
      wish: 'One person with a telephone, and three Saturdays.',
    },
    { channel: 'in_person', loggedBy: 'claire' },
  );
  it.note(
    day(3, '14:08'),
    'owner',
    words`
      The address that Claire took down does not exist, our first message came back. Rang him: it
      is right on his card, wrong on ours. Told him on the telephone what stood in it.`,
  );
  it.correct(day(3, '14:10'), 'owner', { email: 'luca@barsalina.example' });
  it.answer(
    day(3, '14:45'),
    'owner',
    words`
      Mr Bianchi, as I told you on the telephone: a café that stands still on a Saturday cannot
      wait until Tuesday for an e-mail. From this week on you have Pete's own number, Saturdays
      included, and a seventh machine stands in your cellar, ready to be plugged in, at our cost.

      Your three Saturdays are more than I may decide by myself, so I take them to somebody who
      may. You hear the answer from me and not from a form.`,
    { text: 'You have a spare machine in the cellar.', dueAt: ahead(1) },
  );
  it.offer(
    day(1, '11:05'),
    'tom',
    words`
      Three failed Saturdays at about £900 each is beyond my limit, and the lease is with you. He
      is worth listening to: same valve three times. Spare machine is arranged and stays with me
      until you accept.`,
  );
  it.give(ago(21), 'owner', {
    kind: 'goodwill',
    amount: 2_700_00,
    what: 'Three Saturdays that stood still, £900 each, are paid to you.',
    wish: 'as_it_stands',
  });
}

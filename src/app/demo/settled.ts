import { complain, type Script } from './script.ts';
import { words } from './words.ts';

/** Those that came to an end, and one that did not stay there. */
export function settledStories(script: Script): void {
  kettleLid(script);
  whisk(script);
  grinder(script);
  speedDial(script);
}

/** From the first word to "yes, it is fixed". */
function kettleLid(script: Script): void {
  const { day } = script.days;
  const it = complain(script, day(14, '21:47'), {
    text: words`
      Hello, I bought the Fal kettle in cream about six weeks ago and I love how it looks, but the
      lid does not click shut any more. If I forget and pour with one hand it swings open and the
      steam comes straight up at my wrist. I have not been hurt so far. I don't want to send the
      whole kettle away, it's the only one we have.`,
    name: 'Tamsin Rowe',
    email: 'tamsin.rowe@example.org',
    product: 'Fal kettle, cream',
    orderReference: 'PKW-20418',
    wish: 'A new lid, if that is possible.',
  });
  const lid = it.answer(
    day(13, '09:38'),
    'owner',
    words`
      Dear Ms Rowe,

      a lid that opens over boiling water is not a small thing, and I am glad that you wrote before
      it hurt you. I am sorry. You need not send the kettle: the lid comes off without a tool, and I
      am sending you a new one with the little spring that fails on the early cream ones. It goes by
      first class post this afternoon.

      Until it is there, please hold the lid while you pour, or use a saucepan. If you would rather
      have the money back, one line is enough.`,
    { text: 'A new lid with spring is at your door.', dueAt: day(10, '17:00') },
  );
  it.note(day(13, '09:52'), 'owner', 'Third cream lid this month. Same batch? Told Yusuf.');
  it.note(
    day(12, '14:05'),
    'yusuf',
    words`
      Looked at two returned ones. The spring seat on batch 0726 is cut 0.4 mm too shallow, so it
      jumps out after a few weeks of steam. I have stopped that jig. We should write to everybody
      who bought from that batch, not only to those who complain.`,
  );
  it.keep(day(11, '10:15'), 'owner', lid);
  it.judge(day(11, '18:20'), lid, true);
  it.write(
    day(11, '18:23'),
    'Came this morning, took ten seconds, clicks like new. Thank you for not making this hard.',
  );
  it.answer(
    day(10, '09:04'),
    'owner',
    words`
      Thank you for telling me. You helped more than yourself: because of your letter our designer
      found the tool that cut the seat too shallow.`,
  );
  const voucher = it.give(day(10, '09:10'), 'owner', {
    kind: 'goodwill',
    amount: 20_00,
    what: '£20 off whatever you choose, because you found it for all of us.',
    wish: { why: 'The lid that you asked for has come. This is on top.' },
  });
  it.accept(day(10, '12:02'), voucher);
  it.deliver(day(10, '12:20'), 'owner', voucher);
  it.hasIt(day(10, '20:09'), voucher, true);
  it.confirm(day(10, '20:11'));
}

function whisk(script: Script): void {
  const { day } = script.days;
  const it = complain(script, day(6, '12:31'), {
    text: words`
      The wire whisk is missing from my new Tamar mixer. On the box it says three attachments and
      there are two. I have twelve people coming in three days and a pavlova to make!`,
    name: 'Hannah Lowe',
    email: 'hannah.lowe@example.com',
    product: 'Tamar stand mixer',
    orderReference: 'PKW-20777',
  });
  it.answer(
    day(6, '13:02'),
    'owner',
    words`
      Dear Ms Lowe, then there is no time to lose: a whisk leaves here today by courier, so that it
      is with you in time. Before you give up on the box, would you look under the grey tray at the
      very bottom? It hides there so well that I have suggested printing an arrow.`,
    { text: 'A whisk is with you before noon.', dueAt: day(4, '12:00') },
  );
  it.withdraw(
    day(6, '13:40'),
    'Found it under the grey tray. I am mortified. Please keep the courier, and print that arrow!',
  );
}

/** Closed without the customer's word: answered, asked twice, nothing owed, and a reason. */
function grinder(script: Script): void {
  const { day } = script.days;
  const it = complain(script, day(14, '08:12'), {
    text: 'Coffee grinder makes a noise like a bag of spanners. 8 months old. Not good enough.',
    name: 'Kevin Stanton',
    email: 'kev.stanton@example.net',
    phone: '07700 900 418',
    product: 'Kenwyn grinder',
  });
  const repair = it.answer(
    day(14, '11:20'),
    'owner',
    words`
      Mr Stanton, no, it is not. At eight months this is ours to put right, whatever the cause. You
      said on the telephone just now that you pass Falmouth this week: Gemma in the workshop has
      kept the bench free for you from ten, and you can watch her do it.`,
    { text: 'Gemma repairs your grinder while you wait.', dueAt: day(11, '17:00') },
  );
  it.note(
    day(11, '15:48'),
    'gemma',
    words`
      Burr carrier was loose, thread-locked it and put a new bearing in. Ran twelve doses with him
      standing next to me, quiet as a mouse. He signed the slip and took it home.`,
  );
  it.keep(day(11, '16:10'), 'owner', repair);
  it.askFixed(day(9, '10:00'), 'owner');
  it.answer(
    day(5, '10:30'),
    'owner',
    words`
      Mr Stanton, only to be sure: has the grinder stayed quiet at home? If it is not right I would
      much rather hear it than not. You find the two buttons under the link.`,
  );
  it.askFixed(day(5, '10:31'), 'owner');
  it.close(
    day(2, '16:00'),
    'ines',
    words`
      You tried the grinder at our bench after the repair and signed that it ran as it should. We
      asked you twice since then and have not heard from you. Should it ever make that noise again,
      one press on your page opens this anew, and Gemma keeps the bench free.`,
  );
}

/** Fixed, said the customer. Then the fault came back. */
function speedDial(script: Script): void {
  const { day, ahead } = script.days;
  const it = complain(script, day(12, '07:55'), {
    text: words`
      The speed dial of our Tamar jumps from 2 to 6 by itself. Flour everywhere, twice, including
      on the dog. It would be funny if it had not been my daughter holding the bowl.`,
    name: 'Beth Marlow',
    email: 'beth@marlow.example',
    phone: '07700 900 233',
    product: 'Tamar stand mixer',
    orderReference: 'PKW-19250',
  });
  const dial = it.answer(
    day(12, '10:41'),
    'owner',
    words`
      Dear Mrs Marlow, I am sorry, to your daughter first of all. Please leave it unplugged. Pete
      comes to you on his next round, between two and four, with a new dial; it takes him half an
      hour at your kitchen table and costs you nothing.`,
    { text: 'Pete comes and changes the speed dial.', dueAt: day(10, '16:00') },
  );
  it.note(
    day(10, '15:35'),
    'pete',
    'Changed the dial, board looked fine. Dog forgives us. I left my number.',
  );
  it.keep(day(10, '15:50'), 'owner', dial);
  it.judge(day(10, '19:15'), dial, true);
  it.confirm(day(9, '08:30'));
  it.write(
    day(1, '13:17'),
    words`
      It is back. Same thing, from 2 to 6, this morning. Pete was lovely so please don't be cross
      with him, but I do not think it was the dial.`,
  );
  it.answer(
    day(1, '15:26'),
    'owner',
    words`
      Dear Mrs Marlow, you are right and I was too quick to believe in the dial. Nobody is cross
      with Pete; we should have changed the board as well. A courier fetches the mixer from you, at
      an hour that suits you, and a brand-new one stands in your kitchen before the old one leaves.
      Yusuf, who designed it, wants to see yours on his own bench.`,
    {
      text: 'A new Tamar is in your kitchen, and the old one is collected.',
      dueAt: ahead(2),
    },
  );
  it.note(
    day(1, '15:40'),
    'owner',
    words`
      @Yusuf: second jump from 2 to 6 on a 2025 board after a new dial. Mine to own, yours to open
      up. Within my limit, so I have ordered the replacement already.`,
  );
}

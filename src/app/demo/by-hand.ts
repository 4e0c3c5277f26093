import { complain, type Script } from './script.ts';
import { words } from './words.ts';

/** What did not come by the form alone: a letter that was opened, and somebody without a name. */
export function storiesByHand(script: Script): void {
  letterByPost(script);
  threeSteps(script);
}

/** By letter, opened and written down by a handler. The promise is for today. */
function letterByPost(script: Script): void {
  const { day, laterToday } = script.days;
  const it = complain(
    script,
    day(3, '10:05'),
    {
      text: words`
        Dear Sirs,

        I have owned your slow cooker since 1998 and my late wife swore by it. The new one, bought
        to replace it, has a glass panel instead of a knob. I am eighty-one, my fingers are dry, and
        it does not know that I am there.

        Your engineer was to come last week and again this week. On both days I stayed at home and
        nobody came. I do not have the electronic mail and I do not wish to have it. I should be
        obliged if someone would come, and show me, and say on what day, and then come on that day.

        Yours faithfully,

        A. J. Pengelly`,
      name: 'Arthur Pengelly',
      phone: '01632 960 377',
      product: 'Carrick slow cooker',
      place: 'Penryn',
    },
    { channel: 'post', loggedBy: 'daniel' },
  );
  it.answer(
    day(3, '11:42'),
    'owner',
    words`
      Dear Mr Pengelly,

      as I said on the telephone this morning, and as you will soon have on paper: you waited for
      us on two days and we did not come, did not call, and did not write. I am ashamed of that.

      Pete Nancarrow comes to you himself. He brings the model with the knob, which we still make;
      if you like it better you keep it and he takes the glass one away. He has your number and
      rings half an hour before.`,
    {
      text: 'Pete comes to Penryn, brings the cooker with the knob, and rings before.',
      dueAt: laterToday(),
    },
  );
  it.note(
    day(3, '11:50'),
    'owner',
    words`
      Posted as a letter, second class will not do. Both missed visits were entered for "Mr A.
      Pengelly, Penzance". @Tom: Penryn! Somebody else in Penzance got two visits.`,
  );
  it.logContact(
    day(1, '16:18'),
    'owner',
    'phone',
    words`
      Mr Pengelly rang to ask whether it is still true. I said yes, and that Pete has it in his
      book. He said: "I shall put the kettle on, then."`,
  );
  it.answer(
    day(1, '16:25'),
    'owner',
    'It was good to hear you, Mr Pengelly. It is still true. He takes his tea without sugar.',
  );
}

/** Without a name: there is nobody to write to, and everything stands on the private page. */
function threeSteps(script: Script): void {
  const { day, ahead } = script.days;
  const it = complain(script, day(4, '14:20'), {
    text: words`
      three steps up to your shop and no bell. my mum uses a walker. we stood outside in the rain
      waving till a customer came out. the lady inside saw us. i wont give my name because we still
      want to come in and buy the bread tin`,
    level: 'manager',
    place: 'Shop, Packet Quay',
  });
  it.answer(
    day(3, '09:55'),
    'tom',
    words`
      I look after the building, so this one is mine. You should never have had to wave. There is a
      folding ramp for those steps; it has been standing in my workshop for months because
      nobody put up a bell to ask for it. That is a poor excuse and I do not offer it as one.

      You need not tell us your name. Whoever is in the shop knows that the bread tin is paid for,
      whichever of you comes for it.`,
    {
      text: 'There is a bell at the foot of the steps, and the ramp lies behind the door.',
      dueAt: ahead(2),
    },
  );
  it.answer(
    day(3, '14:30'),
    'ines',
    words`
      You asked for it to go to a manager, and it did. I spoke with my colleague in the shop today.
      She did see you, and thought that somebody else was on the way. She is sorry, and so am I.`,
  );
}

import { complain, holdBack, type Script } from './script.ts';
import { words } from './words.ts';

/** Those of today, kind words, and what the form held back. */
export function storiesJustIn(script: Script): void {
  const { day, ago } = script.days;
  complain(script, ago(22), {
    text: words`
      Ordered: one Fal kettle, sage green. Arrived: two Fal kettles, cream, and somebody else's
      invoice with their home address on it. I think you should know about the invoice rather
      quickly.`,
    name: 'Zoë Lindqvist',
    email: 'zoe.lindqvist@example.net',
    product: 'Fal kettle, sage',
    orderReference: 'PKW-21044',
    wish: 'My green kettle. Please tell the other person, too.',
  });
  complain(script, ago(190), {
    text: 'your new website ate my order twice. gave up & bought another make',
    email: 'm.okoye@example.com',
  });
  const thanks = complain(script, day(5, '18:33'), {
    text: words`
      This is not a complaint but there is no other box. Gemma Hocking repaired my mother's mixer.
      It is from 1974. You do not even make the belt any more; she made one. My mother cried. I only
      wanted somebody in charge to know that.`,
    name: 'Rhiannon Tremayne',
    email: 'rhiannon.tremayne@example.org',
    kind: 'praise',
  });
  thanks.answer(
    day(4, '09:40'),
    'morwenna',
    words`
      Dear Ms Tremayne, somebody in charge knows now, and has read it aloud in the workshop. Gemma
      went red and left to make tea. I think my grandfather built that mixer. Please give your
      mother my regards.`,
  );
  holdBack(
    script,
    day(2, '03:12'),
    {
      text: 'Boost your store!! 10,000 quality backlinks for $49 https://seo.example/deal',
      name: 'Growth Team',
      email: 'growth@seo.example',
    },
    'hidden_field_filled',
  );
  holdBack(
    script,
    ago(75),
    {
      text: words`
        I wrote this at home and pasted it in. The instructions under
        https://penhallow.example/carrick say that the pot may go into the oven. Mine cracked at
        160 degrees with the Sunday joint in it.`,
      name: 'Doreen Hicks',
      email: 'doreen.hicks@example.com',
      product: 'Carrick slow cooker',
    },
    'sent_too_fast',
  );
}

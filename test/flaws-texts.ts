// What customers of a railway write in every language of theirs, made from parts by a seed: the same
// each time, and none like the next.

type Body = { text: string; language: string; product?: string; place?: string };

/** Mulberry32: small, and good enough to mix sentences. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const matters: { language: string; product: string; parts: string[][] }[] = [
  {
    language: 'en',
    product: 'Timetable',
    parts: [
      [
        'My train to Lübeck was late',
        'The 8:14 never came',
        'We waited an hour for the connection',
      ],
      [
        'and nobody at the station said why.',
        'and I missed a meeting.',
        'in the cold, with a child.',
      ],
    ],
  },
  {
    language: 'de',
    product: 'Timetable',
    parts: [
      [
        'Der Zug nach Kiel hatte Verspätung',
        'Mein Anschluss war weg',
        'Der Bus statt Zug kam nicht',
      ],
      [
        'und niemand hat etwas gesagt.',
        'und ich stand eine Stunde am Gleis.',
        'zum dritten Mal im Monat.',
      ],
    ],
  },
  {
    language: 'en',
    product: 'Tickets',
    parts: [
      [
        'The machine took my card',
        'I was charged twice for one ticket',
        'The refund has not arrived',
      ],
      [
        'although I called about it.',
        'and the receipt is wrong.',
        'since the beginning of the month.',
      ],
    ],
  },
  {
    language: 'fr',
    product: 'Tickets',
    parts: [
      ['Le remboursement de mon billet', 'La réduction de ma carte', 'La facture du voyage'],
      ['n’est jamais arrivé.', 'a été refusée sans raison.', 'ne correspond pas au prix affiché.'],
    ],
  },
  {
    language: 'en',
    product: 'On board',
    parts: [
      [
        'The toilet in coach 3 was locked',
        'The heating did not work',
        'The coach was full of rubbish',
      ],
      ['on the whole way to Munich.', 'and the guard shrugged.', 'for the second time this week.'],
    ],
  },
  {
    language: 'es',
    product: 'On board',
    parts: [
      ['El aire acondicionado', 'La cafetería del tren', 'El asiento reservado'],
      [
        'no funcionaba en todo el viaje.',
        'estaba cerrada sin aviso.',
        'estaba ocupado por otra persona.',
      ],
    ],
  },
  {
    language: 'de',
    product: 'Service',
    parts: [
      ['Ihre Hotline', 'Der Schalter in Altona', 'Die Dame am Telefon'],
      ['war nicht zu erreichen.', 'wusste die Antwort nicht.', 'hat einfach aufgelegt.'],
    ],
  },
  {
    language: 'en',
    product: 'Luggage',
    parts: [
      [
        'My suitcase was damaged',
        'I left a blue umbrella behind',
        'The bicycle place I booked was gone',
      ],
      [
        'and the form asks for a fax number.',
        'and nobody answers my letter.',
        'between Bremen and Hamburg.',
      ],
    ],
  },
];

const places = ['Hamburg', 'Bremen', 'Kiel', 'Hannover', 'Munich'];

/** So many complaints as they come on any day. */
export function background(count: number, seed: number): Body[] {
  const random = randomFrom(seed);
  const oneOf = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  return Array.from({ length: count }, () => {
    const { language, product, parts } = oneOf(matters);
    const text = parts.map(oneOf).join(' ');
    return {
      text: `${text} ${oneOf(places)}, ${Math.ceil(random() * 28)}.`,
      language,
      product,
      place: oneOf(places),
    };
  });
}

const screens: Body[] = [
  { language: 'en', text: 'The screen at my seat stayed black for the whole journey.' },
  {
    language: 'en',
    text: 'All the seat screens in our coach were black, no film for the children.',
  },
  { language: 'en', text: 'My seat screen went black after Hamburg and never came back.' },
  { language: 'de', text: 'Der Bildschirm an meinem Sitz blieb die ganze Fahrt schwarz.' },
  { language: 'en', text: 'Black screen at the seat, I paid extra for the films.' },
  { language: 'en', text: 'The screens at the seats do not work, mine is just black.' },
  {
    language: 'de',
    text: 'Alle Bildschirme an den Sitzen waren schwarz, kein Film für die Kinder.',
  },
];

/** Customers of the seats with screens, after a fault in them. */
export const brokenScreens = (from: number, count: number): Body[] =>
  Array.from({ length: count }, (_, each) => {
    const body = screens[(from + each) % screens.length] as Body;
    const text = `${body.text} (${['Coach', 'Wagen'][each % 2]} ${(from + each) % 9}, ${from + each})`;
    return { ...body, text, product: 'Seat screens' };
  });

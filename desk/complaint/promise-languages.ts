import * as de from 'chrono-node/de';
import * as en from 'chrono-node/en';
import * as es from 'chrono-node/es';
import * as fr from 'chrono-node/fr';

// What a promise sounds like, language by language: who commits to what, and by when.

type Parser = Pick<typeof en.casual, 'parse'>;

export type PromiseLanguage = {
  dates: Parser;
  /** We commit ourselves. */
  commits: RegExp;
  /** Within the same clause: it is none after all. */
  not: RegExp;
  /** Ways of naming a time that the date parser does not know, and others that it does. */
  rewrite: readonly (readonly [RegExp, string])[];
  /** Words before a time of day that make it a moment and not the name of a train. */
  at: RegExp;
};

// A letter or digit on neither side; `\b` knows no accents.
const word = (source: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'giu');

/** Beside a time of day only, or "one of us" would be an hour. */
const hoursAfter = (before: string, names: readonly string[]): (readonly [RegExp, string])[] =>
  names.map(
    (name, place) =>
      [new RegExp(`(${before})${name}(?![\\p{L}\\p{N}])`, 'giu'), `$1${place + 1}`] as const,
  );

const english: PromiseLanguage = {
  dates: en.casual,
  commits: word(
    "(?:I|we)(?:['’]ll| will| shall|['’]m going to|['’]re going to| am going to| are going to| promise to)" +
      '|let me (?:call|ring|write|check|send)' +
      "|you(?:['’]ll| will) (?:receive|get|hear from|be (?:refunded|paid|called|contacted|reimbursed))" +
      "|you(?:['’]ll| will) have (?!to\\b)" +
      '|will (?:\\p{L}+ )?(?:be (?:refunded|paid|sent|repaired|replaced|delivered|returned)|arrive with you|be (?:with|at) you)' +
      '|will (?:call|ring|phone|write to|email|contact|visit|get back to|come back to|reply to|answer|refund|pay|send|tell|inform) you',
  ),
  not: /\b(?:will not|won['’]t|shan['’]t|not|never|cannot|can['’]t|unable|be (?:away|out|closed|off|unavailable|on (?:holiday|leave|vacation)))\b/iu,
  rewrite: [
    // The parser takes it for a month.
    [word('money'), 'sum'],
    [
      word(
        '(?:by |at |before )?(?:the )?(?:end of (?:the )?(?:working |business )?day|close of business|cob|eod)',
      ),
      'at 17:00',
    ],
    [word('(?:by |before )?(?:the )?end of (?:the|this) week|this week'), '{friday}'],
    [word('(?:by |before )?(?:the )?end of next week|next week'), '{next friday}'],
    [word('(?:with)?in (?:the next )?(\\p{L}+|\\d+) (?:working|business) days?'), '{working $1}'],
    [word('noon|midday'), '12:00'],
    ...hoursAfter('(?:by|at|before|until) ', [
      'one',
      'two',
      'three',
      'four',
      'five',
      'six',
      'seven',
      'eight',
      'nine',
      'ten',
      'eleven',
      'twelve',
    ]),
    [
      /\b(?:by|before|until|no later than|around) (?=\d{1,2}(?::\d\d)?(?!\d|[/.]\d|(?:st|nd|rd|th)\b))/giu,
      'at ',
    ],
  ],
  at: /\bat\s*$/iu,
};

const german: PromiseLanguage = {
  dates: de.casual,
  commits: word(
    'ich werde|wir werden|werde ich|werden wir' +
      `|(?:ich|wir) (?:${'rufe,melde,schicke,sende,schreibe,überweise,erstatte,zahle,komme,kümmere,antworte,liefere,prüfe,kläre,bringe,gebe,sage,informiere,repariere,ersetze,erledige'
        .split(',')
        .map((stem) => `${stem}n?`)
        .join('|')})` +
      `|(?:${'rufe,melde,schicke,sende,schreibe,überweise,erstatte,zahle,komme,kümmere,antworte,liefere,prüfe,kläre,bringe,gebe,sage,informiere,repariere,ersetze,erledige'
        .split(',')
        .map((stem) => `${stem}n?`)
        .join('|')}) (?:ich|wir)` +
      '|Sie (?:erhalten|bekommen|hören)|(?:erhalten|bekommen|hören) Sie' +
      '|(?:wird|werden) (?:sich )?(?:Sie|Ihnen|bei Ihnen)',
  ),
  not: /(?<!\p{L})(?:nicht|nie|kein(?:e[nmrs]?)?)(?!\p{L})/iu,
  rewrite: [
    [word('(?:bis )?(?:zum )?Ende (?:der|dieser) Woche|diese Woche'), '{friday}'],
    [word('(?:bis )?(?:zum )?Ende (?:der )?nächste[rn]? Woche|nächste Woche'), '{next friday}'],
    [
      word('(?:innerhalb von|innerhalb|binnen|in) (\\p{L}+|\\d+) (?:Werk|Arbeits)tagen?'),
      '{working $1}',
    ],
    [word('innerhalb von|innerhalb der nächsten|binnen|in den nächsten'), 'in'],
    [word('(?:bis )?Mittag'), 'um 12 Uhr'],
    [
      word(
        '(Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag)(?:vor|nach)?(?:mittag|abend|früh)',
      ),
      '$1',
    ],
    [word('(morgen) (?:früh|vormittag|nachmittag|mittag|abend)'), '$1'],
    ...hoursAfter('(?:bis|um|vor|gegen) ', [
      'eins',
      'zwei',
      'drei',
      'vier',
      'fünf',
      'sechs',
      'sieben',
      'acht',
      'neun',
      'zehn',
      'elf',
      'zwölf',
    ]),
    [
      /(?<!\p{L})(?:bis|vor|spätestens um|gegen|um) (?:um )?(\d{1,2}(?::\d\d)?)(?: Uhr)?(?!\d|[.]|\s*(?:Stunden|Tage|Werk|€|Euro))/giu,
      'um $1 Uhr',
    ],
    [/(\d{1,2}\.\d{1,2}\.)(?!\d)/gu, '$1{year}'],
  ],
  at: /(?<!\p{L})um\s*$/iu,
};

const french: PromiseLanguage = {
  dates: fr.casual,
  commits: word(
    "(?:je|nous|on|j['’])(?: |(?<=['’]))(?:(?:vous|le|la|les|leur|lui|en|y|l['’]) ?){0,3}\\p{L}+(?:rai|rons)" +
      '|(?:je|nous|on) (?:vous |le |la |les )*(?:vais|allons|va)' +
      '|(?:je|nous|on) (?:vous |le |la |les )+(?:rappelle|appelle|envoie|écris|réponds|tiens|rembourse|contacte|recontacte|confirme|rappelons|appelons|envoyons|écrivons|répondons|tenons|remboursons|contactons|recontactons|confirmons)' +
      '|on vous \\p{L}+ra|vous (?:recevrez|aurez|serez (?:remboursée?s?|contactée?s?|rappelée?s?))',
  ),
  not: /(?<!\p{L})(?:ne|pas|jamais|n['’]\p{L}+)(?!\p{L})/iu,
  rewrite: [
    [/aujourd’hui/giu, "aujourd'hui"],
    [word("(?:avant |d['’]ici )?(?:la )?fin de (?:la|cette) semaine|cette semaine"), '{friday}'],
    [
      word("(?:avant |d['’]ici )?(?:la )?fin de la semaine prochaine|la semaine prochaine"),
      '{next friday}',
    ],
    [
      word('(?:sous|dans(?: les)?|en) (\\p{L}+|\\d+) jours? (?:ouvrés?|ouvrables?)'),
      '{working $1}',
    ],
    [word("sous|dans les|d[’']ici (?=\\d+ (?:jours|heures))"), 'dans'],
    [word('midi'), '12h'],
    ...hoursAfter('(?:avant|à|vers) ', [
      'une',
      'deux',
      'trois',
      'quatre',
      'cinq',
      'six',
      'sept',
      'huit',
      'neuf',
      'dix',
      'onze',
      'douze',
    ]),
    [
      /(?<!\p{L})(?:avant|vers|à)(?: les)? (\d{1,2}) ?(?:h(?:eures?)?)(?: ?(\d\d))?(?!\p{L}|\d)/giu,
      'à $1h$2',
    ],
  ],
  at: /(?<!\p{L})à\s*$/iu,
};

const spanish: PromiseLanguage = {
  dates: es.casual,
  commits: word(
    '\\p{L}{2,}(?:aré|eré|iré|dré|aremos|eremos|iremos|dremos)' +
      '|(?:voy|vamos) a \\p{L}+r(?:le|les|te|lo|la|me|nos)?' +
      '|(?:le|les|te|os) (?:llamo|llamamos|escribo|escribimos|envío|enviamos|devuelvo|devolvemos|respondo|respondemos|confirmo|confirmamos)' +
      '|(?:recibirá|recibirás|recibirán|tendrá)n?|(?:le|les|te) \\p{L}+rán?',
  ),
  not: /(?<!\p{L})(?:no|nunca|tampoco|jamás)(?!\p{L})/iu,
  rewrite: [
    [word('(?:antes del? )?(?:el )?(?:final|fin) de (?:la|esta) semana|esta semana'), '{friday}'],
    [
      word('la (?:próxima semana|semana que viene|semana próxima)|la semana que viene'),
      '{next friday}',
    ],
    [word('(?:en|dentro de) (\\p{L}+|\\d+) días? (?:hábiles?|laborables?)'), '{working $1}'],
    [word('pasado mañana'), 'en 2 días'],
    [word('mañana por la (?:mañana|tarde|noche)'), 'mañana'],
    [word('(?:al )?mediodía'), 'a las 12:00'],
    [word('en las próximas'), 'en'],
    ...hoursAfter('las? ', [
      'una',
      'dos',
      'tres',
      'cuatro',
      'cinco',
      'seis',
      'siete',
      'ocho',
      'nueve',
      'diez',
      'once',
      'doce',
    ]),
    [
      /(?<!\p{L})(?:antes de|hasta|sobre|a) las? (\d{1,2})(:\d\d)?(?: de la (?:tarde|noche|mañana))?(?!\d)/giu,
      'a las $1$2',
    ],
  ],
  at: /(?<!\p{L})las?\s*$/iu,
};

export const languages: readonly PromiseLanguage[] = [english, german, french, spanish];

/** Numbers as they are written out before "working days". */
export const numberOf = (text: string): number => {
  const known = Number(text);
  if (Number.isInteger(known)) return known;
  const at = numberWords.findIndex((names) => names.includes(text.toLowerCase()));
  return at < 0 ? Number.NaN : at + 1;
};

const numberWords: readonly (readonly string[])[] = [
  ['one', 'a', 'einem', 'ein', 'un', 'uno'],
  ['two', 'zwei', 'deux', 'dos'],
  ['three', 'drei', 'trois', 'tres'],
  ['four', 'vier', 'quatre', 'cuatro'],
  ['five', 'fünf', 'cinq', 'cinco'],
  ['six', 'sechs', 'seis'],
  ['seven', 'sieben', 'sept', 'siete'],
  ['eight', 'acht', 'huit', 'ocho'],
  ['nine', 'neun', 'neuf', 'nueve'],
  ['ten', 'zehn', 'dix', 'diez'],
];

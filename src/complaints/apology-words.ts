// Written for texts in small letters without accents, as `apology.ts` makes them.

/** Between who apologises and the word for it: "we do most sincerely …". */
const few = "(?: [a-z']+,?){0,4}";

const english = [
  new RegExp(`\\b(?:i|we|us|me|let me)${few} apologi[sz]e\\b`),
  /^(?:please )?apologi[sz]ing\b|^(?:our |my |many |sincere |deepest |sincerest |humble )*apologies\b/,
  /\b(?:our|my)(?: [a-z]+){0,3} apolog(?:y|ies)\b/,
  /\bapologies (?:for|that|from|on|again)\b/,
  /\b(?:owe|offer|give|extend|accept|want|wanted)(?: [a-z]+){0,5} apolog(?:y|ies)\b/,
  /\b(?:i|we)(?: am| are|'m|'re| were| was| feel)(?: [a-z']+,?){0,4} sorry\b/,
  /\bsorry (?:for|about|that|to hear|to (?:have|learn|read|tell)|you|we|i|this|it|again|once)\b/,
  /^(?:(?:so|very|really|terribly|truly|again|once again|first|and|but|oh|hello|hi|dear [a-z ]+),? )*sorry\b/,
  /[:–—-] sorry\b/,
  /\b(?:say|saying)(?: that)?(?: we| i)?(?: are| am)?(?: [a-z]+){0,2} sorry\b/,
  /\b(?:please |to )?forgive (?:us|me|our|my|the)\b|\byour (?:forgiveness|pardon)\b/,
  /\bplease excuse (?:us|me|our|my|the|this|any)\b/,
  /\b(?:i|we)(?: [a-z]+){0,2} regret\b/,
  /\bit is with (?:[a-z]+ )?regret\b/,
];

const englishNot = [
  /\b(?:no|any|without) (?:need|reason|cause)(?: at all)? (?:for you |for anyone )?to (?:apologi[sz]e|be sorry|say sorry)\b/g,
  /\b(?:need|have|had) (?:not|nothing) to? ?(?:apologi[sz]e|be sorry)(?: for)?\b/g,
  /\b(?:do not|don't|never|not|won't|cannot|can't|didn't|did not|needn't|wouldn't|would not|have to|refuse to)(?: [a-z]+){0,3} (?:apologi[sz]e|apologi[sz]ed|apologi[sz]ing|sorry|regret)\b/g,
  /\b(?:you|they|he|she|who|which|driver|team|company|colleague|customer|shop)(?:'ve|'d| had| have| has| did| do| were| are| was| is| will| would)?(?: [a-z]+){0,2} (?:apologi[sz]e[sd]?|sorry)\b/g,
  /\b(?:your|their|his|her|another|any|no|such an?|without(?: an| any)?)(?: [a-z]+){0,2} apolog(?:y|ies)\b/g,
  /\b(?:thank you|thanks) for (?:your )?(?:apologi[sz]ing|saying sorry|apolog(?:y|ies))\b/g,
  /\b(?:asked?|asking|wish(?:ed)?|want(?:ed)?|expect(?:ed)?|demand(?:ed)?)(?: [a-z]+){0,3} (?:for )?(?:us |me )?(?:an apology|to apologi[sz]e|to be sorry)\b/g,
  /\bsafe(?:r)? than sorry\b|\bsorry (?:state|sight|story|affair|tale)\b|\bsorry for (?:yourself|themselves|himself|herself)\b/g,
];

const german = [
  /\btut (?:es )?(?:mir|uns)(?: [a-z]+){0,5} leid\b/,
  /\bleid tut (?:es )?(?:mir|uns)\b/,
  /\b(?:mir|uns)(?: [a-z]+){0,5} leid tut\b/,
  /\bentschuldig(?:e|en) (?:ich |wir )?(?:mich|uns)\b/,
  /\b(?:mich|uns)(?: [a-z]+){0,6} (?:zu )?entschuldigen\b/,
  /\bbitt(?:e|en)(?: [a-z]+){0,6} um (?:[a-z]+ )?(?:entschuldigung|verzeihung|nachsicht)\b/,
  /\bum (?:entschuldigung|verzeihung) bitten\b/,
  /^(?:bitte |und |wir )?(?:verzeihung|verzeihen sie|entschuldigung|entschuldigen sie)\b/,
  /\bbitte (?:verzeihen|entschuldigen)\b|\b(?:verzeihen|entschuldigen) sie (?:bitte|uns|mir|die|den|das|unser|unsere|meine|dass|diese)\b/,
  /\b(?:wir|ich) (?:[a-z]+ ){0,2}bedaue(?:re|rn|ren)\b|\bbedaue(?:re|rn|ren) (?:wir|ich)\b|\bbedauern (?:es )?(?:sehr|zutiefst)\b/,
];

const germanNot = [
  /\b(?:sie|du|er|fahrer|kollege|kollegin)(?: [a-z]+){0,6} (?:nicht |keinesfalls )?(?:zu )?entschuldig(?:en|t)\b/g,
  /\bentschuldigen sie sich nicht\b|\b(?:ihre|deine|seine|keine|ihrer) entschuldigung\b/g,
  /\b(?:muss|braucht|soll|sollte)? ?(?:es )?(?:ihnen|dir)(?: [a-z]+){0,4} leid(?: zu)?(?: tun)?\b/g,
  /\bnicht um entschuldigung\b|\bum entschuldigung (?:gebeten|baten)\b/g,
];

const french = [
  /\b(?:nous sommes|je suis|nous en sommes|j'en suis|sommes|suis)(?: [a-z]+){0,4} (?:desole|navre|confus)(?:e|s|es)?\b/,
  /^(?:vraiment |sincerement |tres |et )*(?:desole|navre)(?:e|s|es)?\b/,
  /\b(?:veuillez|prions|prie|priant|vouloir|demandons)(?: [a-z']+){0,7} excuser?\b/,
  /\b(?:nos|mes|des|toutes nos)(?: plus)?(?: [a-z]+)? excuses\b/,
  /\bnous (?:nous|en) excusons\b|\bnous nous en excusons\b|\b(?:tenons a|voulons|voudrions|souhaitons) nous excuser\b|\bje m'(?:en )?excuse\b/,
  /\bexcusez[- ](?:nous|moi)\b|\bpardonnez[- ](?:nous|moi)\b|\bdemand(?:ons|e) (?:[a-z]+ )?pardon\b|^pardon\b/,
  /\b(?:nous|je) (?:le )?regrett(?:ons|e)\b/,
];

const frenchNot = [
  /\b(?:pas|inutile|jamais|rien)(?: [a-z']+){0,4} (?:vous excuser|d'excuses|desoles?|excuser)\b/g,
  /\bne vous excusez pas\b|\b(?:vos|ses|leurs|aucune) excuses?\b/g,
  /\bvous (?:vous )?(?:etes|etiez)(?: [a-z']+){0,3} (?:excuse|desole)(?:e|s|es)?\b/g,
  /\bpas une excuse\b/g,
];

const spanish = [
  /\b(?:lo|le|les) (?:sentimos|siento)\b|\b(?:sentimos|siento) (?:mucho|muchisimo|que|las?|los?|el|haber|profundamente|de veras)\b/,
  /\b(?:pedimos|pido|pedirle|pedirles|pedirte|rogamos|ruego|ofrecemos|presentamos|ofrecer|pedir)(?: [a-z]+){0,4} (?:disculpas|perdon|excusas)\b/,
  /\bnuestras?(?: mas)?(?: [a-z]+)? (?:disculpas|excusas)\b|\bmis(?: mas)?(?: [a-z]+)? disculpas\b/,
  /\bdisculpen?(?:nos|me)?(?: (?:por|las|la|el|los|que|nuestr[a-z]+|esta|este))\b|\bdisculpenos\b|\bdisculpeme\b/,
  /^(?:mil |muchas )?(?:disculpas|perdon)\b|\bperdon(?:e|en) (?:por|las|la|el|los|que|nuestr[a-z]+)\b|\bperdonenos\b/,
  /\b(?:lamentamos|lamento)\b|\bnos disculpamos\b|\b(?:me|nos) disculpen?\b|\bdisculpar(?:me|nos)\b/,
];

const spanishNot = [
  /\b(?:no|sin|nunca)(?: [a-z]+){0,6} (?:disculpas|disculparse|disculpe|perdon|lamentamos|lamento|sentimos)\b/g,
  /\b(?:sus|tus|las) disculpas\b|\b(?:usted|se) (?:ya )?(?:se )?disculpo\b/g,
];

/** Arabic writes "and", "so" in one word with what follows. */
const from = '(?<!\\p{L})[وف]?';
const to = '(?!\\p{L})';

const arabic = [
  new RegExp(
    `${from}(?:نعتذر|أعتذر|نأسف|ناسف|آسف|أسف|آسفون|آسفين|آسفة|متأسفون|متأسفين|متأسف)${to}`,
    'u',
  ),
  new RegExp(`${from}اعتذر (?:لك|لكم|إليك|إليكم|منك|منكم|عن)${to}`, 'u'),
  new RegExp(
    `(?<!\\p{L})[وف]?(?:ب|ل)?ا?اعتذار(?:نا|ي)${to}|(?:نقدم|نتقدم|أتقدم|أقدم)[^.]{0,40}(?:الاعتذار|اعتذار)`,
    'u',
  ),
  new RegExp(`${from}(?:المعذرة|معذرة|عذرا|سامحونا|سامحنا|سامحينا|نلتمس العذر)${to}`, 'u'),
];

const arabicNot = [
  /لا (?:داعي|حاجة|ضرورة|لزوم)[^.]{0,15}(?:للاعتذار|أن تعتذر|لتعتذر|للأسف)/gu,
  /(?:لا|لن|لم|ولا|ولن) (?:نعتذر|أعتذر|نأسف|تعتذر|تعتذري|تعتذروا)/gu,
  /(?:ب|ل|و)?اعتذار(?:ك|كم|كِ|ه|ها|هم)(?!\p{L})|اعتذرت[مي]?(?!\p{L})/gu,
];

/** What apologises. */
export const said: readonly RegExp[] = [...english, ...german, ...french, ...spanish, ...arabic];

/** What looks like it and is not: denied, or somebody else's. Taken out before we look. */
export const excluded: readonly RegExp[] = [
  ...englishNot,
  ...germanNot,
  ...frenchNot,
  ...spanishNot,
  ...arabicNot,
];

/** A question whether somebody should. */
export const asked: readonly RegExp[] = [
  /^(?:should|must|do|does|did|would|may|can|shall|why should) (?:we|i|you|they|he|she)\b.*\?$/,
];

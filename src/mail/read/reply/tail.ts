import { sentFrom } from './languages.ts';
import type { Line } from './lines.ts';

// What stands below the words of a mail and is none of them: "Sent from my telephone", the
// company's notice that all is confidential, a block of numbers and addresses.

const device =
  /iphone|ipad|ipod|android|samsung|galaxy|huawei|xiaomi|redmi|pixel|nokia|xperia|blackberry|motorola|oneplus|smartphone|handy|mobile|mobil|móvil|telefon|teléfono|téléphone|telefono|telemóvel|celular|cellulare|komórk|puhelim|телефон|tablet|outlook|yahoo|gmail|gmx|web\.de|proton|aol|thunderbird|windows|apple|mail\.ru|yandex|hotmail|spark|mailbird|airmail|app\b|\bmail\b|e-mail|t-mobile|verizon|at&t|orange|vodafone|o2|手机|携帯|mac\b|book\b/iu;

/** Which of the new lines remain when those at their end are taken off. */
export function withoutTail(lines: readonly Line[], isNew: readonly boolean[]): boolean[] {
  const indexes = isNew.flatMap((each, index) => (each ? [index] : []));
  const words = indexes.map((index) => lines[index] ?? { depth: 0, text: '' });
  const end = findTail(words);
  const kept = new Set(indexes.slice(0, end));
  return isNew.map((_, index) => kept.has(index));
}

const roundsAtMost = 5;

function findTail(words: readonly Line[]): number {
  let end = disclaimerAt(words);
  for (let round = 0; round < roundsAtMost; round += 1) {
    const shorter = deviceLineAt(words, contactBlockAt(words.slice(0, end)));
    // Nothing but a signature: then that is what was written.
    if (shorter === end || words.slice(0, shorter).every((line) => line.text === '')) break;
    end = shorter;
  }
  return end;
}

function deviceLineAt(words: readonly Line[], end: number): number {
  const last = words.findLastIndex((line, index) => index < end && line.text !== '');
  const line = words[last];
  return line && isDeviceLine(line) ? last : end;
}

/** A telephone or a program names itself; a parcel sent with somebody is no such thing. */
const isDeviceLine = (line: Line): boolean =>
  line.text.length <= 120 && sentFrom.test(line.text) && device.test(line.text);

const secrecy =
  /confidential|privileged|intended (?:solely|only|recipient|for)|vertraulich|confidentiel|confidencial|confidenzial|riservat|vertrouwelijk|poufn|fortrolig|konfidenti|конфиденциальн|disclaimer|haftungsausschluss|legally protected|views expressed|virus/i;
const aboutMail =
  /e-?mail|message|mail|nachricht|mensaje|mensagem|messaggio|bericht|wiadomo|meddeland|письм|сообщен|communication|attachment|transmission|courriel/i;
const opensDisclaimer =
  /^\W{0,10}(?:(?:this|the|diese|ce|cet|cette|este|esta|il|la|le|les|l'|dit|deze|ta|denna|dette|это|all|any|information)\b.{0,40}(?:e-?mail|message|mail|nachricht|communication|mensaje|mensagem|messaggio|bericht|information|transmission|courriel|письм)|disclaimer|confidential|notice|important|please (?:consider|think) .{0,30}(?:environment|before)|legal notice|privacy notice|vertraulich|haftungs)/i;

/** The first line of a notice on secrecy that goes to the end; the text's length where none is. */
function disclaimerAt(lines: readonly Line[]): number {
  for (let index = 1; index < lines.length; index += 1) {
    const line = lines[index];
    if (!line || lines[index - 1]?.text !== '' || !opensDisclaimer.test(line.text)) continue;
    const paragraph = lines
      .slice(index, index + 8)
      .map((each) => each.text)
      .join(' ');
    if (secrecy.test(paragraph) && aboutMail.test(paragraph)) return index;
  }
  return lines.length;
}

const footerWords =
  /unsubscribe|mailing[- ]list|this (?:e-?mail|message)|confidential|disclaimer|view (?:it )?online|click here|abmelden|abbestellen|vertraulich|désabonner|désinscrire|darse de baja|cancelar (?:la )?suscripci|disiscri|afmelden|wypisa|отписаться|list(?:info|serv|s)?[@./]/i;

/** Names, numbers and addresses, or what lists and companies add; a sentence is neither. */
export function isFooter(lines: readonly Line[]): boolean {
  const texts = lines.map((line) => line.text).filter((text) => text !== '');
  if (texts.some((text) => footerWords.test(text))) return true;
  return texts.every(
    (text) => text.length <= 70 && (!/[.!?…。]$/.test(text) || /@|www\.|:\/\//.test(text)),
  );
}

const contact =
  /^\W{0,10}(?:(?:e-?mail|mail|web|www|tel|phone|mobile|mobil|fax|t|m|f|e|w|skype|cell|office|direct)\b\W{0,4})?(?:\S+@\S+\.\S+|https?:\/\/\S+|www\.\S+|[+(]?\d[\d\s()./-]{5,22}\d)(?:\s?(?:\((?:cell|mobile|work|office|home|fax)\)|x\d{1,5}))?\W{0,10}$/i;
const linesAtMost = 8;

/** Where a last block of a name, numbers and addresses begins; the length where there is none. */
function contactBlockAt(lines: readonly Line[]): number {
  const end = lines.findLastIndex((line) => line.text !== '') + 1;
  const start = lines.findLastIndex((line, index) => index < end && line.text === '') + 1;
  const block = lines.slice(start, end).map((line) => line.text);
  return isContactBlock(block) && mayEndBefore(lines, start) ? start : lines.length;
}

function isContactBlock(block: readonly string[]): boolean {
  const others = block.filter((text) => !contact.test(text));
  const isPlain = others.every((text) => !/[.:,;]$|[!?]/.test(text));
  const isShort = block.length <= linesAtMost && block.every((text) => text.length <= 70);
  return isShort && isPlain && block.length - others.length >= 2;
}

/** "You can reach me at:" belongs to what follows, which therefore is no signature. */
function mayEndBefore(lines: readonly Line[], start: number): boolean {
  let before = start - 1;
  while (before >= 0 && lines[before]?.text === '') before -= 1;
  return before >= 0 && !/[:：]$/.test(lines[before]?.text ?? '');
}

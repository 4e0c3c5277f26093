import { forwarded, original } from './languages.ts';

/** A text as lines, each looked at once: how deep it is quoted, and what it says without the marks. */
export type Line = { depth: number; text: string };

const quotePattern = /^[ \t]{0,3}((?:[>＞][ \t]?)+)/;
const longest = 2_000;

/** Long lines are looked at as far as a mail program's own lines would go. */
export function lookAt(line: string): Line {
  const head = line.slice(0, longest);
  const marks = quotePattern.exec(head);
  if (!marks) return { depth: 0, text: head.trim() };
  const depth = Array.from(marks[0]).filter((each) => each === '>' || each === '＞').length;
  return { depth, text: head.slice(marks[0].length).trim() };
}

export const isBlank = (line: Line): boolean => line.text === '';

const bare = (text: string): string => text.replace(/^[\s*_#|]{1,20}|[\s*_#|]{1,20}$/g, '');

const markerOf = (words: string): RegExp =>
  new RegExp(`^[-_=~<>\\s]{0,80}(?:${words})(?![\\p{L}]).{0,100}$`, 'iu');

const isBetweenDashes = (text: string): boolean => /^[-_=~]{2,}|^begin |[:：]$/i.test(text);

const originalPattern = markerOf(original);
const forwardedPattern = markerOf(forwarded);

/** "-----Original Message-----": all that follows is somebody's earlier mail. */
export const isOriginalMarker = (line: Line): boolean =>
  line.text.length < 200 &&
  originalPattern.test(bare(line.text)) &&
  /^\W*[-_=~]{2,}/.test(line.text);

/** "---------- Forwarded message ---------". */
export const isForwardMarker = (line: Line): boolean => {
  const text = bare(line.text);
  return text.length < 200 && isBetweenDashes(text) && forwardedPattern.test(text);
};

/** A line of nothing but dashes or the like, three at least. */
export const isRuler = (line: Line): boolean => /^(?:[-_=*~#+—–]\s?){3,}$/.test(line.text);

/** What the tradition of the net and some programs put before a signature. */
export const isSignatureMark = (line: Line): boolean => /^(?:--|—|——|__|- -)$/.test(line.text);

const replyAbove =
  /(?:reply|write|type|respond|answer).{0,30}above (?:this|the) line|above this line|antwort.{0,40}(?:oberhalb|über) dieser (?:linie|zeile)|(?:répon(?:dre|dez|se)|écri(?:re|vez)).{0,40}au-dessus de cette ligne|(?:responda|responder|escriba|escreva).{0,40}(?:encima|acima) d[ae] (?:esta|desta) (?:línea|linha)|rispond\w* .{0,40}sopra questa (?:linea|riga)|(?:antwoord|reageer).{0,40}boven deze (?:lijn|regel)/i;

/** "Reply above this line", as support programs ask for. */
export const isReplyAbove = (line: Line): boolean =>
  line.text.length < 200 && replyAbove.test(line.text) && /^\W|\W$/.test(line.text);

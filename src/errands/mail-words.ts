import { readDate } from './written-date.ts';

/** What a fixer says in a mail. What is not plain is `unclear`, and goes to a person as it is. */
export type Understood =
  | { kind: 'accept'; dueAt: Date }
  | { kind: 'decline'; reason: string }
  | { kind: 'done'; result: string | null }
  | { kind: 'ask'; text: string }
  | { kind: 'unclear'; text: string };

/**
 * The first line says it, in English or German; everything that follows belongs to it. A mail that
 * accepts may say nothing else: "accept by Friday, if the part comes" accepts nothing.
 */
export function understand(text: string, now: Date, zone: string): Understood {
  const said = withoutSignature(text).trim();
  const [first = '', ...more] = said.split(/\r?\n/);
  const rest = more.join('\n').trim();
  const line = first.trim();
  return (
    asAcceptance(line, rest, { now, zone }) ??
    asDeclining(line, rest) ??
    asDone(line, rest) ??
    asQuestion(said) ?? { kind: 'unclear', text: said }
  );
}

type Said = Understood | undefined;

const accepting =
  /^(?:i |we |ich |wir )?(?:accept(?:ed)?|übernehmen?|angenommen)(?: (?:it|this|es))?[,:]?\s+(?:by|on|until|for|bis|am)?\s*(?:zum )?(.+?)[.!]?$/iu;

function asAcceptance(line: string, rest: string, at: { now: Date; zone: string }): Said {
  const [, written] = accepting.exec(line) ?? [];
  if (!written || !isCourtesy(rest)) return undefined;
  const dueAt = readDate(written, at.now, at.zone);
  return dueAt && dueAt > at.now ? { kind: 'accept', dueAt } : undefined;
}

const declining =
  /^(?:i |we |ich |wir )?(?:declined?|ablehnen|abgelehnt|lehnen? ab)(?: (?:it|this|es))?(?=[\s:,;.!–-]|$)[\s:,;.!–-]*(.*)$/iu;

/** Without a reason nobody knows what to do next. */
const reasonMin = 3;

function asDeclining(line: string, rest: string): Said {
  const found = declining.exec(line);
  if (!found) return undefined;
  const reason = wholeOf(found[1] ?? '', rest);
  return reason.length >= reasonMin ? { kind: 'decline', reason } : undefined;
}

const finishing =
  /^(?:it(?:'s| is) |es ist |ist )?(?:done|finished|fixed|erledigt|fertig|repariert)(?=[\s:,;.!–-]|$)[\s:,;.!–-]*(.*)$/iu;

/** "Done by Friday" is not done, nor is "done, except …". */
const doubt =
  /\b(?:not|by|until|till|will|except|but|unless|partly|half|almost|nearly|tomorrow|soon|later|nicht|bis|wird|außer|aber|teilweise|fast|morgen|später)\b/iu;

function asDone(line: string, rest: string): Said {
  const found = finishing.exec(line);
  if (!found) return undefined;
  const result = wholeOf(found[1] ?? '', rest);
  if (result.includes('?') || doubt.test(result)) return undefined;
  return { kind: 'done', result: result || null };
}

/** What stands behind the word that says it, and below; greetings alone are nothing. */
const wholeOf = (behind: string, rest: string): string =>
  [behind, isCourtesy(rest) ? '' : rest].join('\n').trim();

/** A question changes nothing, so a question mark is enough. */
function asQuestion(said: string): Said {
  const text = said.replace(/^(?:question|ask|frage)\b[\s:,–-]*/iu, '');
  return said !== '' && (text !== said || said.includes('?')) ? { kind: 'ask', text } : undefined;
}

const closings =
  /^(?:(?:many|best|kind|with best|viele|beste|freundliche|mit freundlichen) )?(?:thanks|thank you|regards|greetings|cheers|danke|vielen dank|grüße|grüßen|gruß|lg|mfg|yours)[,.! ]*$/iu;
const names = /^\p{Lu}[\p{L}.'-]*(?: \p{Lu}[\p{L}.'-]*){0,3}[,.]?$/u;

/** Nothing but thanks, greetings and a name. */
function isCourtesy(text: string): boolean {
  const lines = text.split('\n').map((line) => line.trim());
  const said = lines.filter((line) => line !== '');
  return said.length <= 3 && said.every((line) => closings.test(line) || names.test(line));
}

/** By the old rule two dashes begin a signature; telephones say where a mail was written. */
function withoutSignature(text: string): string {
  const lines = text.split(/\r?\n/);
  const end = lines.findIndex((line) =>
    /^(?:--\s*|sent from my .*|von meinem .* gesendet)$/iu.test(line),
  );
  return (end < 0 ? lines : lines.slice(0, end)).join('\n');
}

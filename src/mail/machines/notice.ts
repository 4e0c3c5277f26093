import { addressesIn } from './headers.ts';

// Reports that are written for people only: qmail's, Exim's, Exchange's, the big providers'.

/** An address the notice names, and the words from there to the next. */
export type Refusal = { address: string; words: string };

const refusalLimit = 50;

const first =
  /^[ \t]{0,12}(?:[*>•-]{1,3}[ \t]{0,4}|[245]\d\d[ \t]{1,3}|recipient(?: address)?:?[ \t]{0,8})?["'<(]{0,2}[^\s"'<>()]{1,100}@/i;
const named =
  /(?:rcpt to:?|recipients?(?: address)?:?|(?:deliver\w*|message|mail|sent|delivery)(?: \w+){0,4} to:?|rejected recipient|to the following (?:address|recipient)\w*:?|address:?|for|an?|to)[ \t]{0,8}["'<(]{0,2}(?=[^\s"'<>()]{1,100}@)/i;

/** Addresses a line begins with tell the most, then those a phrase points at, then any. */
export function findRefusals(notice: readonly string[]): Refusal[] {
  const ways = [
    (line: string) => (first.test(line) ? addressesIn(line)[0] : undefined),
    (line: string) => {
      const match = named.exec(line);
      return match ? addressesIn(line.slice(match.index + match[0].length))[0] : undefined;
    },
    (line: string) => addressesIn(line)[0],
  ];
  for (const way of ways) {
    const found = collect(notice, way);
    if (found.length > 0) return found;
  }
  return [];
}

function collect(
  notice: readonly string[],
  addressOf: (line: string) => string | undefined,
): Refusal[] {
  const found = new Map<string, string[]>();
  let current: string[] | undefined;
  for (const line of notice) {
    const isOfUse = line.length <= 2_000 && line.includes('@') && !isAboutMail(line);
    const address = isOfUse ? addressOf(line) : undefined;
    if (address && !found.has(address)) {
      if (found.size >= refusalLimit) break;
      current = [];
      found.set(address, current);
    }
    current?.push(line);
  }
  return Array.from(found, ([address, words]) => ({
    address,
    words: words.slice(0, 100).join('\n'),
  }));
}

/** Lines that show the mail in question: its sender, its number, its envelope. */
const isAboutMail = (line: string): boolean =>
  /^[ \t]{0,20}(?:from|sender|return-path|message-id|reply-to|received|envelope-from|mail from|>>> mail from)\b/i.test(
    line,
  ) || /(?:assistance|contact|further help)/i.test(line);

const subjects =
  /undeliver|not? (?:be )?delivered|un-?deliverable|delivery (?:status|failure|failed|fail|notification|report|error|problem|has failed|delayed|incomplete)|returned (?:mail|to sender)|mail (?:delivery|system error|failure|returned)|failure (?:notice|delivery)|fail(?:ed|ure) (?:mail|delivery|to deliver)|message (?:you sent|not delivered|undeliverable|delayed|could not)|could not (?:send|deliver|be delivered)|non-?delivery|error sending your mail|mail could not|delayed mail|not read|mail.{0,3}error|non remis|non remise|.chec de (?:la )?remise|unzustellbar|nicht zugestellt|zustellung|no se (?:pudo|puede) entregar|no entregado|non recapitabil|mancato recapito|onbestelbaar|niet bezorgd|n.o entregue|n.o foi poss.vel entregar|nie mo.na dostarczy|niedostarcz|не доставлено|недоставлен|メールエラー|配信(?:不能|エラー)|送信(?:不能|エラー)|エラー通知|退信|投递失败|無法傳遞/i;
const notices =
  /(?:could|can|was|were|has|have|is|may)(?: not|n[’']t) (?:yet )?(?:be |been )?(?:delivered|sent|relayed|processed|able to deliver)|not (?:be |been )?delivered|(?:wasn[’']t|was not|were not|not) able to (?:be )?deliver|(?:unable|failed|trouble|failure|error|problem).{0,30}deliver|deliver\w*.{0,60}(?:failed|failure|error|problem|delayed)|undeliverable|returned (?:to|below|as)|did not reach|following address\w* (?:had|failed)|permanent (?:fatal )?error|transcript of session|blocked by our|rejected (?:your message|recipient)|is delayed for more|message (?:not|rejected)|送信できません|配信できません|お届けできません|не может быть доставлено|couldn[’']t be delivered|n'a pas pu .tre|konnte nicht|no se (?:ha )?pud|non . stato possibile|undelivered|unknown recipient|no such user|user unknown/i;

/** The subject or the first lines say that a mail did not arrive. */
export const saysUndelivered = (subject: string, notice: readonly string[]): boolean =>
  subjects.test(subject.slice(0, 1_000)) ||
  notices.test(notice.slice(0, 60).join('\n').slice(0, 6_000));

/** The talk between mail servers, which a notice quotes and people seldom do. */
export const quotesServer = (notice: readonly string[]): boolean =>
  notice.some((line) =>
    /\brcpt to\b|(?<![\d.])[45]\d\d[ -]#?[45]\.\d{1,3}\.\d{1,3}|\(#[45]\.\d{1,3}\.\d{1,3}\)|^[ \t]{0,8}<<< [45]\d\d|MSEXCH:/i.test(
      line.slice(0, 500),
    ),
  );

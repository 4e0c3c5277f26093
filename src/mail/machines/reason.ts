// Why a mail was refused, from the words of the server that refused it. Servers agree neither on
// words nor on codes, and the words are the better witness: many say 5.1.1 or 550 of everything.

export type Reason = {
  /** Will not get better by waiting. */
  hard: boolean;
  /** What RFC 3463 calls it; given where the report has no code of its own. */
  code: string;
};

type Rule = [reason: Reason, pattern: RegExp];

const soft = (code: string): Reason => ({ hard: false, code });
const hard = (code: string): Reason => ({ hard: true, code });

const who =
  '(?:user|recipient|mailbox|mail box|account|address|addressee|alias|username|e-?mail|customer|subscriber|member|person|inbox|login|local part|domino directory)';
const not = "(?:not|n[’']t|no longer|cannot be|never)";

/** The first that fits counts: what is peculiar stands above what is said of everything. */
const rules: Rule[] = [
  // A hosting panel's one answer to whatever it cannot deliver; most often a name mistyped.
  [hard('5.1.2'), /account or domain may not exist/],
  [
    soft('4.4.3'),
    /not found, try again|temporary (?:lookup|dns|resolution)|temporarily unable|(?:lookup|resolution) failed temporarily|servfail/,
  ],
  // About whom it came from: the address it went to may well be good.
  [
    soft('5.1.8'),
    /sender.{0,30}(?:address|domain|rejected|denied|invalid|unknown|not exist|verif)|(?:domain|address) of (?:the )?sender|(?:invalid|unknown|bad) sender|mail from.{0,60}(?:rejected|denied|does not exist)|from address.{0,40}(?:invalid|not|rejected)|return address|envelope from/,
  ],
  [
    soft('5.7.26'),
    /dmarc|\bspf\b|sender policy framework|\bdkim\b|domainkeys|authentication (?:check|fail|requ)|unauthenticated|not authenticated|authentication[- ]?results/,
  ],
  [
    soft('5.7.25'),
    /\bptr\b|reverse[- ]?dns|\brdns\b|rever?se (?:lookup|mapping|hostname)|reverse .{0,20}(?:lookup|record)|dns ptr|unverifyable|forward confirmed|no matching a record/,
  ],
  // About the box: it is there.
  [
    soft('5.2.2'),
    /quota|(?:mail ?box|inbox|mail ?folder|account|storage|user).{0,40}(?:is |was |are )?(?:over ?)?full|full (?:mail ?box|inbox)|mail ?box (?:size )?(?:limit|exceed)|exceed\w*.{0,60}(?:mailbox|storage|allo\w+ space|local limit)|(?:not enough|insufficient|out of|no (?:more )?) ?(?:storage|space|room)|(?:too much|over) (?:mail|storage)|mailbox.{0,60}(?:exceed|overflow)|boite.{0,20}pleine|pleine|voll\b|llen[ao]\b|переполнен/,
  ],
  [
    soft('5.2.1'),
    /suspend|disabled|deactivated|inactive|frozen|temporar\w+ (?:un|locked|blocked|disabled)|(?:account|mail ?box|user|recipient|compte).{0,60}(?:locked|blocked|bloqu|closed for|expired|on hold|not active|restricted)/,
  ],
  // About us or what we wrote.
  [
    soft('5.7.1'),
    /spam|blacklist|black-list|block ?list|blocklist|black ?hole|dnsbl|\brbl\b|\bdnswl\b|spamhaus|barracuda|spamcop|sorbs|junk mail|unsolicited|recipient preferences|blocked by (?:the )?(?:user|recipient)|\bube\b|\buce\b|bulk|reputation|open relay|virus|malware|phish|infected|abus(?:e|ive)|complaints|blocked (?:using|by|for|due)|banned|policy (?:violation|reason)|content (?:reject|filter|polic)|policies/,
  ],
  [
    soft('5.7.1'),
    /relay(?:ing)?(?: access)? (?:not|denied|is not|prohibited|refused)|(?:unable|not (?:configured|allowed|permitted|authorized)) to relay|relaying|mail relay|does not relay|not a relay|rcpthosts|open proxy|smtp auth|must (?:authenticate|log ?in|check for mail)|starttls|\btls\b|encryption (?:required|needed)/,
  ],
  [
    soft('5.3.4'),
    /(?:message|mail|size|length|data).{0,40}(?:too (?:big|large|long)|exceeds?|over).{0,40}(?:size|limit|maximum|max|allow)?|(?:too (?:big|large))|(?:max|maximum).{0,20}message size|message size/,
  ],
  [
    soft('4.7.0'),
    /too many|rate limit|rate-limit|too fast|throttl|connections? (?:limit|refused|limit)|exceeded .{0,40}(?:connections|messages|rate|recipients)|try again later|try later|greylist|graylist|temporarily (?:deferred|rejected)|unexpected volume/,
  ],
  [
    hard('5.1.10'),
    /does(?: not|n.t) (?:accept|receive) (?:any |e?)?mail(?! from)|mail receiving disabled|\bnull ?mx\b|no (?:valid )?mx|indicated no smtp service|no mail exchanger|mx.{0,30}(?:points? to|is|resolves to) (?:localhost|127|0\.0)|no mail (?:server|service) for|host does not accept mail|no route for current request/,
  ],
  [
    hard('5.1.6'),
    /(?<!if )(?:no longer (?:\w+ ){0,3}(?:here|valid|available|on server|exist|in use|active|used|employed|with|works?)|has (?:been )?(?:moved|left)|user has moved|not our customer|user not local|no longer accepts? (?:e?mail|messages)|(?:has been|was) (?:deleted|removed|closed|terminated|cancell?ed))/,
  ],
  [
    hard('5.1.2'),
    /host ?unknown|unknown (?:mail )?(?:host|domain)|(?:host|domain|server)(?: or domain)?(?: name)? (?:was |is |could )?(?:not|n.t)(?: be)? (?:found(?!, try)|resolved|known|valid|exist)|non-existent hosts|(?:no|unable to find an?) route (?:found )?to (?:the )?domain|destination server .{0,60}could not be found|domain.{0,80}(?:does not exist|doesn.t exist|couldn.t be found|could not be found|not found|isn.t valid|unknown)|no such (?:domain|host)|name or service not known|unrout(?:e?able|able) (?:mail )?(?:domain|host)|nxdomain|bad destination|(?:illegal|invalid) (?:host|domain)|(?:couldn.t|could not|can.t|cannot) (?:find|resolve|locate) (?:any |a |the )?(?:host|domain|mail server|server)|dns (?:error|lookup).{0,80}(?:not found|nxdomain|does not exist|non-existent)|name server: .{0,40}not found|unresolvable|(?<![@\w.-])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8} does not exist|host not found(?!, try)/,
  ],
  [
    hard('5.1.1'),
    new RegExp(
      [
        `${who} (?:name |address |id )?(?:in .{0,60}|(?:that |which )?you .{0,60}|specified |provided |entered |typed |<?address>? |\\S{1,60} )?(?:(?:is|was|are|were|has|have|had|does|do|did|could|can|be|been|wo|would|should) ?)?${not}(?: be| been| appear to)? ?(?:a |an |currently )?(?:exist|found|known|recogni[sz]ed|listed|valid|local|hosted|configured|registered|have|located|resolved|find|match|here|present|authentic|in (?:our|the|this)|on (?:this|our|the))`,
        `(?<!may )(?:not|n[’']t) (?:a |an )?(?:exist|known|valid|existing|registered|local|deliverable)(?: \\w+)? ${who}`,
        `(?:unknown|undefined|no such|non-?exist[ea]nt|nonexisting|unrecogni[sz]ed|undeliverable|unroutable|unrouteable|invalid|illegal|bad|incorrect|wrong|inexistent)[ -](?:\\w+ ){0,2}?(?:e-?mail )?${who}`,
        `(?:no|any) (?:mailbox|account|user|recipient|person|valid recipients?|one|such \\w+)(?: \\w+){0,2} (?:here|by that name|with that name|found|at)`,
        `${who}(?: \\S+@\\S+)?(?: is| name| id)?:? ?(?:unknown|invalid|unrecogni[sz]ed|undefined|non-?existent|does not exist|nonexistent|undeliverable)`,
        `recipient (?:address )?rejected(?:: (?:access denied|undeliverable|unknown|invalid)|[ .]{0,5}(?:$|\\(in reply))`,
        `(?<!temporarily |currently |or )(?:mailbox|account) (?:is )?(?:unavailable|not available)`,
        `(?:unable|failed) to (?:verify|validate|find|locate|look ?up) (?:the )?(?:\\w+ )?${who}`,
        `(?:couldn[’']t|could not|can[’']t|cannot|unable to) (?:find|locate|be found|verify|look ?up) (?:the |this |that |a |any )?(?:\\w+ )?${who}`,
        `not (?:listed )?in (?:the |our |public )?(?:\\w+ ){0,4}(?:directory|address book|name & address)`,
        `no user record|5\\.1\\.0 address rejected|recip(?:ient)?notfound|exrecipnotfound|badrcpt|local-part`,
        `isn[’']t found|wasn[’']t found|wasn[’']t delivered .{0,100}couldn[’']t be found`,
        `(?:destinataire|adresse|compte|utilisateur).{0,60}(?:invalide|inconnue?|introuvable|inexistante?|n'existe)`,
        `(?:benutzer|empf\\S{1,2}nger|adresse|postfach|mailbox|konto).{0,60}(?:unbekannt|existiert nicht|nicht gefunden|nicht vorhanden|ung\\S{1,2}ltig)`,
        `(?:usuario|usu\\S{1,2}rio|destinatari[oa]|direcci\\S{1,2}n|endere\\S{1,2}o|buz\\S{1,2}n|cuenta|conta|utente|indirizzo|casella|gebruiker|adres).{0,60}(?:desconocid|desconhecid|no existe|n\\S{1,2}o existe|inexistente|inv\\S{1,2}lid|sconosciut|non esiste|non valid|onbekend|bestaat niet|no encontrad)`,
        `(?:пользовател|адрес|ящик|получател).{0,60}(?:не существует|не найден|неизвест)|нет такого|недействительн`,
        `(?:あて先|宛先|アドレス|ユーザ|ディレクトリ).{0,20}(?:見つか|存在し|不明|ありません)|用户不存在|收件人.{0,10}(?:不存在|无效)|存在しない`,
      ].join('|'),
    ),
  ],
  [
    soft('5.4.6'),
    /too many hops|hop count|mail loop|loops back|routing loop|maximum allowed times|loop detected|mail forwarding loop/,
  ],
  [
    soft('4.4.7'),
    /retry time|expired|timed? ?out|too long|giving up|could not be delivered for|undelivered after|delivery time|not yet been delivered|been failing for|multiple retries/,
  ],
  [
    soft('4.4.1'),
    /connection (?:refused|reset|lost|dropped|closed|timed)|no route to host|network (?:error|is unreachable|unreachable)|socket error|did not accept our requests|cannot connect|unable to connect|could not connect|host unreachable|no response|try again|name service error|name server|dns/,
  ],
];

/** The reason those words give; null where they give none we know. */
export function reasonIn(words: string): Reason | null {
  const text = tidy(words);
  return rules.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

/** Addresses of pages and repeated codes of a long answer stand in the middle of the words. */
function tidy(words: string): string {
  return words
    .slice(0, 4_000)
    .toLowerCase()
    .replace(/https?:\/\/\S{1,500}/g, ' ')
    .replace(/\b[245]\d\d-(?:[245]\.\d{1,3}\.\d{1,3})?/g, ' ')
    .replace(/[^\s<>@]{1,100}@[^\s<>@]{1,200}/g, 'address')
    .replace(/\s{1,500}/g, ' ');
}

const hardCodes = /^5\.(?:1\.(?:1|2|3|6|10|351)|4\.(?:4|310))$/;

/** What an enhanced code says by itself (RFC 3463); null for those that say too little. */
export function reasonOfCode(code: string): Reason | null {
  if (code.startsWith('4.')) return soft(code);
  if (hardCodes.test(code)) return hard(code);
  return /^5\.(?:0\.\d{1,3}|5\.0|1\.0)$/.test(code) || code === '' ? null : soft(code);
}

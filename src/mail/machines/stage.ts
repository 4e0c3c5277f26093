/** At which point of the talk a server refused (RFC 5321); null where the report does not show it. */
export type Stage = 'connect' | 'sender' | 'recipient' | 'data';

const stages: [stage: Stage, pattern: RegExp][] = [
  [
    'connect',
    /after initial connection|refused to talk to me|my name was rejected|(?:in reply to|after|following) (?:the )?(?:helo|ehlo)|connected to .{0,60}but greeting failed/,
  ],
  [
    'sender',
    /(?:in reply to|after|following|our) (?:the )?mail[ _]from|\[mail_from\]|>>> mail from[^\n]{0,400}\n[ \t]*<<< [45]|sender was rejected/,
  ],
  [
    'recipient',
    /(?:in reply to|after|following|our|in) (?:the )?rcpt|\[rcpt_to\]|>>> rcpt to[^\n]{0,400}\n[ \t]*<<< [45]|smtp:rcpt|does not like recipient|no valid recipients|need rcpt|rcpt first|<<< 503|[45]\d\d 5\.1\.1 \S{1,200}\.\.\. user unknown/,
  ],
  [
    'data',
    /in reply to end of data|(?:after|our final|following) (?:the )?(?:end of )?(?:the )?data|in reply to data|>>> data[ \t]*\n[ \t]*<<< [45]|>>> \.[ \t]*\n[ \t]*<<< [45]|after i sent the message|\[data\]|\[end_of_data\]|smtp command[ \t]*\n[ \t]*data|smtp:data/,
  ],
];

export function stageIn(words: string): Stage | null {
  const text = words
    .slice(0, 10_000)
    .toLowerCase()
    .replace(/(?<!\n)[ \t]*\n[ \t]{1,20}(?!<<<|>>>)/g, ' ');
  return stages.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

/** Name and address as a header gives them; the address is trimmed, its case kept. */
export type MailAddress = { name: string; address: string };

export type MailPart = {
  /** As the sender called it, else made up from its type. */
  name: string;
  type: string;
  /** Shown within the text (a picture, say) rather than beside it. */
  isInline: boolean;
  /** Without angle brackets; HTML refers to inline parts by it. */
  contentId: string | null;
  content: Uint8Array;
};

/** Programs that write mail. None of them is ever answered. */
export const machineKinds = [
  'bounce',
  'auto_reply',
  'feedback_report',
  'receipt',
  'mailing_list',
  'challenge',
] as const;
export type MachineKind = (typeof machineKinds)[number];

/** A mail that says that another could not be delivered. */
export type Bounce = {
  /** Whom it did not reach; null where the bounce does not say. */
  recipient: string | null;
  /** Enhanced status code (RFC 3463), such as 5.1.1; empty where none is given or can be told. */
  code: string;
  /** Will not get better by waiting. */
  hard: boolean;
  /** Message-ID of the mail that came back, without angle brackets. */
  originalMessageId: string | null;
};

/**
 * A mail as it was read. Plain data: made in another thread, from bytes that are kept beside it,
 * so that reading can be repeated by a better reader.
 */
export type ReadMail = {
  /** Without angle brackets; null where it is missing or empty. */
  messageId: string | null;
  inReplyTo: string[];
  references: string[];
  from: MailAddress | null;
  replyTo: MailAddress[];
  to: MailAddress[];
  cc: MailAddress[];
  /** Addresses it was delivered to, as servers on the way noted them (Delivered-To and the like). */
  deliveredTo: string[];
  subject: string;
  /** What the sender claims, as an ISO instant. */
  date: string | null;
  /** The best part as plain text, whole. */
  text: string;
  /** What is new in it, and the rest: quoted history, signature. */
  newText: string;
  quotedText: string;
  hasHtml: boolean;
  parts: MailPart[];
  machine: MachineKind | null;
  bounce: Bounce | null;
  /** A filter on the way called it spam. */
  isFlaggedSpam: boolean;
  /** What was odd about it, as stable codes such as `bad_charset`, `too_deep`, `text_cut`. */
  oddities: string[];
};

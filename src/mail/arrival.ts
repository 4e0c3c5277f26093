/** A mail on its way in: its bytes as they come, and what is known about how they came. */
export type Arrival = {
  bytes: AsyncIterable<Buffer> | Iterable<Buffer>;
  via: 'imap' | 'listener' | 'folder';
  mailboxId: string | null;
  /** When the first server of ours had it. */
  arrivedAt: Date;
  envelope: Envelope;
  /** Where it lay; a place that was recorded before is not recorded again. */
  position: MailPosition | null;
};

/** What the sending server said and who it was, where we were the receiving one. */
export type Envelope = {
  from: string | null;
  to: string[];
  clientAddress: string | null;
  clientName: string | null;
};

export type MailPosition = { folder: string; uidValidity: bigint; uid: number };

/** Keeps a mail; when the promise is fulfilled it is durable and on record, whatever it holds. */
export type KeepMail = (arrival: Arrival) => Promise<void>;

export const unknownEnvelope: Envelope = {
  from: null,
  to: [],
  clientAddress: null,
  clientName: null,
};

import { type Of, readReplyToken } from '#complaints/index.ts';
import { normalEmail } from '#customers/index.ts';
import type { Database, Tx } from '#database/connection.ts';
import { isUsableAddress } from '#mail/address.ts';
import type { MailAddress } from '#mail/read-mail.ts';
import { Refusal } from '#refusal.ts';

/** The mail by which a message reached us. Ids are without angle brackets. */
export type Correspondence = {
  from: MailAddress | null;
  replyTo: MailAddress[];
  to: MailAddress[];
  cc: MailAddress[];
  subject?: string | null;
  rfcId: string | null;
  references: string[];
  /** The mailbox that it came to. */
  mailboxId: string | null;
};

/** Asks for the mail that brought a message; undefined for one that came by another way. */
export type CorrespondenceOf = (
  db: Database | Tx,
  of: Of,
  contactId: string,
) => Promise<Correspondence | undefined>;

export type Recipients = { to: MailAddress[]; cc: MailAddress[] };

type Between = {
  mail: Correspondence | undefined;
  /** The customer's own address, where there is one. */
  customer: MailAddress | null;
  isOurs(address: string): boolean;
};

/**
 * To whom an answer goes: whoever wrote what is answered, and those who stood on the same mail.
 * Nobody else, whatever was said elsewhere in the complaint.
 */
export function recipientsOf({ mail, customer, isOurs }: Between): Recipients {
  const seen = new Set<string>();
  const isNew = ({ address }: MailAddress): boolean => {
    const name = normalEmail(address);
    if (!isUsableAddress(name) || seen.has(name) || isOurs(address)) return false;
    seen.add(name);
    return true;
  };
  const asked = mail?.replyTo.filter(isNew) ?? [];
  const writer = asked.length > 0 ? asked : [mail?.from ?? []].flat().filter(isNew);
  // Where nobody can be read in it, it is as if it had come by another way.
  if (!mail || writer.length === 0) return { to: customer ? [customer] : [], cc: [] };
  const to = [...writer, ...mail.to.filter(isNew)].slice(0, recipientsMax);
  return { to, cc: mail.cc.filter(isNew).slice(0, recipientsMax) };
}

export const recipientsMax = 50;

/** Ours are the addresses of our mailboxes, with any tag, and whatever carries a token of ours. */
export function oursAmong(linkKey: Buffer, addresses: readonly string[]) {
  const ours = new Set(addresses.map(normalEmail));
  return (address: string): boolean =>
    ours.has(normalEmail(address).replace(/\+[^@]*(?=@)/, '')) ||
    ours.has(normalEmail(address)) ||
    readReplyToken(linkKey, address) !== undefined;
}

export const addressesOf = ({ to, cc }: Recipients): { to: string[]; cc: string[] } => ({
  to: to.map(({ address }) => address),
  cc: cc.map(({ address }) => address),
});

/** The thread that an answer to a mail belongs to. */
export const threadOf = (
  mail: Correspondence | undefined,
): { inReplyTo: string | null; references: string[] } => ({
  inReplyTo: mail?.rfcId ?? null,
  references: [...(mail?.references ?? []), ...(mail?.rfcId ? [mail.rfcId] : [])],
});

export type WishedRecipients = {
  to?: readonly string[] | undefined;
  cc?: readonly string[] | undefined;
  confirmNew?: readonly string[] | undefined;
};

/** Whom a person wrote the answer to, where that is not left to what is answered. */
export function chosenRecipients(
  proposed: Recipients,
  { to, cc, confirmNew = [] }: WishedRecipients,
): { to: string[]; cc: string[] } {
  const known = new Set(
    [...proposed.to, ...proposed.cc]
      .map(({ address }) => normalEmail(address))
      .concat(confirmNew.map(normalEmail)),
  );
  for (const address of [...(to ?? []), ...(cc ?? [])]) {
    if (!known.has(normalEmail(address))) throw newRecipient(address);
  }
  const usual = addressesOf(proposed);
  const chosenTo = unlike([], to ?? usual.to);
  return { to: chosenTo, cc: unlike(chosenTo, cc ?? usual.cc) };
}

/** Each address once; not again those that it goes to already. */
function unlike(others: readonly string[], addresses: readonly string[]): string[] {
  const seen = new Set(others.map(normalEmail));
  return addresses.filter((address) => {
    if (seen.has(normalEmail(address))) return false;
    seen.add(normalEmail(address));
    return true;
  });
}

const newRecipient = (address: string): Refusal =>
  new Refusal(
    'new_recipient',
    '{address} was not part of this conversation. Send again with your confirmation if it should be.',
    { status: 409, values: { address }, fields: [{ field: 'confirmNew', message: address }] },
  );

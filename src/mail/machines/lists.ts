import type { MailForMachines } from '../read/for-machines.ts';
import { addressesIn, header } from './headers.ts';

/**
 * Sent to many (RFC 2369, RFC 2919). A list of the very domain the mail was delivered to is the
 * house's own, by which customers reach several desks at once; who writes through it is a person.
 */
export function isNewsletter(mail: MailForMachines): boolean {
  if (/^(?:list|bulk|junk)/.test(header(mail, 'precedence') ?? '')) return !isOwnList(mail);
  const isList = [
    'list-id',
    'list-unsubscribe',
    'list-post',
    'mailing-list',
    'x-mailing-list',
  ].some((name) => header(mail, name) !== null);
  return isList && !isOwnList(mail);
}

function isOwnList(mail: MailForMachines): boolean {
  const domain = domainOfList(mail);
  return domain !== null && domain === deliveryDomain(mail);
}

function domainOfList(mail: MailForMachines): string | null {
  const posted = addressesIn(header(mail, 'list-post') ?? '')[0];
  if (posted) return domainOf(posted);
  const id = /<[^<>.]{1,100}\.([^<>\s]{1,200})>/.exec(header(mail, 'list-id') ?? '')?.[1];
  return id ?? null;
}

const deliveryHeaders = ['delivered-to', 'x-original-to', 'envelope-to', 'x-delivered-to'];

/** The server that was the last to have it stands first; those further down may be the list's. */
function deliveryDomain(mail: MailForMachines): string | null {
  const last = mail.headers.find(([name]) => deliveryHeaders.includes(name));
  const address = addressesIn(last?.[1] ?? '')[0];
  return address ? domainOf(address) : null;
}

const domainOf = (address: string): string =>
  address.slice(address.lastIndexOf('@') + 1).toLowerCase();

import addressparser from 'nodemailer/lib/addressparser';
import type { MailAddress } from '../read-mail.ts';
import { limits } from './limits.ts';
import { decodeWords, guardWords, oneLine } from './words.ts';

/** The addresses of a header, groups flattened. What has neither name nor address is left out. */
export function readAddresses(value: string): MailAddress[] {
  return addressparser(guardWords(value), { flatten: true })
    .slice(0, limits.addresses)
    .map(({ name, address }) => clean(name, address))
    .filter(({ name, address }) => name !== '' || address !== '');
}

/** Only those that a mail can be sent to. */
export const readRecipients = (values: readonly string[]): MailAddress[] =>
  values
    .flatMap(readAddresses)
    .filter(({ address }) => address.includes('@'))
    .slice(0, limits.addresses);

function clean(rawName: string, rawAddress: string): MailAddress {
  const name = oneLine(decodeWords(rawName).text, limits.nameCharacters);
  const address = bare(rawAddress);
  if (address !== '') return { name, address };
  // Some encode the whole header, address and all.
  const within = /<?([^\s<>"'(),;:]+@[^\s<>"'(),;:]+)>?/.exec(name);
  if (!within || !rawName.includes('=?')) return { name, address: '' };
  return { name: name.replace(within[0], '').trim(), address: bare(within[1] ?? '') };
}

function bare(raw: string): string {
  const address = oneLine(decodeWords(raw).text, limits.addressCharacters + 1)
    .replace(/^<|>$/g, '')
    .replace(/^mailto:/i, '')
    .replace(/^'(.*)'$/, '$1')
    .trim();
  // Half an address is another address.
  return address.length > limits.addressCharacters ? '' : address;
}

import type { MailForMachines } from '../read/for-machines.ts';
import { addressesIn, type Fields, header, isSameAddress, valueOf } from './headers.ts';
import { findRefusals } from './notice.ts';
import type { Report } from './report.ts';

/** Of the addresses a report names, the one that the mail that came back was written to. */
export function findRecipient(
  mail: MailForMachines,
  report: Report,
  group: Fields | null,
): string | null {
  const written = ['to', 'cc'].flatMap((name) => addressesIn(valueOf(report.returned, name)));
  const named = [
    ...(group ? recipientsOf(group) : []),
    ...addressesIn(header(mail, 'x-failed-recipients') ?? ''),
  ];
  const said = findRefusals(report.notice).map((refusal) => refusal.address);
  const own = ownAddresses(mail, report);
  return firstOf([
    named.filter((address) => includes(written, address)),
    named,
    said.filter((address) => !includes(own, address) && !isPostmaster(address)),
    written,
    said,
    fromReturnAddress(mail),
  ]);
}

const firstOf = (lists: string[][]): string | null => lists.flat()[0] ?? null;

const includes = (addresses: string[], address: string): boolean =>
  addresses.some((each) => isSameAddress(each, address));

const recipientFields = ['final-recipient', 'original-recipient', 'x-actual-recipient'];

const recipientsOf = (group: Fields): string[] =>
  recipientFields.flatMap((name) => addressesIn(valueOf(group, name).replace(/^[^;]{0,20};/, '')));

/** We who wrote, and the program that reports. */
const ownAddresses = (mail: MailForMachines, report: Report): string[] =>
  [header(mail, 'to') ?? '', mail.from?.address ?? '', valueOf(report.returned, 'from')].flatMap(
    addressesIn,
  );

const isPostmaster = (address: string): boolean => /^(?:postmaster|mailer-daemon)@/i.test(address);

/** `bounces+jane=example.com@ours`: the recipient within the address it was sent from. */
function fromReturnAddress(mail: MailForMachines): string[] {
  const to = header(mail, 'to') ?? '';
  const found = /[+-]([^\s<>@=+]{1,64})=([^\s<>@=]{1,200})@/.exec(to);
  return found ? [`${found[1]}@${found[2]}`] : [];
}

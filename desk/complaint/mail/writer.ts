import type { Address } from '../../api/mail-types.ts';
import type { Complaint, Message } from '../../api/types.ts';

/** Who wrote a mail that did not come from the customer’s own address; null where it did. */
export function otherWriter(
  { author, mail }: Message,
  { customer, details }: Complaint,
): Address | null {
  const from = mail?.reading?.from;
  if (author !== 'customer' || !from) return null;
  const own = [customer.email, details.email].map((address) => address?.toLowerCase());
  return own.includes(from.address.toLowerCase()) ? null : from;
}

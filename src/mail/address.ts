/**
 * An address that mail servers take without quotation marks: enough of RFC 5321 to write back to.
 * Whatever is stranger, a person reads in the mail itself.
 */
export const isUsableAddress = (address: string): boolean =>
  /^[^\s@<>"(),;:\\]{1,64}@[^\s@<>"(),;:\\]{1,189}$/.test(address);

import { randomInt } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U, so that a reference survives the telephone. */
export const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const randomLength = 7;

/** A new reference such as `AM-7K3F-92QX`: seven random symbols and a check symbol. */
export function newReference(): string {
  const random = Array.from({ length: randomLength }, () => symbols[randomInt(symbols.length)]);
  return format(random.join(''));
}

function format(random: string): string {
  const all = random + checkSymbol(random);
  return `AM-${all.slice(0, 4)}-${all.slice(4)}`;
}

/**
 * Reads a reference as a person wrote it: any case, blanks, missing dashes, O for 0, I or L for 1.
 * Undefined when it is not one of ours or has a slip in it.
 */
export function readReference(written: string): string | undefined {
  const plain = written
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/^AM(?=.{8}$)/, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  if (!/^[0-9A-HJKMNP-TV-Z]{8}$/.test(plain)) return undefined;
  const random = plain.slice(0, randomLength);
  return checkSymbol(random) === plain.slice(randomLength) ? format(random) : undefined;
}

/** Luhn's algorithm modulo 32: catches every single slip and nearly every swap of neighbours. */
function checkSymbol(random: string): string {
  const size = symbols.length;
  const sum = Array.from(random)
    .toReversed()
    .reduce((total, symbol, place) => {
      const weighted = symbols.indexOf(symbol) * (place % 2 === 0 ? 2 : 1);
      return total + Math.floor(weighted / size) + (weighted % size);
    }, 0);
  return symbols.charAt((size - (sum % size)) % size);
}

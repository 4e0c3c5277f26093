import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { Refusal } from '#refusal.ts';

const derive = promisify(argon2);

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. Memory in KiB. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 };
const tagLength = 32;
export const passwordLengthMin = 12;

/** `argon2id$memory$passes$parallelism$salt$tag`, salt and tag in base64url. */
export async function hashPassword(password: string): Promise<string> {
  if (password.length < passwordLengthMin || password.length > 1_000) {
    throw new Refusal(
      'password_too_short',
      'A password needs at least {passwordLengthMin} characters; three or four words are a good one.',
      { values: { passwordLengthMin } },
    );
  }
  const nonce = randomBytes(16);
  const tag = await tagOf(password, nonce, cost);
  const parts = [cost.memory, cost.passes, cost.parallelism, base64(nonce), base64(tag)];
  return `argon2id$${parts.join('$')}`;
}

/** Takes equally long whether or not there is a password to compare with. */
export async function passwordMatches(
  password: string,
  stored: string | undefined,
): Promise<boolean> {
  const [, memory, passes, parallelism, nonce, tag] = (stored ?? unknownPersonsHash).split('$');
  const expected = Buffer.from(tag ?? '', 'base64url');
  const actual = await tagOf(password.slice(0, 1_000), Buffer.from(nonce ?? '', 'base64url'), {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  });
  return stored !== undefined && timingSafeEqual(expected, actual);
}

const tagOf = async (password: string, nonce: Buffer, given: typeof cost): Promise<Buffer> =>
  derive('argon2id', { message: password.normalize('NFKC'), nonce, tagLength, ...given });

const base64 = (bytes: Buffer): string => bytes.toString('base64url');

const unknownPersonsHash = `argon2id$${cost.memory}$${cost.passes}$${cost.parallelism}$${base64(
  Buffer.alloc(16),
)}$${base64(Buffer.alloc(tagLength))}`;

import 'server-only';
import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

// OWASP's second recommendation for argon2id: 19 MiB, two passes (argon2id is the package's default algorithm).
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** argon2id hash of a password, as a PHC string. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), OPTIONS);
}

let decoy: Promise<string> | undefined;

/**
 * Whether the password fits. Without a stored hash (unknown login) the same work is done against a decoy, so that the
 * answer takes as long.
 */
export async function passwordFits(password: string, stored: string | null): Promise<boolean> {
  decoy ??= hashPassword('no account has this password');
  const fits = await verify(stored ?? (await decoy), password.normalize('NFKC')).catch(() => false);
  return fits && stored !== null;
}

const CONSONANTS = 'bdfghjklmnprstvz';
const VOWELS = 'aeiou';

/**
 * A password a person can read off a screen and type: three words of three syllables and three digits, as in
 * `mifoda-tuleri-bosuna-417`. About 67 bits, from the machine's own random source.
 */
export function makePassword(): string {
  const pick = (from: string) => from.charAt(randomInt(from.length));
  const word = () => Array.from({ length: 3 }, () => pick(CONSONANTS) + pick(VOWELS)).join('');
  return `${word()}-${word()}-${word()}-${String(randomInt(1000)).padStart(3, '0')}`;
}

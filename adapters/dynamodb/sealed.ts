import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { FactsUnreadable } from '#core/errors.ts';

const algorithm = 'aes-256-gcm';
/** NIST SP 800-38D: 96 bits for the nonce, 128 for the tag. */
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Encrypts one value with AES-256-GCM. `place` is authenticated with it, so that a value cannot be moved to another call or name.
 * @param key 32 bytes
 * @returns base64 of nonce, tag and ciphertext
 */
export function seal(key: Uint8Array, place: string, value: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(Buffer.from(place));
  const text = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64');
}

/** @throws {FactsUnreadable} another key or place, or the bytes were changed */
export function unseal(key: Uint8Array, place: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  const nonce = bytes.subarray(0, nonceBytes);
  try {
    const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes })
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8');
  } catch (error) {
    throw new FactsUnreadable('a fact cannot be read: FACTS_KEY is not the one it was kept under', { cause: error });
  }
}

import { createHmac } from 'node:crypto';

/** As long as two numbers of one call do not meet by chance. */
const LETTERS = 10;
const ALPHABET = 'abcdefghijklmnop';

/**
 * A name for a number that was heard in a call: the same number has the same name in this call, and nobody without the secret finds the
 * number by it. Letters only, so that no reader takes it for digits.
 */
export const numberTag =
  (secret: string, callId: string) =>
  (digits: string): string =>
    [...createHmac('sha256', secret).update(`number in ${callId}\n${digits}`).digest()]
      .slice(0, LETTERS)
      .map((byte) => ALPHABET[byte % ALPHABET.length])
      .join('');

import { randomBytes } from 'node:crypto';

/** Long as those of AWS, so that a column or a header that is too short for them is found here. */
const TOKEN_BYTES = 384;

/** A task token: nobody can guess one, and it says nothing about its execution. */
export const newToken = (): string => `AQ${randomBytes(TOKEN_BYTES).toString('base64')}`;

const tokenLength = newToken().length;

/** False for text that cannot have come from here. */
export const looksLikeToken = (text: string): boolean =>
  text.length === tokenLength && /^AQ[A-Za-z0-9+/]+=*$/.test(text);

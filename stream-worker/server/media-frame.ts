/**
 * A media message exactly as Twilio writes it, in one unfragmented text frame of a WebSocket's client (RFC 6455, 5.2), read where it lies: neither a string
 * nor an object is made of it, and its mask is taken off on the way. There are 50 of them a second and stream.
 */
export interface MediaFrameReader {
  /**
   * Reads the frame that begins at `from`.
   * @returns where the next one begins; 0: no whole frame is here, or another message, or one that is written in another way
   */
  read(bytes: Uint8Array, from: number): number;
  /** Of the frame that was read last. */
  readonly timestampMs: number;
  /** Its mu-law bytes; overwritten by the next frame. */
  readonly audio: Uint8Array;
}

const FIN_TEXT = 0x81;
/** Masked, and its length in the next two bytes; a media message has about 400. */
const MASKED_LENGTH_16 = 0xfe;
const MASK_AT = 4;
const PAYLOAD_AT = 8;
const MOST_BYTES = 4096;
/** Exact as a number. */
const MOST_DIGITS = 15;
/** 20 ms, the usual. */
const USUAL_BYTES = 160;

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const ZERO = 48;
const PADDING = 61;
const BEFORE_SEQUENCE = ascii('{"event":"media","sequenceNumber":"');
const BEFORE_TRACK = ascii('","media":{"track":"');
const TRACKS = [ascii('inbound'), ascii('outbound')] as const;
const BEFORE_CHUNK = ascii('","chunk":"');
const BEFORE_TIMESTAMP = ascii('","timestamp":"');
const BEFORE_PAYLOAD = ascii('","payload":"');
const BEFORE_SID = ascii('"},"streamSid":"');
const END = ascii('"}');

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const NO_BASE64 = 64;
/** Six bits of each character of base64. */
const sextets = new Uint8Array(256).fill(NO_BASE64);
for (const [value, code] of ascii(ALPHABET).entries()) sextets[code] = value;
/** What a stream's name is made of. */
const isName = new Uint8Array(256);
for (const code of ascii(`${ALPHABET.slice(0, 62)}_`)) isName[code] = 1;

export function createMediaFrameReader(): MediaFrameReader {
  const decoded = new Uint8Array(MOST_BYTES);
  const usual = decoded.subarray(0, USUAL_BYTES);
  const mask = new Uint8Array(4);
  let bytes: Uint8Array = decoded;
  /** The next byte; where the payload began; and where it ends. */
  let at = 0;
  let begin = 0;
  let end = 0;
  let value = 0;

  const byteAt = (index: number): number => (bytes[index] as number) ^ (mask[(index - begin) & 3] as number);

  function takes(text: Uint8Array): boolean {
    if (at + text.length > end) return false;
    // Variables of its own, which the engine keeps in registers.
    const [source, from, phase] = [bytes, at, at - begin];
    for (let index = 0; index < text.length; index++) {
      if (((source[from + index] as number) ^ (mask[(phase + index) & 3] as number)) !== text[index]) return false;
    }
    at += text.length;
    return true;
  }

  /** One number or more; `value` is set. */
  function takesDigits(): boolean {
    const first = at;
    value = 0;
    for (; at < end; at++) {
      const digit = byteAt(at) - ZERO;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    return at > first && at - first <= MOST_DIGITS;
  }

  function takesName(): boolean {
    const first = at;
    while (at < end && isName[byteAt(at)] === 1) at++;
    return at > first;
  }

  /** Whole groups of four characters, the last one perhaps padded. @returns how many bytes were decoded */
  function takeBase64(): number {
    const source = bytes;
    const phase = at - begin;
    const a = mask[phase & 3] as number;
    const b = mask[(phase + 1) & 3] as number;
    const c = mask[(phase + 2) & 3] as number;
    const d = mask[(phase + 3) & 3] as number;
    const last = end - 4;
    let from = at;
    let count = 0;
    for (; from <= last; from += 4) {
      const first = sextets[(source[from] as number) ^ a] as number;
      const second = sextets[(source[from + 1] as number) ^ b] as number;
      const third = sextets[(source[from + 2] as number) ^ c] as number;
      const fourth = sextets[(source[from + 3] as number) ^ d] as number;
      if ((first | second | third | fourth) >= NO_BASE64) break;
      decoded[count] = (first << 2) | (second >> 4);
      decoded[count + 1] = (second << 4) | (third >> 2);
      decoded[count + 2] = (third << 6) | fourth;
      count += 3;
    }
    at = from;
    return count + takePadded(count);
  }

  /** The last group, with one character of padding or two. @returns how many bytes were decoded; 0: there is none */
  function takePadded(count: number): number {
    if (at + 4 > end || byteAt(at + 3) !== PADDING) return 0;
    const first = sextets[byteAt(at)] as number;
    const second = sextets[byteAt(at + 1)] as number;
    const third = sextets[byteAt(at + 2)] as number;
    const isTwo = third < NO_BASE64;
    if ((first | second) >= NO_BASE64 || (!isTwo && byteAt(at + 2) !== PADDING)) return 0;
    decoded[count] = (first << 2) | (second >> 4);
    if (isTwo) decoded[count + 1] = (second << 4) | (third >> 2);
    at += 4;
    return isTwo ? 2 : 1;
  }

  /** @returns how many bytes of audio the message brings; 0: it is not written as usual */
  function takeMessage(): number {
    if (!takes(BEFORE_SEQUENCE) || !takesDigits() || !takes(BEFORE_TRACK)) return 0;
    if (!takes(TRACKS[0]) && !takes(TRACKS[1])) return 0;
    if (!takes(BEFORE_CHUNK) || !takesDigits() || !takes(BEFORE_TIMESTAMP) || !takesDigits()) return 0;
    reader.timestampMs = value;
    if (!takes(BEFORE_PAYLOAD)) return 0;
    const count = takeBase64();
    return takes(BEFORE_SID) && takesName() && takes(END) && at === end ? count : 0;
  }

  const reader: MediaFrameReader & { timestampMs: number; audio: Uint8Array } = {
    timestampMs: 0,
    audio: usual,
    read(chunk, from) {
      if (chunk[from] !== FIN_TEXT || chunk[from + 1] !== MASKED_LENGTH_16 || from + PAYLOAD_AT > chunk.length)
        return 0;
      bytes = chunk;
      begin = from + PAYLOAD_AT;
      at = begin;
      end = begin + (((chunk[from + 2] as number) << 8) | (chunk[from + 3] as number));
      if (end > chunk.length || end - begin > MOST_BYTES) return 0;
      for (let index = 0; index < 4; index++) mask[index] = chunk[from + MASK_AT + index] as number;
      const count = takeMessage();
      if (count === 0) return 0;
      reader.audio = count === USUAL_BYTES ? usual : decoded.subarray(0, count);
      return end;
    },
  };
  return reader;
}

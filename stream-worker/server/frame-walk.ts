/** Follows the frames of a WebSocket's client through its bytes, however they are cut: RFC 6455, 5.2. Nothing is judged; that is the library's. */
export interface FrameWalk {
  /** Takes some bytes from `at` on. @returns the place of the next byte */
  step(bytes: Uint8Array, at: number): number;
  /** True where a whole message may begin: between two frames, none of a message in pieces, none after a close frame. */
  readonly isBetween: boolean;
}

const FIN = 0x80;
const MASKED = 0x80;
const OPCODE = 0x0f;
const LAST_DATA_OPCODE = 2;
const CLOSE = 8;
const LENGTH = 0x7f;
const LENGTH_16 = 126;
const LENGTH_64 = 127;
const MOST_HEADER_BYTES = 14;

export function createFrameWalk(): FrameWalk {
  const header = new Uint8Array(MOST_HEADER_BYTES);
  const view = new DataView(header.buffer);
  let have = 0;
  /** Bytes of the payload that are still to come. */
  let left = 0;
  let inPieces = false;
  let closed = false;

  function headerBytes(): number {
    if (have < 2) return 2;
    const length = (header[1] as number) & LENGTH;
    const more = length === LENGTH_16 ? 2 : length === LENGTH_64 ? 8 : 0;
    return 2 + more + (((header[1] as number) & MASKED) === 0 ? 0 : 4);
  }

  function open(): void {
    const length = (header[1] as number) & LENGTH;
    left = length === LENGTH_16 ? view.getUint16(2) : length === LENGTH_64 ? Number(view.getBigUint64(2)) : length;
    const opcode = (header[0] as number) & OPCODE;
    if (opcode <= LAST_DATA_OPCODE) inPieces = ((header[0] as number) & FIN) === 0;
    if (opcode === CLOSE) closed = true;
    have = 0;
  }

  const walk = {
    isBetween: true,
    step(bytes: Uint8Array, at: number): number {
      let next = at;
      if (left > 0) {
        next = Math.min(bytes.length, at + left);
        left -= next - at;
      } else {
        header[have++] = bytes[next++] as number;
        if (have === headerBytes()) open();
      }
      walk.isBetween = left === 0 && have === 0 && !inPieces && !closed;
      return next;
    },
  };
  return walk;
}

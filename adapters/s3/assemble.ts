import { SAMPLE_RATE_HZ } from '#core/media/media-clock.ts';
import { MU_LAW_SILENCE } from '#core/media/mu-law.ts';
import type { Piece } from './piece-key.ts';

const BYTES_A_MS = SAMPLE_RATE_HZ / 1000;

export interface PlacedPiece extends Piece {
  readonly bytes: number;
}

/** A stretch of one track in the order of media time: from a piece, or silence where nothing was heard. */
export type Stretch =
  | { readonly kind: 'audio'; readonly key: string; readonly fromByte: number; readonly toByte: number }
  | { readonly kind: 'silence'; readonly bytes: number };

/**
 * Lays the pieces of a track end to end. Where two overlap (a stream was attached again while the old one still delivered) the later epoch
 * is heard; gaps become silence, so that all tracks of a call keep the same time.
 */
export function layOut(pieces: readonly PlacedPiece[]): { stretches: Stretch[]; bytes: number } {
  const ordered = pieces.toSorted((a, b) => a.fromMs - b.fromMs || a.epoch - b.epoch);
  const stretches: Stretch[] = [];
  let atByte = 0;
  for (const [index, piece] of ordered.entries()) {
    const startByte = Math.round(piece.fromMs * BYTES_A_MS);
    const endByte = startByte + piece.bytes;
    const later = ordered
      .slice(index + 1)
      .filter(({ epoch, fromMs }) => epoch > piece.epoch && fromMs * BYTES_A_MS < endByte);
    const cutByte = Math.min(endByte, ...later.map(({ fromMs }) => Math.round(fromMs * BYTES_A_MS)));
    const fromByte = Math.max(startByte, atByte);
    if (fromByte >= cutByte) continue;
    if (fromByte > atByte) stretches.push({ kind: 'silence', bytes: fromByte - atByte });
    stretches.push({ kind: 'audio', key: piece.key, fromByte: fromByte - startByte, toByte: cutByte - startByte });
    atByte = cutByte;
  }
  return { stretches, bytes: atByte };
}

const SILENCE_BLOCK = new Uint8Array(64 * 1024).fill(MU_LAW_SILENCE);

/** The bytes of a layout, piece by piece: no more than one piece is in memory. `read` gets one object. */
export async function* bytesOf(
  stretches: readonly Stretch[],
  read: (key: string) => Promise<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  for (const stretch of stretches) {
    if (stretch.kind === 'audio') {
      yield (await read(stretch.key)).subarray(stretch.fromByte, stretch.toByte);
      continue;
    }
    for (let left = stretch.bytes; left > 0; left -= SILENCE_BLOCK.length) {
      yield SILENCE_BLOCK.subarray(0, Math.min(left, SILENCE_BLOCK.length));
    }
  }
}

/** Two mono tracks as one stereo track: left, right, left, right. The shorter one is filled up with silence. */
export async function* interleaved(
  left: AsyncIterable<Uint8Array>,
  right: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const sides = [reader(left), reader(right)] as const;
  for (;;) {
    const [first, second] = await Promise.all(sides.map((side) => side.fill()));
    const samples = Math.min(first || Number.POSITIVE_INFINITY, second || Number.POSITIVE_INFINITY);
    if (!Number.isFinite(samples)) return;
    const stereo = new Uint8Array(samples * 2).fill(MU_LAW_SILENCE);
    for (const [channel, side] of sides.entries()) {
      const mono = side.take(samples);
      for (let index = 0; index < mono.length; index++) stereo[index * 2 + channel] = mono[index] ?? MU_LAW_SILENCE;
    }
    yield stereo;
  }
}

function reader(source: AsyncIterable<Uint8Array>) {
  const iterator = source[Symbol.asyncIterator]();
  let block: Uint8Array = new Uint8Array(0);
  return {
    /** Bytes at hand; 0 = the track has ended. */
    fill: async (): Promise<number> => {
      while (block.length === 0) {
        const next = await iterator.next();
        if (next.done) return 0;
        block = next.value;
      }
      return block.length;
    },
    take: (bytes: number): Uint8Array => {
      const taken = block.subarray(0, bytes);
      block = block.subarray(taken.length);
      return taken;
    },
  };
}

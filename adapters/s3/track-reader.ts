import { MU_LAW_SILENCE } from '#core/media/mu-law.ts';
import type { StoredPiece } from './piece-key.ts';
import type { Stretch } from './timeline.ts';

/** Reads a track from its begin to its end in blocks of any size. */
export interface TrackReader {
  /** The next `bytes` of the track, silence after its end. */
  read(bytes: number): Promise<Uint8Array>;
}

/** Pieces that are fetched ahead of their turn: 40 s of audio, a third of a MB. */
const AHEAD = 8;

/** @param fetchPiece the whole audio of a piece; fetched once, shortly before its turn */
export function createTrackReader(
  stretches: readonly Stretch[],
  fetchPiece: (piece: StoredPiece) => Promise<Uint8Array>,
): TrackReader {
  const fetched = new Map<number, Promise<Uint8Array>>();
  let index = 0;
  let within = 0;

  function audioOf(at: number): Promise<Uint8Array> {
    for (let ahead = at; ahead < Math.min(stretches.length, at + AHEAD); ahead += 1) {
      const piece = stretches[ahead]?.piece;
      if (!piece || fetched.has(ahead)) continue;
      const audio = fetchPiece(piece);
      // Awaited in its turn; until then a failure must not count as unhandled.
      audio.catch(() => {});
      fetched.set(ahead, audio);
    }
    return fetched.get(at) ?? Promise.resolve(new Uint8Array(0));
  }

  return {
    async read(bytes) {
      const block = new Uint8Array(bytes).fill(MU_LAW_SILENCE);
      let filled = 0;
      for (let stretch = stretches[index]; stretch && filled < bytes; stretch = stretches[index]) {
        const count = Math.min(bytes - filled, stretch.bytes - within);
        if (stretch.piece) {
          const audio = await audioOf(index);
          const from = stretch.offset + within;
          block.set(audio.subarray(from, from + count), filled);
        }
        filled += count;
        within += count;
        if (within === stretch.bytes) {
          fetched.delete(index);
          index += 1;
          within = 0;
        }
      }
      return block;
    },
  };
}

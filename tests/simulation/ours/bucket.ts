import type { Recordings } from '#core/ports/recordings.ts';

/** Which stretches of a call's tracks were stored; the sound itself is not kept. */
export interface Bucket {
  readonly recordings: Recordings;
  /** Ms of the company's track that were stored, by the epoch of the stream that brought them. */
  storedMs(callId: string): ReadonlyMap<number, number>;
}

interface Piece {
  readonly track: 'company' | 'user';
  readonly epoch: number;
  readonly ms: number;
}

const BYTES_A_MS = 8;

export function openBucket(): Bucket {
  const pieces = new Map<string, Map<string, Piece>>();
  return {
    recordings: {
      storePiece: async ({ callId, track, epoch, fromMs, mulaw }) => {
        const ofCall = pieces.get(callId) ?? new Map<string, Piece>();
        pieces.set(callId, ofCall);
        ofCall.set(`${track} ${epoch} ${fromMs}`, { track, epoch, ms: mulaw.length / BYTES_A_MS });
      },
      compose: async (callId) => {
        const tracks = new Set([...(pieces.get(callId)?.values() ?? [])].map(({ track }) => track));
        const outbound = tracks.has('company') ? { outbound: `${callId}/outbound.wav` } : {};
        const inbound = tracks.has('user') ? { inbound: `${callId}/inbound.wav` } : {};
        return { ...outbound, ...inbound, ...(tracks.size > 0 ? { mixed: `${callId}/mixed.wav` } : {}) };
      },
      link: async (key) => `https://bucket.example/${key}`,
    },
    storedMs: (callId) => {
      const stored = new Map<number, number>();
      for (const { track, epoch, ms } of pieces.get(callId)?.values() ?? [])
        if (track === 'company') stored.set(epoch, (stored.get(epoch) ?? 0) + ms);
      return stored;
    },
  };
}

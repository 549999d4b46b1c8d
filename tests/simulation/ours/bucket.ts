import type { Recordings } from '#core/ports/recordings.ts';

/** Which stretches of a call's tracks were stored; the sound itself is not kept. */
export interface Bucket {
  readonly recordings: Recordings;
  /** Ms of the company's track that were stored. */
  storedMs(callId: string): number;
}

const BYTES_A_MS = 8;

export function openBucket(): Bucket {
  const pieces = new Map<string, Map<string, number>>();
  return {
    recordings: {
      storePiece: async ({ callId, track, epoch, fromMs, mulaw }) => {
        const ofCall = pieces.get(callId) ?? new Map<string, number>();
        pieces.set(callId, ofCall);
        ofCall.set(`${track} ${epoch} ${fromMs}`, mulaw.length / BYTES_A_MS);
      },
      compose: async (callId) => {
        const tracks = new Set([...(pieces.get(callId)?.keys() ?? [])].map((name) => name.split(' ')[0]));
        const outbound = tracks.has('company') ? { outbound: `${callId}/outbound.wav` } : {};
        const inbound = tracks.has('user') ? { inbound: `${callId}/inbound.wav` } : {};
        return { ...outbound, ...inbound, ...(tracks.size > 0 ? { mixed: `${callId}/mixed.wav` } : {}) };
      },
      link: async (key) => `https://bucket.example/${key}`,
    },
    storedMs: (callId) =>
      [...(pieces.get(callId) ?? [])].reduce((sum, [name, ms]) => sum + (name.startsWith('company') ? ms : 0), 0),
  };
}

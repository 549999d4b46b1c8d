import type { Party, SpokenWord } from '#local/phone/party.ts';
import { decodeMuLaw } from '#local/phone/sound/mu-law.ts';
import { performed, play } from '#local/phone/sound/stage.ts';

export interface Recording {
  /** 8 kHz mu-law without a header. */
  readonly ulaw: Uint8Array;
  /** ms since the start of the recording, in order. */
  readonly words?: readonly SpokenWord[];
}

/** A recorded call as the company: plays it from the answer on, and hangs up at its end. It hears nothing. */
export function recordingParty({ ulaw, words = [] }: Recording): Party {
  const clip = { samples: decodeMuLaw(ulaw), words };
  return performed({
    seed: 0,
    channel: { gainDb: 0, floorDb: Number.NEGATIVE_INFINITY },
    ring: () => ({ kind: 'answer', afterMs: 1000 }),
    script: function* (stage) {
      yield* play(stage, clip);
    },
  });
}

import type { Party, SpokenWord } from '#local/phone/party.ts';
import { decodeMuLaw } from '#local/phone/sound/mu-law.ts';
import { performed, play, quiet } from '#local/phone/sound/stage.ts';

export interface Recording {
  /** 8 kHz mu-law without a header. */
  readonly ulaw: Uint8Array;
  /** ms since the start of the recording, in order. */
  readonly words?: readonly SpokenWord[];
  /** How long the line stays open behind the recording, so that whoever was heard in it can be reached. Default 0. */
  readonly staysMs?: number;
}

/** A recorded call as the company: plays it from the answer on, stays in silence, and hangs up. It hears nothing. */
export function recordingParty({ ulaw, words = [], staysMs = 0 }: Recording): Party {
  const clip = { samples: decodeMuLaw(ulaw), words };
  return performed({
    seed: 0,
    channel: { gainDb: 0, floorDb: Number.NEGATIVE_INFINITY },
    ring: () => ({ kind: 'answer', afterMs: 1000 }),
    script: function* (stage) {
      yield* play(stage, clip);
      yield* quiet(stage, staysMs);
    },
  });
}

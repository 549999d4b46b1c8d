import stored from '#core/ears/judge/weights/voice-model.json' with { type: 'json' };
import { loadPooledCrnn, type PooledCrnn } from '#core/ears/network/pooled-crnn.ts';
import type { StoredModel } from '#core/ears/network/stored-tensors.ts';
import { MEL_BANDS } from '#core/ears/sound/mel-bands.ts';
import { createMelody, MELODY_INPUTS } from '#core/ears/sound/melody.ts';

/** Frames before the onset of a voice that it is heard with: the room shows there first. */
const LEAD_FRAMES = 16;
/** Less often answered, it has just begun afresh by itself. */
const LEAD_ANSWERS = LEAD_FRAMES / 2;
/** After so long without a voice the next one is heard afresh. */
const FORGET_FRAMES = 50;
/** The network adds evidence up by itself: only its last two seconds are smoothed. */
const FADE = 1 / 50;

/** What the network is told of a frame; space of all calls, each is heard to its end before another is. */
const inputs = new Float32Array(MEL_BANDS + MELODY_INPUTS);

/** Whether a voice sounds like a person on a telephone rather than a recording: by sound alone, no word is understood. */
export interface VoiceModel {
  /** @param bytes mu-law of the same frame: its melody is measured while it is needed only */
  hear(mel: Float32Array, bytes: Uint8Array, voice: boolean): void;
  /** Log-odds for a person by what this voice said so far; 0 while nothing is known. */
  readonly personLogOdds: number;
  /** Another voice has begun, at the newest frames: it is heard afresh. */
  anew(): void;
}

const createNetwork = loadPooledCrnn(stored satisfies StoredModel);

/** @param otherNetwork a model trained without some voices, to judge exactly those; calls use the stored one */
export function createVoiceModel(otherNetwork?: () => PooledCrnn): VoiceModel {
  const network = (otherNetwork ?? createNetwork)();
  const melody = createMelody(LEAD_FRAMES);
  const lead = new Float32Array(LEAD_FRAMES * MEL_BANDS);
  let leadAt = 0;
  let framesSinceVoice = FORGET_FRAMES + 1;
  let answers = 0;

  /** @returns true when the network has answered */
  function tell(bands: Float32Array, agoFrames: number): boolean {
    inputs.set(bands);
    melody.write(agoFrames, inputs, MEL_BANDS);
    return network.hear(inputs, 0);
  }

  function replayLead(): void {
    network.reset();
    for (let frame = 0; frame < LEAD_FRAMES; frame++) {
      const at = ((leadAt + frame) % LEAD_FRAMES) * MEL_BANDS;
      tell(lead.subarray(at, at + MEL_BANDS), LEAD_FRAMES - frame);
    }
    model.personLogOdds = 0;
    answers = 0;
  }

  const model: VoiceModel & { personLogOdds: number } = {
    personLogOdds: 0,
    anew() {
      if (answers > LEAD_ANSWERS) framesSinceVoice = FORGET_FRAMES + 1;
    },
    hear(mel, bytes, voice) {
      melody.keep(bytes);
      if (voice) {
        if (framesSinceVoice > FORGET_FRAMES) replayLead();
        framesSinceVoice = 0;
      } else framesSinceVoice += 1;
      if (framesSinceVoice <= FORGET_FRAMES && tell(mel, 0) && voice) {
        answers += 1;
        model.personLogOdds += Math.max(FADE, 1 / answers) * (network.logit - model.personLogOdds);
      }
      lead.set(mel, leadAt * MEL_BANDS);
      leadAt = (leadAt + 1) % LEAD_FRAMES;
    },
  };
  return model;
}

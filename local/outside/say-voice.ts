import { FRAME_BYTES } from '#core/media/media-clock.ts';
import { MU_LAW_SILENCE } from '#core/media/mu-law.ts';
import type { SpokenSentence } from '#local/phone/audio/voice.ts';
import type { Speech } from '#local/phone/sound/clip.ts';
import { encodeMuLaw } from '#local/phone/sound/mu-law.ts';

/** The carrier's own voice for `<Say>`. */
const SAY_VOICE = 'carl';

/** A sentence of ours as the carrier speaks it. */
export function sayVoice(speech: Speech, text: string): SpokenSentence {
  const { samples, words } = speech(text, SAY_VOICE);
  const audio = encodeMuLaw(samples);
  const frames = Array.from({ length: Math.ceil(audio.length / FRAME_BYTES) }, (_, index) => {
    const frame = new Uint8Array(FRAME_BYTES).fill(MU_LAW_SILENCE);
    frame.set(audio.subarray(index * FRAME_BYTES, (index + 1) * FRAME_BYTES));
    return frame;
  });
  return { frames, words };
}

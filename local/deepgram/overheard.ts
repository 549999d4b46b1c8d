import { FRAME_BYTES, FRAME_MS } from '#core/media/media-clock.ts';
import { MU_LAW_SILENCE } from '#core/media/mu-law.ts';
import type { Party, SpokenWord } from '#local/phone/party.ts';
import type { SpokenIndex } from './spoken-index.ts';

const SILENT_FRAME = new Uint8Array(FRAME_BYTES).fill(MU_LAW_SILENCE);

/** The same party; every frame that it says is told to the index. */
export function overheardParty(party: Party, spoken: SpokenIndex, source: string): Party {
  return {
    ...party,
    speak: (atMs) => {
      const said = party.speak(atMs);
      spoken.add(said.audio ?? SILENT_FRAME, said.words, source);
      return said;
    },
  };
}

/** Tells the index a sentence that the network itself says (Twilio's Say). */
export function overheardSentence(
  sentence: { readonly frames: readonly Uint8Array[]; readonly words?: readonly SpokenWord[] },
  spoken: SpokenIndex,
  source: string,
): void {
  const last = sentence.frames.length - 1;
  for (const [n, frame] of sentence.frames.entries()) {
    const ending = sentence.words?.filter(
      ({ toMs }) => Math.min(last, Math.max(0, Math.ceil(toMs / FRAME_MS) - 1)) === n,
    );
    spoken.add(frame, ending, source);
  }
}

import { FRAME_BYTES, FRAME_MS, type MediaMs, mediaMs } from '#core/media/media-clock.ts';
import type { SpeechToTextSession } from '#core/ports/speech-to-text.ts';

/** Sends to speech-to-text only what may be speech, beginning a little before it was noticed. */
export interface SpeechGate {
  /** @param speechSinceMs when the voice may have begun: nothing before it is sent; null: this frame is no speech */
  hear(frame: Uint8Array, atMs: MediaMs, speechSinceMs: MediaMs | null): void;
  /** The gate closes for good, or for a while (`privacy`). */
  shut(): void;
  readonly sentMs: number;
  /** Audio that came by, sent or not. */
  readonly heardMs: number;
}

/** Ears are sure of speech 100 to 400 ms after its onset; a word that begins softly needs the rest. What is known to lie before the voice is left out. */
const PRE_ROLL_MS = 500;
const RING = PRE_ROLL_MS / FRAME_MS;

export function createSpeechGate(speechToText: Pick<SpeechToTextSession, 'send' | 'flush'>): SpeechGate {
  const ring = new Uint8Array(RING * FRAME_BYTES);
  const times: MediaMs[] = [];
  let next = 0;
  let open = false;

  function send(frame: Uint8Array, atMs: MediaMs): void {
    speechToText.send(frame, atMs);
    gate.sentMs += FRAME_MS;
  }

  function sendRing(sinceMs: MediaMs): void {
    const kept = times.length;
    for (let age = kept; age > 0; age -= 1) {
      if ((times[kept - age] ?? sinceMs) < sinceMs) continue;
      const slot = (next - age + RING) % RING;
      const begin = slot * FRAME_BYTES;
      send(ring.subarray(begin, begin + FRAME_BYTES), times[kept - age] ?? mediaMs(0));
    }
    times.length = 0;
  }

  const gate: SpeechGate & { sentMs: number; heardMs: number } = {
    sentMs: 0,
    heardMs: 0,
    hear(frame, atMs, speechSinceMs) {
      gate.heardMs += FRAME_MS;
      if (speechSinceMs !== null) {
        if (!open) sendRing(speechSinceMs);
        open = true;
        send(frame, atMs);
        return;
      }
      if (open) {
        open = false;
        speechToText.flush();
      }
      ring.set(frame, next * FRAME_BYTES);
      next = (next + 1) % RING;
      times.push(atMs);
      if (times.length > RING) times.shift();
    },
    shut() {
      if (open) speechToText.flush();
      open = false;
      times.length = 0;
    },
  };
  return gate;
}

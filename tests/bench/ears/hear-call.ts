import { createEars } from '#core/ears/create-ears.ts';
import type { EarEvent, Ears, HeardWords } from '#core/ears/ears.ts';
import { createFramer } from '#core/media/framer.ts';
import { type MediaMs, mediaMs } from '#core/media/media-clock.ts';
import { createSpeechGate } from '#stream-worker/session/speech-gate.ts';

/** What the ears made of one call. */
export interface HeardCall {
  readonly events: readonly EarEvent[];
  /** CPU time of the ears alone, in milliseconds. */
  readonly cpuMs: number;
  /** Audio that the worker would have sent to speech-to-text, in milliseconds. */
  readonly sentMs: number;
}

/** Words, and when they arrive. */
export interface TimedWords {
  readonly arriveMs: number;
  readonly words: HeardWords;
}

/** Plays a whole call into fresh ears, as fast as they go. */
export function hearCall(audio: Uint8Array, words: readonly TimedWords[], ears: Ears = createEars()): HeardCall {
  const events: EarEvent[] = [];
  const framer = createFramer();
  const gate = createSpeechGate({ send: () => {}, flush: () => {} });
  let nextWords = 0;
  const before = process.cpuUsage();
  framer.push(audio, (frame: Uint8Array, atMs: MediaMs) => {
    for (const event of ears.hear(frame, atMs)) events.push(event);
    for (; (words[nextWords]?.arriveMs ?? Number.POSITIVE_INFINITY) <= atMs; nextWords++) {
      const due = words[nextWords];
      if (due !== undefined) for (const event of ears.read(due.words)) events.push(event);
    }
    gate.hear(frame, atMs, ears.now.mayBeSpeech ? (ears.now.voiceSinceMs ?? mediaMs(0)) : null);
  });
  const used = process.cpuUsage(before);
  return { events, cpuMs: (used.user + used.system) / 1000, sentMs: gate.sentMs };
}

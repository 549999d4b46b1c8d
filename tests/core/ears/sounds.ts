import { createEars, type EarsOfACall, type EarsOptions } from '#core/ears/create-ears.ts';
import type { EarEvent } from '#core/ears/ears.ts';
import { createFramer } from '#core/media/framer.ts';
import { encodeMuLaw } from '#core/media/mu-law.ts';

/** Sounds made in code, as linear samples at 8 kHz, and ears that hear them. */
export const silence = (seconds: number): number[] => new Array<number>(Math.round(seconds * 8000)).fill(0);

export function tone(hz: readonly number[], seconds: number, amplitude = 5000): number[] {
  return Array.from({ length: Math.round(seconds * 8000) }, (_, n) =>
    hz.reduce((sum, f) => sum + amplitude * Math.sin((2 * Math.PI * f * n) / 8000), 0),
  );
}

/** Numbers between 0 and 1 that are the same for a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function noise(seconds: number, amplitude: number, seed = 1): number[] {
  const random = seeded(seed);
  return Array.from({ length: Math.round(seconds * 8000) }, () => amplitude * (2 * random() - 1));
}

function hearInto(ears: EarsOfACall, audio: Uint8Array): EarEvent[] {
  const events: EarEvent[] = [];
  createFramer().push(audio, (frame, atMs) => events.push(...ears.hear(frame, atMs)));
  return events;
}

export const hearBytes = (audio: Uint8Array): EarEvent[] => hearInto(createEars(), audio);

export function hearAll(
  samples: readonly number[],
  options: EarsOptions = {},
): { ears: EarsOfACall; events: EarEvent[] } {
  const ears = createEars(options);
  return { ears, events: hearInto(ears, encodeMuLaw(samples)) };
}

/** What the segments became at last, in order: a tone by its kind. */
export function soundsIn(events: readonly EarEvent[]): string[] {
  const known = new Map<number, string>();
  for (const event of events)
    if ('segment' in event) known.set(event.segment.id, event.segment.tone ?? event.segment.sound);
  return [...known.values()];
}

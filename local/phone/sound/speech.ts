import type { Clip, Speech } from './clip.ts';
import { renderedAhead } from './rendered.ts';
import { openSynthesiser } from './synthesiser.ts';

/** Sentences that `render.ts` rendered ahead, and nothing else: needs no synthesiser, answers at once. */
export const renderedSpeech: Speech = (text, voice) => {
  const clip = renderedAhead(text, voice);
  if (!clip) {
    throw new RangeError(
      `"${text}" was not rendered ahead in the voice "${voice}". Run local/phone/sound/render.ts, or pass the speech of openSpeech().`,
    );
  }
  return clip;
};

const MAX_CACHED = 500;

let opened: Promise<Speech> | null = null;

/**
 * Any sentence: what was rendered ahead, else the synthesiser. Opening takes about 0.1 s, a sentence about 0.1 s the first time. One for the
 * whole process, so that a sentence always sounds the same in it; the noise in the synthesiser's fricatives differs from process to process.
 */
export function openSpeech(): Promise<Speech> {
  opened ??= openSynthesiser().then(cached);
  return opened;
}

function cached(synthesise: Speech): Speech {
  const cache = new Map<string, Clip>();
  return (text, voice) => {
    const key = `${voice}\n${text}`;
    const clip = cache.get(key) ?? renderedAhead(text, voice) ?? synthesise(text, voice);
    cache.delete(key);
    cache.set(key, clip);
    const oldest = cache.keys().next();
    if (cache.size > MAX_CACHED && !oldest.done) cache.delete(oldest.value);
    return clip;
  };
}

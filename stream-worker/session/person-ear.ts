import type { Happening } from '#core/contracts/events.ts';
import { type MediaMs, mediaMs } from '#core/media/media-clock.ts';
import type { Ear } from './company-ear.ts';
import { createLoudness } from './loudness.ts';

/** What the person says is written down and recorded; nothing is decided by it. */
export function createPersonEar(onHappening: (happening: { mediaMs: MediaMs; what: Happening }) => void): Ear {
  const loud = createLoudness();
  return {
    hear: (frame) => (loud(frame) ? mediaMs(0) : null),
    read({ final, words, fromMs }) {
      const text = words.map((word) => word.text).join(' ');
      if (!final || text === '') return;
      onHappening({ mediaMs: fromMs, what: { kind: 'words.heard', track: 'outbound', fromMs, text } });
    },
    recall: () => {},
    wordsLost: () => {},
    wordsRestored: () => {},
    ask: () => {},
    gone: () => {},
    asked: () => null,
  };
}

import type { CallEvent } from '#core/contracts/events.ts';
import type { CallDetail } from '#core/contracts/http.ts';

/** Who said what, in the order of media time: words that were heard, and what we said ourselves. */
export function transcriptOf(log: readonly CallEvent[]): CallDetail['transcript'] {
  return log
    .flatMap(({ what, mediaMs }): CallDetail['transcript'] => {
      switch (what.kind) {
        case 'words.heard':
          return [{ fromMs: what.fromMs, speaker: what.track === 'inbound' ? 'company' : 'user', text: what.text }];
        case 'phrase.said':
        case 'keeper.spoke':
          return [{ fromMs: mediaMs ?? 0, speaker: 'hold_slayer', text: what.text }];
        default:
          return [];
      }
    })
    .toSorted((a, b) => a.fromMs - b.fromMs);
}

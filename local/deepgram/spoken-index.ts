import { FRAME_MS } from '#core/media/media-clock.ts';
import type { SpokenWord } from '#local/phone/party.ts';

/**
 * What the phone network said on its streams, so that a stand-in for speech-to-text can tell which words are in the audio it receives.
 * It knows audio by its content alone: whoever streams it may cut it elsewhere, leave parts out, or send it later.
 */
export interface SpokenIndex {
  /**
   * Takes every 160-byte frame that a stream carries, in order.
   * @param words those whose sound ends in this frame
   * @param source one track of one stream; frames of different sources are never taken for one sound
   */
  add(frame: Uint8Array, words?: readonly SpokenWord[], source?: string): void;
  /** Where this audio was said, oldest first. Flat frames (digital silence) are nowhere. */
  find(frame: Uint8Array): readonly SpokenAt[];
  /** Words of a source that ended after `afterSeq` and up to `untilSeq`. */
  wordsBetween(source: string, afterSeq: number, untilSeq: number): readonly IndexedWord[];
  isFlatAt(source: string, seq: number): boolean;
}

export interface SpokenAt {
  readonly source: string;
  /** Number of the frame within its source. */
  readonly seq: number;
}

/** A word, and the frames that carry its sound (both ends included). */
export interface IndexedWord {
  readonly text: string;
  readonly fromSeq: number;
  readonly toSeq: number;
}

interface Source {
  nextSeq: number;
  readonly words: IndexedWord[];
  readonly flat: Set<number>;
}

/** 30 minutes of one track, or 3 minutes of ten: more than any buffer that may still deliver it. */
const MAX_FRAMES = 90_000;

export function createSpokenIndex(maxFrames = MAX_FRAMES): SpokenIndex {
  const sources = new Map<string, Source>();
  const places = new Map<number, SpokenAt[]>();
  const age: { readonly hash: number | null; readonly at: SpokenAt }[] = [];
  let oldest = 0;

  return {
    add: (frame, words = [], name = 'line') => {
      const source = sources.get(name) ?? { nextSeq: 0, words: [], flat: new Set() };
      sources.set(name, source);
      const at = { source: name, seq: source.nextSeq++ };
      const flat = isFlat(frame);
      const hash = flat ? null : hashOf(frame);
      if (hash === null) source.flat.add(at.seq);
      else placesOf(hash).push(at);
      for (const word of words) {
        const frames = Math.max(1, Math.round((word.toMs - word.fromMs) / FRAME_MS));
        source.words.push({ text: word.text, fromSeq: at.seq - frames + 1, toSeq: at.seq });
      }
      age.push({ hash, at });
      if (age.length - oldest > maxFrames) forgetOldest();
    },
    find: (frame) => (isFlat(frame) ? [] : (places.get(hashOf(frame)) ?? [])),
    wordsBetween: (name, afterSeq, untilSeq) => {
      const words = sources.get(name)?.words ?? [];
      let from = words.length;
      while (from > 0 && (words[from - 1]?.toSeq ?? 0) > afterSeq) from--;
      return words.slice(from).filter((word) => word.toSeq <= untilSeq);
    },
    isFlatAt: (name, seq) => sources.get(name)?.flat.has(seq) ?? false,
  };

  /** Many lines say the same at once, so the list is kept and changed in place. */
  function placesOf(hash: number): SpokenAt[] {
    const known = places.get(hash);
    if (known) return known;
    const fresh: SpokenAt[] = [];
    places.set(hash, fresh);
    return fresh;
  }

  function forgetOldest() {
    const entry = age[oldest++];
    if (!entry) return;
    const { hash, at } = entry;
    const source = sources.get(at.source);
    source?.flat.delete(at.seq);
    while (source?.words[0] && source.words[0].toSeq <= at.seq) source.words.shift();
    if (source && at.seq === source.nextSeq - 1) sources.delete(at.source);
    if (hash !== null) {
      // Oldest first, so it is the first of its places.
      const left = placesOf(hash);
      left.shift();
      if (left.length === 0) places.delete(hash);
    }
    if (oldest > maxFrames) {
      age.splice(0, oldest);
      oldest = 0;
    }
  }
}

export function isFlat(frame: Uint8Array): boolean {
  const [first] = frame;
  for (let i = 1; i < frame.length; i++) if (frame[i] !== first) return false;
  return true;
}

/** FNV-1a. Two of 90,000 frames may share a number; a word needs most of its frames in order, so no word is heard by accident. */
function hashOf(frame: Uint8Array): number {
  let hash = 0x811c9dc5 | 0;
  for (let i = 0; i < frame.length; i++) hash = Math.imul(hash ^ (frame[i] ?? 0), 0x01000193);
  return hash;
}

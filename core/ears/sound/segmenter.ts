import type { EarEvent, Segment, SoundClass, ToneKind } from '#core/ears/ears.ts';
import type { FrameLabel } from '#core/ears/sound/labeller.ts';
import { FRAME_MS, type MediaMs, mediaMs } from '#core/media/media-clock.ts';

/** How long another sound must last before it is believed, by the sound that goes on (rows) and the new one. Tuned on dev timelines. */
const NEEDED_MS: Record<SoundClass, Record<SoundClass, number>> = {
  silence: { silence: 0, ringback: 20, music: 160, speech: 100, tone: 20 },
  ringback: { silence: 60, ringback: 0, music: 300, speech: 200, tone: 20 },
  music: { silence: 260, ringback: 20, music: 0, speech: 400, tone: 20 },
  speech: { silence: 480, ringback: 20, music: 500, speech: 0, tone: 20 },
  tone: { silence: 60, ringback: 20, music: 300, speech: 200, tone: 0 },
};
/** A pause this long between two sounds is a silence of its own. */
const OWN_SILENCE_MS = 120;

interface Open {
  id: number;
  sound: SoundClass;
  tone: ToneKind | null;
  fromMs: MediaMs;
  toMs: MediaMs;
  energy: number;
  frames: number;
}

export interface Segmenter {
  hear(label: FrameLabel, atMs: MediaMs, events: EarEvent[]): void;
  readonly open: Segment | null;
}

function freeze(open: Open): Segment {
  const base = {
    id: open.id,
    sound: open.sound,
    fromMs: open.fromMs,
    toMs: open.toMs,
    levelDb: 10 * Math.log10(open.energy / Math.max(1, open.frames) + 1e-9),
  };
  return open.tone === null ? base : { ...base, tone: open.tone };
}

/** Runs of one sound with hysteresis in media time; short pauses inside a voice or a tune do not end it. */
export function createSegmenter(): Segmenter {
  let nextId = 1;
  let open: Open | null = null;
  let candidate: SoundClass | null = null;
  let candidateTone: ToneKind | null = null;
  let candidateFromMs = mediaMs(0);
  let pauseFromMs: MediaMs | null = null;

  function begin(
    sound: SoundClass,
    tone: ToneKind | null,
    fromMs: MediaMs,
    toMs: MediaMs,
    levelDb: number,
    events: EarEvent[],
  ): Open {
    const begun = { id: nextId, sound, tone, fromMs, toMs, energy: 10 ** (levelDb / 10), frames: 1 };
    nextId += 1;
    events.push({ kind: 'segment-opened', segment: freeze(begun) });
    return begun;
  }

  function end(at: MediaMs, events: EarEvent[]): void {
    if (open === null) return;
    open.toMs = at;
    events.push({ kind: 'segment-closed', segment: freeze(open) });
  }

  function turnInto(label: FrameLabel, toMs: MediaMs, events: EarEvent[]): void {
    const from = candidateFromMs;
    if (pauseFromMs !== null && from - pauseFromMs >= OWN_SILENCE_MS) {
      end(pauseFromMs, events);
      open = begin('silence', null, pauseFromMs, from, -70, events);
    }
    end(from, events);
    open = begin(label.sound, label.tone, from, toMs, label.levelDb, events);
    candidate = null;
    pauseFromMs = null;
  }

  return {
    get open() {
      return open === null ? null : freeze(open);
    },
    hear(label, atMs, events) {
      const toMs = mediaMs(atMs + FRAME_MS);
      if (open === null) {
        open = begin(label.sound, label.tone, atMs, toMs, label.levelDb, events);
        return;
      }
      if (label.sound === open.sound && label.tone === open.tone) {
        candidate = null;
        pauseFromMs = null;
        open.toMs = toMs;
        open.energy += 10 ** (label.levelDb / 10);
        open.frames += 1;
        return;
      }
      if (label.sound !== candidate || label.tone !== candidateTone) {
        pauseFromMs = candidate === 'silence' ? candidateFromMs : null;
        candidate = label.sound;
        candidateTone = label.tone;
        candidateFromMs = atMs;
      }
      const needed = label.sound === open.sound ? FRAME_MS : NEEDED_MS[open.sound][label.sound];
      if (toMs - candidateFromMs >= needed) turnInto(label, toMs, events);
    },
  };
}

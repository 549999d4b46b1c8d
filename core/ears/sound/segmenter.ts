import type { EarEvent, Segment, SoundClass, ToneKind } from '#core/ears/ears.ts';
import type { FrameLabel } from '#core/ears/sound/labeller.ts';
import { FRAME_MS, type MediaMs, mediaMs } from '#core/media/media-clock.ts';

/** How long another sound must last before it is believed, by the sound that goes on (rows) and the new one. Tuned on dev timelines. */
const NEEDED_MS: Record<SoundClass, Record<SoundClass, number>> = {
  silence: { silence: 0, ringback: 20, music: 160, speech: 100, tone: 20 },
  ringback: { silence: 60, ringback: 0, music: 300, speech: 200, tone: 20 },
  music: { silence: 260, ringback: 20, music: 0, speech: 400, tone: 20 },
  speech: { silence: 500, ringback: 20, music: 500, speech: 0, tone: 20 },
  tone: { silence: 60, ringback: 20, music: 300, speech: 200, tone: 0 },
};
/** A pause this long between two sounds is a silence of its own. */
const OWN_SILENCE_MS = 120;
const CORRECTED_WITHIN_MS = 100;
const EMPTY_DB = -90;

type Known = Pick<Segment, 'heardBefore' | 'overMusic'>;

interface Open {
  readonly id: number;
  sound: SoundClass;
  tone: ToneKind | null;
  readonly fromMs: MediaMs;
  toMs: MediaMs;
  energy: number;
  frames: number;
  backgroundDb: number;
  known: Known;
}

export interface Segmenter {
  hear(label: FrameLabel, atMs: MediaMs, events: EarEvent[]): void;
  /** The end of a signal told what it was: busy, and not ringback; a beep, and no note, or a note after all. Corrects the segment that is open since `fromMs`. */
  correct(signal: ToneKind | 'ringback' | 'music', fromMs: MediaMs, events: EarEvent[]): void;
  /** Something became known of the voice that is open; ignored while none is. */
  know(known: Known, events: EarEvent[]): void;
  readonly open: { readonly sound: SoundClass; readonly tone: ToneKind | null } | null;
}

function freeze(open: Open): Segment {
  const levelDb = open.frames === 0 ? EMPTY_DB : 10 * Math.log10(open.energy / open.frames + 1e-9);
  const { id, sound, fromMs, toMs, tone, backgroundDb, known } = open;
  return { id, sound, fromMs, toMs, levelDb, backgroundDb, ...(tone === null ? {} : { tone }), ...known };
}

/** Runs of one sound with hysteresis in media time; short pauses inside a voice or a tune do not end it. */
export function createSegmenter(): Segmenter {
  let nextId = 1;
  let candidate: SoundClass | null = null;
  let candidateTone: ToneKind | null = null;
  let candidateFromMs = mediaMs(0);
  let pauseFromMs: MediaMs | null = null;

  function begin(sound: SoundClass, tone: ToneKind | null, fromMs: MediaMs, toMs: MediaMs, events: EarEvent[]): Open {
    const begun: Open = {
      id: nextId,
      sound,
      tone,
      fromMs,
      toMs,
      energy: 0,
      frames: 0,
      backgroundDb: EMPTY_DB,
      known: {},
    };
    nextId += 1;
    events.push({ kind: 'segment-opened', segment: freeze(begun) });
    return begun;
  }

  function measure(into: Open, label: FrameLabel, toMs: MediaMs): void {
    into.toMs = toMs;
    into.energy += 10 ** (label.levelDb / 10);
    into.backgroundDb = label.floorDb;
    into.frames += 1;
  }

  function end(at: MediaMs, events: EarEvent[]): void {
    const { open } = segmenter;
    if (open === null) return;
    open.toMs = at;
    events.push({ kind: 'segment-closed', segment: freeze(open) });
  }

  function turnInto(label: FrameLabel, toMs: MediaMs, events: EarEvent[]): void {
    const from = candidateFromMs;
    if (pauseFromMs !== null && from - pauseFromMs >= OWN_SILENCE_MS) {
      end(pauseFromMs, events);
      segmenter.open = begin('silence', null, pauseFromMs, from, events);
    }
    end(from, events);
    segmenter.open = begin(label.sound, label.tone, from, toMs, events);
    measure(segmenter.open, label, toMs);
    candidate = null;
    pauseFromMs = null;
  }

  const segmenter: Segmenter & { open: Open | null } = {
    open: null,
    correct(signal, fromMs, events) {
      const { open } = segmenter;
      if (open === null || Math.abs(open.fromMs - fromMs) > CORRECTED_WITHIN_MS || open.sound === 'silence') return;
      const sound = signal === 'ringback' || signal === 'music' ? signal : 'tone';
      const tone = signal === 'ringback' || signal === 'music' ? null : signal;
      if (open.sound === sound && open.tone === tone) return;
      const was = open.sound;
      open.sound = sound;
      open.tone = tone;
      candidate = null;
      events.push({ kind: 'segment-corrected', segment: freeze(open), was });
    },
    know(known, events) {
      const { open } = segmenter;
      if (open === null || open.sound !== 'speech') return;
      const isRepeat = known.heardBefore !== undefined && open.known.heardBefore === undefined;
      if (isRepeat || known.overMusic !== undefined) open.known = { ...known, ...open.known };
      if (isRepeat) events.push({ kind: 'heard-before', segment: freeze(open) });
    },
    hear(label, atMs, events) {
      const toMs = mediaMs(atMs + FRAME_MS);
      const { open } = segmenter;
      if (open === null) {
        segmenter.open = begin(label.sound, label.tone, atMs, toMs, events);
        measure(segmenter.open, label, toMs);
        return;
      }
      if (label.sound === open.sound && label.tone === open.tone) {
        candidate = null;
        pauseFromMs = null;
        measure(open, label, toMs);
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
  return segmenter;
}

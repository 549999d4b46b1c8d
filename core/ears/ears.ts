import type { OurSentence } from '#core/contracts/waiting.ts';
import type { MediaMs } from '#core/media/media-clock.ts';

/** What the line sounds like. `speech` = a voice that is not yet told apart into recording or person. */
export type SoundClass = 'silence' | 'ringback' | 'music' | 'speech' | 'tone';

/** Signals that are told by their frequencies and cadence. */
export type ToneKind = 'dtmf' | 'busy' | 'reorder' | 'sit' | 'fax' | 'beep';

/** A run of one sound. A segment is announced early (`opened`) and may be corrected when it is known better. */
export interface Segment {
  readonly id: number;
  readonly sound: SoundClass;
  readonly fromMs: MediaMs;
  readonly toMs: MediaMs;
  /** Mean level in dB relative to full scale (0 = loudest). */
  readonly levelDb: number;
  /** Level of the line underneath: the noise floor of the last seconds. */
  readonly backgroundDb?: number;
  readonly tone?: ToneKind;
  /** True when music goes on underneath the voice. */
  readonly overMusic?: boolean;
  /** The voice was heard before: in this call, or in earlier calls to this number. */
  readonly heardBefore?: { readonly atMs: MediaMs | null; readonly where: 'this-call' | 'earlier-call' };
}

/** One reason for or against "a live human is speaking to us", in numbers and words. */
export interface Evidence {
  readonly what: string;
  /** Log-odds; positive speaks for a human. */
  readonly logOdds: number;
}

export type Speaker = 'human' | 'recording' | 'ai_agent' | 'voicemail' | 'screening' | 'queue';

export type EarEvent =
  | { readonly kind: 'segment-opened'; readonly segment: Segment }
  | { readonly kind: 'segment-corrected'; readonly segment: Segment; readonly was: SoundClass }
  | { readonly kind: 'segment-closed'; readonly segment: Segment }
  | { readonly kind: 'heard-before'; readonly segment: Segment }
  | {
      /** `probable` may start keeper and ringing early; `confirmed` rings; `retracted` takes a verdict back. */
      readonly kind: 'verdict';
      readonly speaker: Speaker;
      readonly certainty: 'probable' | 'confirmed' | 'retracted';
      /** Onset of the voice that is judged. */
      readonly sinceMs: MediaMs;
      readonly atMs: MediaMs;
      readonly logOdds: number;
      readonly evidence: readonly Evidence[];
    }
  | {
      readonly kind: 'queue';
      readonly atMs: MediaMs;
      readonly position: number | null;
      readonly waitSeconds: number | null;
      /** Forecast of the time until it is our turn, from the trend of positions, what was promised, and what was learned; null: unknown. */
      readonly leftSeconds?: number | null;
    }
  | {
      /** Somebody may be there and waits: one "hello?" would tell, and doubles as the keeper's greeting. At most once a voice. */
      readonly kind: 'probe';
      readonly sinceMs: MediaMs;
      readonly atMs: MediaMs;
    };

/** One word from speech-to-text, placed in media time. */
export interface HeardWord {
  readonly text: string;
  readonly fromMs: MediaMs;
  readonly toMs: MediaMs;
  /** 0..1, when the service tells it. */
  readonly confidence?: number;
}

/** A piece of transcript. Interim pieces are replaced by later ones that start at the same `fromMs`. */
export interface HeardWords {
  readonly words: readonly HeardWord[];
  readonly final: boolean;
  readonly fromMs: MediaMs;
  readonly toMs: MediaMs;
}

/**
 * What we are waiting for; it shifts what is likely. `on-hold`: a human may pick up at any moment. `in-menu`: recordings are
 * likely, a person may still answer directly. `with-human`: keep watching for the hold coming back.
 */
export type Expectation = 'in-menu' | 'on-hold' | 'with-human';

/**
 * The ears of one stream: pure over media time, no clock, no randomness, constant memory over any length of call. Cutting the audio in
 * other places changes nothing. They work without words, later and with fewer claims.
 */
export interface Ears {
  /** Takes 20 ms of G.711 mu-law (160 bytes) that begin at `atMs`, and tells what became known by it. */
  hear(frame: Uint8Array, atMs: MediaMs): readonly EarEvent[];
  /** Takes words about audio that was heard already. They may come late, and never may come. */
  read(words: HeardWords): readonly EarEvent[];
  /** @param usualHoldSeconds how long earlier calls held, where that is known; for the forecast of the queue */
  expect(what: Expectation, usualHoldSeconds?: number): void;
  /**
   * What we say on the line ourselves, about when: a voice that answers is a person's, one that talks on over us is none. It may be told while
   * the first sentence sounds already, and takes the place of what was to be said and has not begun.
   */
  said(sentences: readonly OurSentence[]): void;
  /** The sound now, for level lines and for gating speech-to-text: true while audio should be sent there. */
  readonly now: {
    readonly sound: SoundClass;
    readonly levelDb: number;
    readonly mayBeSpeech: boolean;
    /** While `mayBeSpeech`: the voice may have begun then, soft consonants counted in. */
    readonly voiceSinceMs?: MediaMs;
    /** Probability that the sound is what it is taken for, 0 to 1. */
    readonly confidence?: number;
  };
}

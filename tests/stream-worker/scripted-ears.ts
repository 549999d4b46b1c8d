import type { OurSentence } from '#core/contracts/waiting.ts';
import type { EarsOfACall } from '#core/ears/create-ears.ts';
import type { EarEvent, Expectation, HeardWords, SoundClass } from '#core/ears/ears.ts';
import { NOTHING_REMEMBERED, type RememberedAnnouncements } from '#core/ears/memory/remembered.ts';
import { FRAME_MS, type MediaMs, mediaMs } from '#core/media/media-clock.ts';

/** What a frame's first byte stands for. */
export const SOUNDS = { silence: 0xff, music: 0x01, speech: 0x02, human: 0x03, explode: 0x04 } as const;

export interface ScriptedEars extends EarsOfACall {
  /** What earlier calls left. */
  readonly before: RememberedAnnouncements | undefined;
  /** What this call leaves; a test may put something there. */
  leaves: RememberedAnnouncements;
  readonly heard: { readonly atMs: number; readonly byte: number | undefined }[];
  readonly expected: Expectation[];
  readonly ourSentences: OurSentence[];
  readonly words: HeardWords[];
}

/** Ears that believe the first byte of each frame; a human is confirmed at the first frame of one. */
export function scriptedEars(before?: RememberedAnnouncements): ScriptedEars {
  const heard: { atMs: number; byte: number | undefined }[] = [];
  const expected: Expectation[] = [];
  const said: OurSentence[] = [];
  const words: HeardWords[] = [];
  const now = { sound: 'silence' as SoundClass, levelDb: -60, mayBeSpeech: false };
  let id = 0;
  let open: { id: number; sound: SoundClass; fromMs: MediaMs } | null = null;
  let judged = false;

  return {
    before,
    leaves: before ?? NOTHING_REMEMBERED,
    remembered() {
      return this.leaves;
    },
    heard,
    expected,
    ourSentences: said,
    words,
    now,
    expect: (what) => void expected.push(what),
    said: (sentences) => void said.push(...sentences),
    read: (piece) => {
      words.push(piece);
      return [];
    },
    hear(frame, atMs) {
      const byte = frame[0];
      heard.push({ atMs, byte });
      if (byte === SOUNDS.explode) throw new Error('ears that break');
      const sound = byte === SOUNDS.music ? 'music' : byte === SOUNDS.silence ? 'silence' : 'speech';
      const events: EarEvent[] = [];
      if (open?.sound !== sound) {
        if (open) events.push({ kind: 'segment-closed', segment: { ...open, toMs: atMs, levelDb: -30 } });
        id += 1;
        open = { id, sound, fromMs: atMs };
        events.push({ kind: 'segment-opened', segment: { ...open, toMs: mediaMs(atMs + FRAME_MS), levelDb: -30 } });
      }
      if (byte === SOUNDS.human && !judged) {
        judged = true;
        const evidence = [{ what: 'the script says so', logOdds: 9 }];
        events.push({
          kind: 'verdict',
          speaker: 'human',
          certainty: 'confirmed',
          sinceMs: atMs,
          atMs,
          logOdds: 9,
          evidence,
        });
      }
      now.sound = sound;
      now.mayBeSpeech = sound === 'speech';
      return events;
    },
  };
}

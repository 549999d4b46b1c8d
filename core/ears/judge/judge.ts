import type { EarEvent, Evidence, Expectation } from '#core/ears/ears.ts';
import { FRAME_MS, type MediaMs, mediaMs } from '#core/media/media-clock.ts';

const PRIOR: Record<Expectation, number> = { 'in-menu': -3, 'on-hold': -2, 'with-human': 1 };
const CONFIRM = 1;
const RETRACT = -2;
const ROOM_MS = 1100;

/** What the judge is told about one frame. */
export interface Heard {
  readonly atMs: MediaMs;
  readonly voice: boolean;
  readonly music: boolean;
  readonly heardBefore: boolean;
}

export interface Judge {
  hear(heard: Heard, events: EarEvent[]): void;
  expect(what: Expectation): void;
}

/** A first, simple sequence of evidence: a voice that was not heard before speaks, stops and leaves us room. */
export function createJudge(): Judge {
  let expectation: Expectation = 'on-hold';
  let sinceMs: MediaMs | null = null;
  let voiceMs = 0;
  let pauseMs = 0;
  let musicMs = 0;
  let heardBefore = false;
  let confirmed = false;

  function weigh(): Evidence[] {
    const evidence: Evidence[] = [{ what: `expected ${expectation}`, logOdds: PRIOR[expectation] }];
    if (pauseMs >= ROOM_MS) evidence.push({ what: `spoke ${voiceMs} ms, then left room`, logOdds: 3.5 });
    if (heardBefore) evidence.push({ what: 'heard before', logOdds: -8 });
    if (musicMs > 300) evidence.push({ what: 'music goes on', logOdds: -6 });
    return evidence;
  }

  return {
    expect(what) {
      expectation = what;
    },
    hear({ atMs, voice, music, heardBefore: before }, events) {
      if (voice) {
        sinceMs ??= atMs;
        voiceMs += FRAME_MS;
        pauseMs = 0;
        musicMs = 0;
      } else if (sinceMs !== null) {
        pauseMs += FRAME_MS;
        if (music) musicMs += FRAME_MS;
      }
      if (before) heardBefore = true;
      if (sinceMs === null) return;
      const evidence = weigh();
      const logOdds = evidence.reduce((sum, one) => sum + one.logOdds, 0);
      const verdict = { kind: 'verdict', speaker: 'human', sinceMs, atMs, logOdds, evidence } as const;
      if (!confirmed && logOdds >= CONFIRM && voiceMs >= 300) {
        confirmed = true;
        events.push({ ...verdict, certainty: 'confirmed' });
      } else if (confirmed && logOdds <= RETRACT) {
        confirmed = false;
        events.push({ ...verdict, certainty: 'retracted' });
      }
      if (pauseMs > 2500 || musicMs > 600) {
        if (musicMs > 600) confirmed = false;
        sinceMs = null;
        voiceMs = 0;
        pauseMs = 0;
        musicMs = 0;
        heardBefore = false;
      } else if (!confirmed && voiceMs < 200 && pauseMs > 500) sinceMs = mediaMs(atMs);
    },
  };
}

import { ONSET_FRAMES } from '#core/ears/judge/onset.ts';

/** Frames that are kept: the newest belong to the voice, which is noticed late, and to a breath before it. */
const KEPT_FRAMES = 32;
const ONSET_AND_BREATH_FRAMES = ONSET_FRAMES + 11;
const ROOM_FRAMES = 5;
/** Softer than this is nothing: digital silence and a quiet line are alike. */
const NOTHING_DB = -75;
/** A click is over after two frames, and stands alone for three on either side. */
const CLICK_FRAMES = 2;
const ALONE_FRAMES = 3;

/** What a line does between a sound and the voice after it: somebody who picks up is heard before the first word, by a click and by the room. */
export interface Opening {
  hear(levelDb: number): void;
  restart(): void;
  /** How much louder the line is just before the voice than it was at its quietest since the sound before, in dB. */
  riseDb(): number;
  /** The strongest click, in dB above what was around it; 0: none. */
  clickDb(): number;
}

export function createOpening(): Opening {
  const levels = new Float64Array(KEPT_FRAMES);
  let frames = 0;
  let quietestDb = 0;
  let click = 0;

  const at = (back: number): number => levels[(frames - 1 - back) % KEPT_FRAMES] as number;

  function mean(back: number, count: number): number {
    let sum = 0;
    for (let k = 0; k < count; k++) sum += at(back + k);
    return sum / count;
  }

  function loudest(back: number, count: number): number {
    let most = NOTHING_DB;
    for (let k = 0; k < count; k++) most = Math.max(most, at(back + k));
    return most;
  }

  function measure(): void {
    // What may still turn out to be the voice does not count: all looks this far back.
    const back = ONSET_AND_BREATH_FRAMES;
    if (frames < back + ROOM_FRAMES) return;
    quietestDb = Math.min(quietestDb, mean(back, ROOM_FRAMES));
    if (frames < back + 2 * ALONE_FRAMES + CLICK_FRAMES) return;
    const around = Math.max(loudest(back, ALONE_FRAMES), loudest(back + ALONE_FRAMES + CLICK_FRAMES, ALONE_FRAMES));
    click = Math.max(click, loudest(back + ALONE_FRAMES, CLICK_FRAMES) - around);
  }

  return {
    hear(levelDb) {
      levels[frames % KEPT_FRAMES] = Math.max(NOTHING_DB, levelDb);
      frames += 1;
      measure();
    },
    restart() {
      frames = 0;
      quietestDb = 0;
      click = 0;
    },
    riseDb: () =>
      frames < ONSET_AND_BREATH_FRAMES + ROOM_FRAMES ? 0 : mean(ONSET_AND_BREATH_FRAMES, ROOM_FRAMES) - quietestDb,
    clickDb: () => click,
  };
}

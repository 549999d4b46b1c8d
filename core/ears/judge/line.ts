import type { CallSoFar } from '#core/ears/judge/features.ts';
import { createOpening, type Opening } from '#core/ears/judge/opening.ts';
import { type Before, type JudgedFrame, MUSIC_PLAYS, type Turn } from '#core/ears/judge/turn.ts';
import { createKnownVoices, PRINT_FRAMES } from '#core/ears/judge/voiceprint.ts';
import { FRAME_MS } from '#core/media/media-clock.ts';

/** Silence that lasts longer than this is a hold without music. */
const SILENT_HOLD_MS = 5000;
/** The line itself is heard only some time after a sound has died away. */
const LINE_AFTER_MS = 300;
/** Music that stopped is followed by a line this much softer; soft passages of hold music reach -15 dB. Tuned on made choirs. */
const STOPPED_DB = 15;
const LOUD_IN_MUSIC_MS = 60;
const LOUD_GOES_ON_MS = 200;
/** A line with its room is surely no music, and steady: its level swings no more than this in so many frames. Choirs and fading notes do. */
const SURELY_NO_MUSIC = 0.1;
const STEADY_DB = 6;
const STEADY_FRAMES = 8;
const LEAST_PRINT_MS = 1000;
/** Nearer than this to the voice a breath before, a voice goes on. */
const SAME_AFTER_BREATH = 0.8;
const NEWEST_SHARE = 0.3;

const towards = (known: number, newest: number): number =>
  Number.isNaN(known) ? newest : known + NEWEST_SHARE * (newest - known);

/** What is heard between voices, and what is known of the voices that are over. */
export interface Line {
  readonly call: CallSoFar;
  readonly before: Before;
  readonly gapMs: number;
  readonly gapDb: number;
  /** What was heard in that gap before the voice began. */
  readonly opening: Opening;
  /** A frame outside of any voice. */
  hear(frame: JudgedFrame, sound: Before): void;
  /** A frame of a voice: how near is it to those before? */
  compare(turn: Turn): void;
  begin(): void;
  /** The voice is over; recordings are what later voices are compared with. */
  end(turn: Turn, why: Before, wasRecording: boolean): void;
}

export function createLine(): Line {
  const voices = createKnownVoices();
  const call = {
    heldMs: 0,
    musicMs: 0,
    voiceDistance: Number.NaN,
    recordingDb: Number.NaN,
    recordingPerson: Number.NaN,
    lineDb: Number.NaN,
  };
  /** The voice that is over was a recording, and may go on after a breath. */
  let isNewestAdded = false;
  let musicDb = -25;
  let loudMs = 0;
  let frames = 0;
  const levels = new Float64Array(STEADY_FRAMES);
  const opening = createOpening();

  function restart(why: Before): void {
    line.before = why;
    line.gapMs = 0;
    line.gapDb = Number.NaN;
    opening.restart();
  }

  /** The music has stopped, as far as this frame tells: far softer than it was, or the steady noise of a line. */
  function isOpen(frame: JudgedFrame): boolean {
    levels[frames % STEADY_FRAMES] = frame.levelDb;
    frames += 1;
    if (frame.music > MUSIC_PLAYS) return false;
    if (frame.levelDb <= musicDb - STOPPED_DB) return true;
    return frame.music < SURELY_NO_MUSIC && Math.max(...levels) - Math.min(...levels) <= STEADY_DB;
  }

  const line: Line & { before: Before; gapMs: number; gapDb: number } = {
    call,
    before: 'silence',
    gapMs: 0,
    gapDb: Number.NaN,
    opening,
    hear(frame, sound) {
      if (sound === 'signal' || sound === 'beep') {
        restart(sound);
        if (sound === 'signal') call.musicMs = 0;
        return;
      }
      if (sound === 'music') {
        line.before = sound;
        call.heldMs += FRAME_MS;
        call.musicMs += FRAME_MS;
        if (frame.music > MUSIC_PLAYS) musicDb += 0.02 * (frame.levelDb - musicDb);
      }
      if (isOpen(frame)) loudMs = 0;
      else if (!frame.voice) loudMs += FRAME_MS;
      // Segments are known late: the newest frames tell first that the music has stopped. A soft passage is no open line.
      if (sound === 'music' && loudMs >= LOUD_IN_MUSIC_MS) restart(sound);
      // Neither is what goes on as loud as the music without being known for it: a choir, half heard. The attack of a voice is shorter.
      if (call.musicMs > 0 && loudMs >= LOUD_GOES_ON_MS) {
        line.gapMs = 0;
        line.gapDb = Number.NaN;
        opening.restart();
      }
      line.gapMs += FRAME_MS;
      opening.hear(frame.levelDb);
      if (line.gapMs > SILENT_HOLD_MS) call.heldMs += FRAME_MS;
      if (frame.digitalSilence || frame.voice) return;
      line.gapDb = Number.isNaN(line.gapDb) ? frame.levelDb : line.gapDb + 0.1 * (frame.levelDb - line.gapDb);
      if (line.gapMs > LINE_AFTER_MS)
        call.lineDb = Number.isNaN(call.lineDb) ? frame.levelDb : call.lineDb + 0.02 * (frame.levelDb - call.lineDb);
    },
    compare(turn) {
      if (turn.print.frames % PRINT_FRAMES === 0) call.voiceDistance = voices.nearest(turn.print);
    },
    begin() {
      call.voiceDistance = Number.NaN;
    },
    end(turn, why, wasRecording) {
      restart(why);
      // A noise that was taken for a voice for a moment says nothing of them.
      const isAdded = wasRecording && turn.spokenMs > LEAST_PRINT_MS;
      const goesOn = isNewestAdded && turn.distanceBefore < SAME_AFTER_BREATH;
      isNewestAdded = isAdded;
      if (!isAdded) return;
      if (goesOn) return voices.merge(turn.print);
      voices.add(turn.print);
      call.recordingDb = towards(call.recordingDb, turn.voiceDb);
      call.recordingPerson = towards(call.recordingPerson, turn.person);
    },
  };
  return line;
}

import { FRAME_MS, type MediaMs, mediaMs } from '#core/media/media-clock.ts';

/** What the judge is told about the newest frame. The same object is written anew each frame. */
export interface JudgedFrame {
  atMs: MediaMs;
  /** Somebody speaks, as far as the newest frames tell. */
  voice: boolean;
  /** Music is on the line: probability. */
  music: number;
  levelDb: number;
  digitalSilence: boolean;
  /** Aligned votes of landmarks for a repeat, at their best. */
  votes: number;
  /** Log-odds of the voice model. */
  person: number;
}

/** What came before a voice. */
export type Before = 'music' | 'silence' | 'signal' | 'voice';

/** A pause this long ends a phrase. */
const PHRASE_PAUSE_MS = 450;
/** A pause this long leaves us room to answer. */
export const ROOM_PAUSE_MS = 900;
const LEVEL_PERCENT = 0.02;

/** One voice from its onset on, with its pauses: measured, not yet judged. Times in media milliseconds. */
export class Turn {
  readonly sinceMs: MediaMs;
  readonly before: Before;
  /** Silence between what came before and the onset. */
  readonly gapMs: number;
  /** Level of the line in that silence. */
  readonly gapDb: number;
  spokenMs = 0;
  /** The pause that goes on now; 0 while the voice speaks. */
  pauseMs = 0;
  /** Length of the phrase that goes on, or went on last. */
  phraseMs = 0;
  phrases = 1;
  /** Pauses that left room, and were followed by the same voice. */
  roomPauses = 0;
  /** Mean probability of music while it spoke and paused. */
  musicUnder = 0;
  mostVotes = 0;
  person = 0;
  voiceDb = -40;
  pauseDb = Number.NaN;

  constructor(sinceMs: MediaMs, before: Before, gapMs: number, gapDb: number) {
    this.sinceMs = sinceMs;
    this.before = before;
    this.gapMs = gapMs;
    this.gapDb = gapDb;
  }

  hear(frame: JudgedFrame): void {
    if (frame.voice) {
      if (this.pauseMs >= PHRASE_PAUSE_MS) {
        this.phrases += 1;
        this.phraseMs = 0;
        if (this.pauseMs >= ROOM_PAUSE_MS) this.roomPauses += 1;
      } else this.phraseMs += this.pauseMs;
      this.pauseMs = 0;
      this.spokenMs += FRAME_MS;
      this.phraseMs += FRAME_MS;
      this.person = frame.person;
      this.voiceDb += Math.max(LEVEL_PERCENT, FRAME_MS / this.spokenMs) * (frame.levelDb - this.voiceDb);
      this.mostVotes = Math.max(this.mostVotes, frame.votes);
    } else {
      this.pauseMs += FRAME_MS;
      if (this.pauseMs > 140 && !frame.digitalSilence) {
        this.pauseDb = Number.isNaN(this.pauseDb) ? frame.levelDb : this.pauseDb + 0.1 * (frame.levelDb - this.pauseDb);
      }
    }
    const heardMs = frame.atMs - this.sinceMs + FRAME_MS;
    this.musicUnder += Math.max(0.02, FRAME_MS / Math.max(FRAME_MS, heardMs)) * (frame.music - this.musicUnder);
  }

  get ageMs(): number {
    return this.spokenMs + this.pauseMs;
  }
}

/** A turn that nobody took yet. */
export const NO_TURN_AT = mediaMs(0);

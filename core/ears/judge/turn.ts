import { EARLIER_LASTS_MS, Match, REPEAT_LASTS_MS } from '#core/ears/judge/match.ts';
import { ONSET_FRAMES } from '#core/ears/judge/onset.ts';
import { PRINT_FRAMES, Voiceprint } from '#core/ears/judge/voiceprint.ts';
import { EARLIER_VOTES, REPEAT_VOTES } from '#core/ears/memory/announcement-memory.ts';
import { FRAME_MS, type MediaMs } from '#core/media/media-clock.ts';

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
  /** The same among what earlier calls left. */
  earlierVotes: number;
  /** Log-odds of the voice model. */
  person: number;
  mel: Float32Array;
}

/** What came before a voice; a breath: a voice that was surely no person's, and hardly a pause. */
export type Before = 'music' | 'silence' | 'signal' | 'beep' | 'voice' | 'breath';

/** A pause this long ends a phrase. */
export const PHRASE_PAUSE_MS = 450;
/** After a pause this long the next voice is judged anew: an announcement may have ended, and a person picked up. */
export const ROOM_PAUSE_MS = 1000;
/** And after this one, where what spoke so far is surely no person: "I am connecting you now", a breath, "Hello?" */
const BREATH_MS = 200;
/** So far from the voice a breath before, it is another. */
const OTHER_VOICE = 1;
const LEVEL_PERCENT = 0.02;
/** Probability from which music counts as playing. */
export const MUSIC_PLAYS = 0.5;

/** What the next voice needs of one that is over. */
const remainsOf = ({ print, person, voiceDb, voiceSinceMs, overUsMs }: Turn) => ({
  print,
  person,
  voiceDb,
  voiceSinceMs,
  overUsMs,
});

/** One voice from its onset on, with its pauses: measured, not yet judged. Times in media milliseconds. */
export class Turn {
  readonly sinceMs: MediaMs;
  readonly before: Before;
  /** Silence between what came before and the onset. */
  readonly gapMs: number;
  /** Level of the line in that silence. */
  readonly gapDb: number;
  readonly print = new Voiceprint();
  spokenMs = (ONSET_FRAMES - 1) * FRAME_MS;
  /** The pause that goes on now, without music; 0 while the voice speaks. */
  pauseMs = 0;
  /** Music since the voice stopped: it came back. */
  musicAfterMs = 0;
  /** Length of the phrase that goes on, or went on last. */
  phraseMs = (ONSET_FRAMES - 1) * FRAME_MS;
  phrases = 1;
  /** Pauses that left room before this, since music or a signal was heard. */
  readonly roomPauses: number;
  /** Mean probability of music while it spoke and paused. */
  musicUnder = 0;
  /** The very same was said before in this call. */
  readonly repeat = new Match(REPEAT_VOTES, REPEAT_LASTS_MS);
  /** And in an earlier call. */
  readonly earlier = new Match(EARLIER_VOTES, EARLIER_LASTS_MS);
  /** The line grew louder before the voice, in dB, and clicked: somebody picked up. */
  riseDb = 0;
  clickDb = 0;
  /** It began as an answer to something that we said. */
  answeredUs = false;
  /** So far it is surely no person: a breath ends it. */
  endsAtBreath = false;
  person = 0;
  voiceDb = -40;
  pauseDb = Number.NaN;
  /** Distance to the voice that spoke a breath before; NaN: none did, or it is not known yet. */
  distanceBefore = Number.NaN;

  /** It is another voice than a breath before, as far as that is known; once something was told of it, that is settled. */
  private isOther = false;
  private isSettled = false;
  private overUsNowMs = 0;
  /** What spoke a breath before it, if anything did; no turn, which would keep all before it. */
  private readonly breathBefore: Pick<Turn, 'print' | 'person' | 'voiceDb' | 'voiceSinceMs' | 'overUsMs'> | null;

  /** What the voices just before this one, after pauses and breaths, sounded like: log-odds of the voice model, halved for each; 0: none. */
  readonly personBefore: number;
  /** Since music was heard last, when this voice began. */
  readonly musicAwayMs: number;

  constructor(sinceMs: MediaMs, before: Before, gapMs: number, gapDb: number, previous: Turn | null) {
    this.sinceMs = sinceMs;
    this.before = before;
    this.gapMs = gapMs;
    this.gapDb = gapDb;
    const isBreath = before === 'breath' && previous !== null;
    this.breathBefore = isBreath ? remainsOf(previous) : null;
    this.roomPauses = previous === null ? 0 : previous.roomPauses + (isBreath ? 0 : 1);
    this.personBefore =
      previous === null ? 0 : 0.5 * previous.personBefore + (previous.spokenMs > 600 ? previous.person : 0);
    this.musicAwayMs = previous === null ? gapMs : previous.musicAwayMs + previous.ageMs;
  }

  /** It speaks while we do. */
  talkOverUs(): void {
    this.overUsNowMs += FRAME_MS;
  }

  hear(frame: JudgedFrame): void {
    // A click in a long pause is no voice: the judge begins a new turn when one comes.
    if (frame.voice && !this.isOver) {
      if (this.quietMs >= BREATH_MS) this.repeat.breathes();
      if (this.pauseMs >= PHRASE_PAUSE_MS) {
        this.phrases += 1;
        this.phraseMs = 0;
      } else this.phraseMs += this.pauseMs;
      this.pauseMs = 0;
      this.spokenMs += FRAME_MS;
      this.phraseMs += FRAME_MS;
      this.person = frame.person;
      this.print.hear(frame.mel);
      if (this.breathBefore !== null && this.print.frames % PRINT_FRAMES === 0) this.compare(this.breathBefore.print);
      this.voiceDb += Math.max(LEVEL_PERCENT, FRAME_MS / this.spokenMs) * (frame.levelDb - this.voiceDb);
      this.repeat.hear(frame.votes);
      this.earlier.hear(frame.earlierVotes);
      this.musicAfterMs = 0;
    } else if (frame.music > MUSIC_PLAYS) {
      this.musicAfterMs += FRAME_MS;
    } else {
      this.pauseMs += FRAME_MS;
      if (this.pauseMs > 140 && !frame.digitalSilence) {
        this.pauseDb = Number.isNaN(this.pauseDb) ? frame.levelDb : this.pauseDb + 0.1 * (frame.levelDb - this.pauseDb);
      }
    }
    const heardMs = frame.atMs - this.sinceMs + FRAME_MS;
    this.musicUnder += Math.max(0.02, FRAME_MS / Math.max(FRAME_MS, heardMs)) * (frame.music - this.musicUnder);
  }

  private compare(before: Voiceprint): void {
    this.distanceBefore = this.print.distanceTo(before);
    if (!this.isSettled) this.isOther = this.distanceBefore >= OTHER_VOICE;
  }

  /** Something was told of it: whether it is another voice than a breath before stays what it is. */
  settle(): void {
    this.isSettled = true;
  }

  /** It speaks since then: a voice that goes on after a breath, since before that. Its words, and what it answers to, are told by this. */
  get voiceSinceMs(): MediaMs {
    return this.isOther ? this.sinceMs : (this.breathBefore?.voiceSinceMs ?? this.sinceMs);
  }

  /** So long it talked on over us, as if nobody were there. */
  get overUsMs(): number {
    return this.overUsNowMs + (this.isOther ? 0 : (this.breathBefore?.overUsMs ?? 0));
  }

  /** Since it spoke, with music or without. */
  get quietMs(): number {
    return this.pauseMs + this.musicAfterMs;
  }

  /** It paused for so long that the next voice is judged anew. */
  get isOver(): boolean {
    return this.pauseMs >= ROOM_PAUSE_MS || (this.endsAtBreath && this.quietMs >= BREATH_MS);
  }

  /** How much more it sounds like a person than the voice a breath before; NaN: none spoke. */
  get personOverBefore(): number {
    return this.breathBefore === null ? Number.NaN : this.person - this.breathBefore.person;
  }

  /** How much louder it is than that, in dB. */
  get dbOverBefore(): number {
    return this.breathBefore === null ? Number.NaN : this.voiceDb - this.breathBefore.voiceDb;
  }

  get ageMs(): number {
    return this.spokenMs + this.pauseMs;
  }
}

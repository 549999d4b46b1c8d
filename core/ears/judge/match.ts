import { FRAME_MS } from '#core/media/media-clock.ts';

/** A voice that goes on for so long without a further match says something new: what was recognised was another's, or is over. */
export const REPEAT_LASTS_MS = 2500;
/** Of an announcement of earlier calls only the beginning is kept. */
export const EARLIER_LASTS_MS = 8000;
/** Less after a breath: what goes on matches at once. */
const AFTER_BREATH_MS = 1000;
/** Votes fade by this share a frame in the memory, and faster here, where only newly won ones count: so many are a match that goes on. */
const MEMORY_KEEPS = Math.exp(-1 / 100);
const FRESH_KEEPS = Math.exp(-1 / 25);
const STILL_MATCHES_VOTES = 2;

/** How far a voice says what was said before, while it goes on. */
export class Match {
  /** The most votes so far. */
  most = 0;
  /** It was a match, and the voice has said something new for a while: whoever speaks now is to be judged anew. */
  isPast = false;
  private readonly enough: number;
  private readonly lastsMs: number;
  private nowLastsMs: number;
  private votes = 0;
  private freshVotes = 0;
  private unmatchedMs = 0;

  constructor(enough: number, lastsMs: number) {
    this.enough = enough;
    this.lastsMs = lastsMs;
    this.nowLastsMs = lastsMs;
  }

  get isMatch(): boolean {
    return this.most >= this.enough;
  }

  /** The voice speaks again after a breath: it may be another. */
  breathes(): void {
    this.nowLastsMs = Math.min(this.lastsMs, AFTER_BREATH_MS);
    this.freshVotes = 0;
    this.unmatchedMs = 0;
  }

  /** Takes a frame of the voice. */
  hear(votes: number): void {
    this.freshVotes = this.freshVotes * FRESH_KEEPS + Math.max(0, votes - this.votes * MEMORY_KEEPS);
    this.votes = votes;
    this.unmatchedMs = this.freshVotes >= STILL_MATCHES_VOTES ? 0 : this.unmatchedMs + FRAME_MS;
    if (this.unmatchedMs === 0) this.nowLastsMs = this.lastsMs;
    if (this.unmatchedMs < this.nowLastsMs) this.most = Math.max(this.most, votes);
    else if (this.isMatch) this.isPast = true;
    else this.most = 0;
  }
}

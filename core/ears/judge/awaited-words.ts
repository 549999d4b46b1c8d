import type { Evidence } from '#core/ears/ears.ts';
import type { Turn } from '#core/ears/judge/turn.ts';

/** The first words of a voice are awaited as long as those before took, and so much longer. */
const LATE_MS = 150;
const FIRST_MS = 1350;
const SHORTEST_MS = 500;
const LONGEST_MS = 2000;
/** A slow service is learned at once, a fast one by and by. */
const FORGETS = 0.2;
/** A voice that spoke so long, and is so old, has words if anybody transcribes. */
const SPOKE_MS = 1200;
const WAITED_MS = 1500;
const NOT_HERE_LOG_ODDS = -2;
/** What follows a recording after a pause mostly is its next sentence. */
const AFTER_RECORDING_LOG_ODDS = -1;
const RECORDING = -2;
/** Words that tell less than this, for a person or against, are awaited further, until the voice is so old. */
const TELLING = 2;
const FEW_LOG_ODDS = -1;
const FEW_UNTIL_MS = 2000;

/** Words tell most and come late: while those of a voice are on their way, its sound alone convinces less. */
export interface AwaitedWords {
  /** Words came, and so many of this voice are known now. */
  came(turn: Turn | null, count: number): void;
  /** The voice is over. @param told log-odds by its words @param goesOn another voice follows it */
  end(turn: Turn, count: number, told: number, goesOn: boolean): void;
  /** How much a voice is doubted for the words that are not here yet; null: not at all. */
  doubt(turn: Turn, count: number, told: number): Evidence | null;
}

export function createAwaitedWords(): AwaitedWords {
  /** Speech-to-text hears the call, by the voice that should have had words last; null: nobody transcribed yet. */
  let areComing: boolean | null = null;
  let usualMs: number | null = null;
  let told: Turn | null = null;
  let followsRecording = false;
  return {
    came(turn, count) {
      areComing ??= true;
      if (turn === null || turn === told || count === 0) return;
      told = turn;
      areComing = true;
      const tookMs = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, turn.ageMs));
      usualMs = usualMs === null ? tookMs : Math.max(tookMs, usualMs + FORGETS * (tookMs - usualMs));
    },
    end(turn, count, logOdds, goesOn) {
      if (count === 0 && turn.spokenMs >= SPOKE_MS && turn.ageMs >= WAITED_MS) areComing = false;
      followsRecording = goesOn && logOdds <= RECORDING;
    },
    doubt(turn, count, logOdds) {
      if (areComing !== true) return null;
      if (count === 0) {
        if (turn.ageMs >= (usualMs ?? FIRST_MS) + LATE_MS) return null;
        const more = followsRecording ? AFTER_RECORDING_LOG_ODDS : 0;
        return { what: 'its words are not here yet', logOdds: NOT_HERE_LOG_ODDS + more };
      }
      const share = 1 - Math.abs(logOdds) / TELLING;
      if (turn.ageMs >= FEW_UNTIL_MS || share <= 0) return null;
      return { what: 'its words tell little yet', logOdds: FEW_LOG_ODDS * share };
    },
  };
}

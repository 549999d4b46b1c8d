import type { Judge } from '#core/ears/judge/judge.ts';
import type { JudgedFrame } from '#core/ears/judge/turn.ts';
import { REPEAT_VOTES } from '#core/ears/memory/announcement-memory.ts';
import { FRAME_MS } from '#core/media/media-clock.ts';
import type { Truth, TruthSegment } from '#tests/bench/ears/truth.ts';

/** Pieces of a recording with less than this between them are one time that it is played. */
const SAME_TIME_SECONDS = 4;
/** Shorter than this there is nothing to know it by. */
const LEAST_SECONDS = 0.6;
/** A voice that begins this shortly before a person does is theirs. */
const EARLY_SECONDS = 0.3;

/** How soon a recording is known again that was played before in its call, and whether what a person says is taken for one. */
export interface RepeatCount {
  /** What the ears call after each frame: see `EarsOptions.trace`. */
  readonly trace: (judge: Judge, frame: JudgedFrame) => void;
  /** The call is over. */
  end(truth: Truth): void;
  line(): string;
}

export function createRepeatCount(): RepeatCount {
  /** When enough landmarks agreed, and when the voice had begun. */
  let matches: { readonly at: number; readonly since: number }[] = [];
  const afterSeconds: number[] = [];
  let repeats = 0;
  let people = 0;
  let peopleMatched = 0;

  function countRepeat(segment: TruthSegment): void {
    repeats += 1;
    const first = matches.find(({ at }) => at > segment.start && at <= segment.end);
    if (first !== undefined) afterSeconds.push(first.at - segment.start);
  }

  const within = (seconds: number): number => afterSeconds.filter((after) => after <= seconds).length;

  return {
    trace({ turn }, { atMs, votes }) {
      if (turn !== null && votes >= REPEAT_VOTES)
        matches.push({ at: (atMs + FRAME_MS) / 1000, since: turn.sinceMs / 1000 });
    },
    end({ segments }) {
      const played = new Map<string, number>();
      for (const segment of segments) {
        const { label, start, end, recording_id: id } = segment;
        if (label === 'human') {
          people += 1;
          if (matches.some(({ at, since }) => at > start && at <= end && since >= start - EARLY_SECONDS))
            peopleMatched += 1;
        }
        if (label !== 'ivr' || id === undefined) continue;
        const before = played.get(id);
        if (before !== undefined && start - before >= SAME_TIME_SECONDS && end - start > LEAST_SECONDS)
          countRepeat(segment);
        played.set(id, end);
      }
      matches = [];
    },
    line: () =>
      `repeats ${repeats}: known within 1 s ${within(1)}, within 2 s ${within(2)}, at last ${afterSeconds.length}; ${people} pieces of people's talk, taken for a repeat ${peopleMatched}`,
  };
}

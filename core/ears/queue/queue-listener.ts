import type { EarEvent, HeardWords } from '#core/ears/ears.ts';
import { createQueueForecast } from '#core/ears/queue/queue-forecast.ts';
import { queueWordsIn } from '#core/ears/words/queue-words.ts';
import { createTranscript } from '#core/ears/words/transcript.ts';

/** A position message is read over two pieces of transcript at most. */
const SENTENCE_MS = 9000;
/** The same news again within this time is the same announcement. */
const NEWS_MS = 12_000;

/** Reads place and wait from final words, and tells them once an announcement. */
export interface QueueListener {
  read(heard: HeardWords, holdMs: number, events: EarEvent[]): void;
  /** How long earlier calls held, in seconds. */
  usualHold(seconds: number): void;
}

export function createQueueListener(): QueueListener {
  const transcript = createTranscript();
  const forecast = createQueueForecast();
  let told = { position: -1, waitSeconds: -1, atMs: Number.NEGATIVE_INFINITY };
  return {
    usualHold: (seconds) => forecast.usualHold(seconds),
    read(heard, holdMs, events) {
      transcript.read(heard);
      if (!heard.final) return;
      const { position, waitSeconds } = queueWordsIn(transcript.textBetween(heard.toMs - SENTENCE_MS, heard.toMs + 1));
      if (position === null && waitSeconds === null) return;
      const isNews =
        heard.toMs - told.atMs > NEWS_MS ||
        (position !== null && position !== told.position) ||
        (waitSeconds !== null && waitSeconds !== told.waitSeconds);
      if (!isNews) return;
      told = { position: position ?? told.position, waitSeconds: waitSeconds ?? told.waitSeconds, atMs: heard.toMs };
      forecast.hear(position, waitSeconds, heard.toMs);
      events.push({
        kind: 'queue',
        atMs: heard.toMs,
        position,
        waitSeconds,
        leftSeconds: forecast.leftSeconds(heard.toMs, holdMs),
      });
    },
  };
}

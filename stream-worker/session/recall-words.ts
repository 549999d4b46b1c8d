import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallEvent } from '#core/contracts/events.ts';
import type { HeardWords } from '#core/ears/ears.ts';
import { type MediaMs, mediaMs, streamBase } from '#core/media/media-clock.ts';
import type { WorkerDeps } from '#stream-worker/worker.ts';
import { readLog } from './read-log.ts';

/** The log has no times of single words; voices speak about three in a second. */
const MS_A_WORD = 330;

export interface RecalledWords {
  readonly fromMs: MediaMs;
  readonly pieces: readonly HeardWords[];
}

/**
 * A prompt that the worker before heard half of is not begun anew: its words are in the log. Only a step that listens wants them. Null:
 * there are none, or the log could not be read in time; then the menu says it again.
 */
export async function recallWords(
  deps: Pick<WorkerDeps, 'calls' | 'clock' | 'log'>,
  { callId, waiting, streamStartedAt }: CallRecord,
  startedAt: number,
): Promise<RecalledWords | null> {
  const bornMs = streamBase(startedAt, streamStartedAt);
  if (waiting?.state !== 'Listen' || waiting.sinceMs >= bornMs) return null;
  const found = await readLog(deps, callId);
  if (found === null) return null;
  const { sinceMs } = waiting;
  return { fromMs: sinceMs, pieces: found.flatMap((event) => pieceOf(event, sinceMs, bornMs)) };
}

function pieceOf({ what }: CallEvent, sinceMs: MediaMs, bornMs: MediaMs): HeardWords[] {
  if (what.kind !== 'words.heard' || what.track !== 'inbound') return [];
  const texts = what.text.split(' ');
  const endMs = (count: number) => mediaMs(Math.min(bornMs, what.fromMs + count * MS_A_WORD));
  const toMs = endMs(texts.length);
  if (toMs <= sinceMs || what.fromMs >= bornMs) return [];
  const words = texts.map((text, n) => ({ text, fromMs: endMs(n), toMs: endMs(n + 1) }));
  return [{ words, final: true, fromMs: mediaMs(what.fromMs), toMs }];
}

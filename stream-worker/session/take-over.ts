import type { CallRecord } from '#core/contracts/call-record.ts';
import type { WorkerDeps } from '#stream-worker/worker.ts';
import { recallAnnouncements } from './recall-announcements.ts';
import { recallOurSpeech } from './recall-our-speech.ts';
import { recallWords } from './recall-words.ts';

/** What earlier calls to the number, and the worker before, left for the ears of a company's line; and what is asked. Never fails. */
export async function takeOver(
  deps: Pick<WorkerDeps, 'announcements' | 'calls' | 'clock' | 'log'>,
  call: CallRecord,
  startedAt: number,
) {
  const [recalled, words, waiting] = await Promise.all([
    recallAnnouncements(deps, call.request.number),
    recallWords(deps, call, startedAt),
    recallOurSpeech(deps, call),
  ]);
  return { recalled, words, waiting };
}

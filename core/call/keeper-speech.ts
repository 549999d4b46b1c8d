import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallEvent } from '#core/contracts/events.ts';
import type { OurSentence } from '#core/contracts/waiting.ts';
import { type MediaMs, mediaMs } from '#core/media/media-clock.ts';
import { longestHuntMs } from '#core/people/hunting.ts';
import { keeper } from '#core/people/sentences.ts';
import { keeperSounds } from './our-speech.ts';

/** From the answer to the pressed key: the announcement twice and time to think. */
const ANSWER_MS = 40_000;

type Rung = Pick<CallRecord['request'], 'devices' | 'hunting'>;

/** What the keeper says while those devices are rung. @param greeted the agent has answered our probe */
export const keeperOf = ({ devices, hunting }: Rung, ownerName: string, greeted: boolean) =>
  keeper(ownerName, longestHuntMs(devices, hunting, ANSWER_MS), greeted);

/** When the sentences of a keeper sound that has begun to speak since then, as the log has it; null: none has. */
export function keeperInLog(request: Rung, log: readonly CallEvent[], sinceMs: MediaMs): OurSentence[] | null {
  const spoke = log.findLast(({ what, mediaMs: at }) => what.kind === 'keeper.spoke' && at !== null && at >= sinceMs);
  if (spoke === undefined || spoke.mediaMs === null || spoke.what.kind !== 'keeper.spoke') return null;
  const { later, everyMs } = keeperOf(request, '', false);
  return keeperSounds({ first: spoke.what.text, later, everyMs }, mediaMs(spoke.mediaMs));
}

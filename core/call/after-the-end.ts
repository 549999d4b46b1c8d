import type { CallRecord } from '#core/contracts/call-record.ts';
import type { Happening, HappeningKind } from '#core/contracts/events.ts';

/** What is still told of a call whose end has begun: that things end, what the end itself does, and what is learned of it later. */
const OF_THE_END: ReadonlySet<HappeningKind> = new Set([
  'call.ended',
  'call.finished',
  'bridge.closed',
  'device.unreached',
  'device.too_late',
  'words.heard',
  'stream.quality',
  'speech_to_text.lost',
  'speech_to_text.restored',
  'worker.handed_over',
  'recording.stored',
  'person.notified',
  'ring.was_false',
]);

/** Nothing new is begun on such a call: whoever has something in hand ends it. */
export function isEnding({ state, endingAt }: Pick<CallRecord, 'state' | 'endingAt'>): boolean {
  return state === 'finished' || endingAt !== null;
}

export function isOfTheEnd(kind: HappeningKind): boolean {
  return OF_THE_END.has(kind);
}

/**
 * Whether something belongs in the log of a call. What happened before the end began is written down whenever it is told; what happened
 * after it, only if it is of the end. A greeting whose order was in hand is no greeting any more. Every store appends by this.
 */
export function mayFollow(endingAt: number | null, { at, what }: { at: number; what: Happening }): boolean {
  return endingAt === null || at < endingAt || isOfTheEnd(what.kind);
}

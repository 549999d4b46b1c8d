import type { HappeningKind } from '#core/contracts/events.ts';
import { type Case, happened, talksOf } from './case.ts';

/** What may still be told when a call is finished. */
const AFTER_THE_END: ReadonlySet<HappeningKind> = new Set([
  'call.ended',
  'person.notified',
  'stream.quality',
  'words.heard',
  'recording.stored',
  'device.unreached',
  'speech_to_text.lost',
  'speech_to_text.restored',
]);
/** Each of these presupposes an earlier one. */
const AFTER: readonly (readonly [HappeningKind, HappeningKind])[] = [
  ['call.dialling', 'call.requested'],
  ['call.answered', 'call.dialling'],
  ['stream.attached', 'call.dialling'],
  ['keys.pressed', 'step.decided'],
  ['phrase.said', 'step.decided'],
  ['hold.ended', 'hold.began'],
  ['device.ringing', 'keeper.spoke'],
  ['device.accepted', 'device.ringing'],
  ['bridge.opened', 'device.accepted'],
  ['bridge.closed', 'bridge.opened'],
];
/** Shorter calls may end before a piece of their sound is stored. */
const RECORDED_FROM_MS = 15_000;
/** A worker that dies takes along what is in its hands, and its successor needs a moment. */
const LEAST_RECORDED = 0.3;

/** The log tells the whole call, in a possible order. */
export function history(one: Case): readonly string[] {
  const { log, record } = one;
  const faults: string[] = [];
  if (log[0]?.what.kind !== 'call.requested') faults.push(`it begins with ${log[0]?.what.kind}`);
  for (const [kind, presupposed] of AFTER) {
    const first = log.findIndex(({ what }) => what.kind === kind);
    const before = log.findIndex(({ what }) => what.kind === presupposed);
    if (first !== -1 && (before === -1 || before > first)) faults.push(`${kind} without ${presupposed} before`);
  }
  const end = log.findIndex(({ what }) => what.kind === 'call.finished');
  const late = end === -1 ? undefined : log.slice(end + 1).find(({ what }) => !AFTER_THE_END.has(what.kind));
  if (late) faults.push(`${late.what.kind} after the end`);
  const attempts = happened(log, 'call.dialling').map(({ what }) => what.attempt);
  if (attempts.some((attempt, at) => attempt !== at + 1)) faults.push(`attempts ${attempts}`);
  const opened = happened(log, 'bridge.opened').length;
  const closed = happened(log, 'bridge.closed').length;
  if (opened !== closed) faults.push(`${opened} conversations opened, ${closed} closed`);
  if (talksOf(one).length > 0 && opened === 0) faults.push('a conversation that is not in the log');
  return [...faults, ...recorded(one), ...(record.cost === null && record.state === 'finished' ? ['no cost'] : [])];
}

function recorded({ log, record, companyLegs, storedMs, endMs }: Case): string[] {
  const heard = happened(log, 'stream.attached').length > 0;
  const answeredMs = companyLegs.reduce(
    (sum, { answeredAtMs, endedAtMs }) => sum + (answeredAtMs === null ? 0 : (endedAtMs ?? endMs) - answeredAtMs),
    0,
  );
  if (!heard || answeredMs < RECORDED_FROM_MS) return [];
  if (!record.recordings?.outbound) return [`no recording of ${Math.round(answeredMs)} ms`];
  return storedMs < answeredMs * LEAST_RECORDED
    ? [`of ${Math.round(answeredMs)} ms only ${Math.round(storedMs)} were recorded`]
    : [];
}

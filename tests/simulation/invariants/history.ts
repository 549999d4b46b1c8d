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
  'device.too_late',
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
  ['device.entered', 'device.accepted'],
  ['bridge.opened', 'device.entered'],
  ['bridge.closed', 'bridge.opened'],
];
/** A piece of 5 s, and as much again while it is being stored (`stream-worker/session/recorder.ts`). */
const IN_HAND_MS = 10_000;

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

/** What a worker heard is stored, whatever became of the worker, but for what it had in its hands. */
function recorded({ record, heard, storedMs, endMs }: Case): string[] {
  const lacking = heard.flatMap(({ epoch, fromMs, toMs }) => {
    const heardMs = (toMs ?? endMs) - fromMs;
    const lackingMs = heardMs - (storedMs.get(epoch) ?? 0);
    return lackingMs > IN_HAND_MS
      ? [`of ${heardMs} ms of stream ${epoch}, ${Math.round(lackingMs)} were not recorded`]
      : [];
  });
  const isStored = storedMs.size > 0;
  const isTold = record.recordings?.outbound !== undefined;
  return isStored && !isTold ? [...lacking, 'its recording is not told'] : lacking;
}

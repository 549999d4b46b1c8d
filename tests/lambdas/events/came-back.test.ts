import { expect, it } from 'vitest';
import type { CallEvent, Happening } from '#core/contracts/events.ts';
import { CallId, EventId } from '#core/contracts/ids.ts';
import { cameBack } from '#lambdas/events/measure.ts';

const callId = CallId.parse(`call_${'0'.repeat(26)}`);
const attached = (epoch: number, track: 'inbound' | 'outbound' = 'inbound'): Happening => ({
  kind: 'stream.attached',
  epoch,
  track,
});
const lost = (epoch: number): Happening => ({ kind: 'stream.lost', epoch, track: 'inbound', reason: 'error' });
const dialled = (attempt: number): Happening => ({ kind: 'call.dialling', attempt });

it.each<[string, Happening[], boolean | null]>([
  ['the first stream of a leg was not asked for anew', [dialled(1), attached(1)], null],
  ['nor was that of the next attempt', [dialled(1), attached(1), dialled(2), attached(2)], null],
  ['another one came', [dialled(1), attached(1), lost(1), attached(2)], true],
  ['a worker hands over, and nothing was lost', [dialled(1), attached(1), attached(2)], true],
  ['the first one never came, its successor did', [dialled(1), lost(1), attached(2)], true],
  ['what was heard is lost: what comes of it is told later', [dialled(1), attached(1), lost(1)], null],
  ['what was asked for never came', [dialled(1), attached(1), lost(1), lost(2)], false],
  ['the person is another matter', [dialled(1), attached(1), attached(1, 'outbound')], null],
])('%s', (_, happened, came) => {
  const log = happened.map(
    (what, at): CallEvent => ({ callId, eventId: EventId.parse(`e-${at}`), at, mediaMs: null, what }),
  );
  expect(cameBack(log, log.at(-1) as CallEvent)).toBe(came);
});

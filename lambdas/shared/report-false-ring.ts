import type { CallRecord } from '#core/contracts/call-record.ts';
import type { EventId } from '#core/contracts/ids.ts';
import type { Services } from './services.ts';

/** Keeps the person's word that nobody was on the line when the last round of the hunt rang them: once a round, however often it is said. */
export async function reportFalseRing(
  { calls, clock }: Pick<Services, 'calls' | 'clock'>,
  { callId, reach }: CallRecord,
  via: CallRecord['request']['via'],
): Promise<'kept' | 'not_rung'> {
  if (reach === null) return 'not_rung';
  const { round } = reach;
  await calls.append(callId, {
    eventId: `ring-was-false-${round}` as EventId,
    at: Math.round(clock.now()),
    what: { kind: 'ring.was_false', round, via },
  });
  return 'kept';
}

import { systemClock } from '#adapters/clock/system-clock.ts';
import { CallEvent } from '#core/contracts/events.ts';
import { createEars } from '#core/ears/create-ears.ts';
import type { CallStore } from '#core/ports/call-store.ts';
import type { WorkerDeps } from '#stream-worker/worker.ts';

const nothing = async () => {};
const never = () => Promise.reject(new Error('a worker has no business with this'));

/** An outside that answers a worker at once and keeps nothing but the records, with the real ears: for load and for junk. */
export function quietOutside(calls: CallStore, log: WorkerDeps['log']): WorkerDeps {
  return {
    calls: {
      ...calls,
      append: async (callId, event) => {
        CallEvent.parse({ eventId: 'made', callId, mediaMs: null, ...event });
        return true;
      },
    },
    telephony: {
      dial: never,
      legsTo: never,
      status: never,
      perform: never,
      attachStream: nothing,
      ringDevice: never,
      dismissDevice: nothing,
      whoIsIn: never,
      hangUp: nothing,
    },
    workflow: { start: never, isRunning: never, tell: async () => 'told', beat: async () => 'alive' },
    recordings: { storePiece: nothing, compose: async () => ({}), link: never },
    speechToText: { open: () => ({ send: () => {}, flush: () => {}, close: nothing }) },
    clock: { ...systemClock, now: () => performance.timeOrigin + performance.now() },
    log,
    meter: { count: () => {} },
    announcements: { load: async () => null, save: nothing },
    createEars,
  };
}

import { FRAME_MS } from '#core/media/media-clock.ts';
import type { Exchange } from '../exchange.ts';
import type { RingPlan } from '../party.ts';
import type { Leg } from './leg.ts';

/** From the network's first try until the far end rings, in ms. */
const SETUP_MS = [300, 900] as const;

/** SIP response codes that Twilio reports for the ways not to be answered. */
const SIP = { busy: 486, cancelled: 487, unknownNumber: 404 } as const;

/** Places a leg: queue, setup, ringing. Yields once for every 20 ms; calls `leg.answer` or `leg.end` when it is decided. */
export function* ring(exchange: Exchange, leg: Leg): Generator<void, void, void> {
  const startMs = leg.order.parentSid === null ? exchange.claimStartMs() : exchange.clock.now();
  while (exchange.clock.now() < startMs) yield;
  leg.become('initiated');
  yield* waiting(exchange.draw.branch(leg.sid).between(...SETUP_MS));
  const plan = planOf(exchange, leg);
  switch (plan.kind) {
    case 'failed':
      return leg.end('failed', 'carrier', plan.sipResponseCode);
    case 'busy':
      yield* waiting(plan.afterMs ?? 0);
      return leg.end('busy', 'carrier', SIP.busy);
    case 'no-answer':
      leg.become('ringing');
      yield* waiting(leg.order.ringSeconds * 1000);
      return leg.end('no-answer', 'ring timeout', SIP.cancelled);
    case 'answer': {
      leg.become('ringing');
      const ringMs = plan.early ? 0 : plan.afterMs;
      const patienceMs = leg.order.ringSeconds * 1000;
      yield* waiting(Math.min(ringMs, patienceMs));
      if (ringMs > patienceMs) return leg.end('no-answer', 'ring timeout', SIP.cancelled);
      return leg.answer(plan.early ? plan.afterMs : 0);
    }
  }
}

function planOf(exchange: Exchange, leg: Leg): RingPlan {
  const { from, to } = leg.order;
  const attempt = { from, to, number: exchange.countAttempt(to) };
  const overruled = exchange.faults.ring?.(attempt);
  return overruled ?? leg.party?.ring(attempt) ?? { kind: 'failed', sipResponseCode: SIP.unknownNumber };
}

function* waiting(ms: number): Generator<void, void, void> {
  for (let frames = Math.ceil(ms / FRAME_MS); frames > 0; frames--) yield;
}

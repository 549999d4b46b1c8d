import type { Clock } from '#core/ports/clock.ts';
import { callIn, type Fates } from '#tests/simulation/fates.ts';

/** How a service of AWS fails. Chances are 0 to 1, for each request. */
export interface Unreliability {
  readonly name: string;
  /** Throttled or down, longer than the client tries again: no effect. */
  readonly refused: number;
  /** It had its effect; the answer is lost, also to the client's own repeats. */
  readonly answerLost: number;
  /** It takes seconds. */
  readonly slow: number;
  readonly error: (why: string) => Error;
  /** The call that a request is about, when its first argument is no call's name. */
  readonly callOf?: (first: string) => string | null;
}

/** Usual time of a request there and back, and of a slow one. */
const USUAL_MS = [2, 8] as const;
const SLOW_MS = [300, 4_000] as const;

/**
 * A port whose requests take their time and sometimes fail, before or after their effect.
 * @param clock also of a process that may die; then the request is never answered
 */
export function unreliable<T extends object>(port: T, how: Unreliability, fates: Fates, clock: Clock): T {
  return new Proxy(port, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function' || typeof name !== 'string') return value;
      return async (...args: unknown[]) => {
        const callId = callOf(args[0], how.callOf);
        const place = `${how.name}.${name} ${callId ?? ''}`;
        const isSlow = fates.strikes(`${how.name} slow`, place, how.slow, callId);
        const [least, most] = isSlow ? SLOW_MS : USUAL_MS;
        const halfMs = (least + (most - least) * fates.draw(place)) / 2;
        await clock.sleep(halfMs);
        if (fates.strikes(`${how.name} refused`, place, how.refused, callId)) throw how.error('throttled');
        const answer: unknown = await Reflect.apply(value, target, args);
        await clock.sleep(halfMs);
        if (fates.strikes(`${how.name} answer lost`, place, how.answerLost, callId)) throw how.error('no answer');
        return answer;
      };
    },
  });
}

/** Ports name the call first, alone or as a field. */
function callOf(first: unknown, known: Unreliability['callOf']): string | null {
  if (typeof first === 'string') return callIn(first) ?? known?.(first) ?? null;
  const named = typeof first === 'object' && first !== null && 'callId' in first ? first.callId : null;
  return typeof named === 'string' ? named : null;
}

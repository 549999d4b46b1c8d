import type { PhoneFaults } from '#local/phone/faults.ts';
import { callIn, type Fates } from '#tests/simulation/fates.ts';
import type { Rates } from '#tests/simulation/rates.ts';

const LATEST_MS = 6_000;
/** Lost are status callbacks only: a request for TwiML that stays without an answer ends the leg, at the carrier as here. */
const STATUS_KINDS: ReadonlySet<string> = new Set(['call-status', 'stream-status', 'conference-status', 'sms-status']);

/** What goes wrong between the carrier and us. @param callOf whose leg it is */
export function stormOf(fates: Fates, rates: Rates, callOf: (callSid: string) => string | null): PhoneFaults {
  return {
    rest: ({ method, path, params }) => {
      const sid = /CA[0-9a-f]{32}/.exec(path)?.[0];
      const callId = callIn(JSON.stringify(params)) ?? (sid ? callOf(sid) : null);
      const place = `${method} ${path} ${callId ?? ''}`;
      const strikes = (what: string, chance: number) => fates.strikes(`carrier ${what}`, place, chance, callId);
      // What is refused for its rate has no effect.
      if (strikes('429', rates.carrier.tooMany)) return { kind: 'answer', status: 429 };
      const effect = fates.draw(`effect ${place}`) < 0.5;
      const how = effect ? 'with effect' : 'without effect';
      if (strikes(`500 ${how}`, rates.carrier.serverError)) return { kind: 'answer', status: 500, effect };
      if (strikes(`silence ${how}`, rates.carrier.silence)) return { kind: 'silence', effect };
      if (strikes(`cut ${how}`, rates.carrier.cut)) return { kind: 'cut', effect };
      return undefined;
    },
    webhook: ({ kind, url }) => {
      if (!STATUS_KINDS.has(kind)) return undefined;
      const callId = callIn(url);
      const place = `${kind} ${url}`;
      if (fates.strikes(`webhook lost: ${kind}`, place, rates.webhook.lost, callId)) return { lost: true };
      const late = fates.strikes(`webhook late: ${kind}`, place, rates.webhook.late, callId);
      const repeated = fates.strikes(`webhook repeated: ${kind}`, place, rates.webhook.repeated, callId);
      return {
        ...(late ? { lateMs: Math.round(1 + fates.draw(place) * LATEST_MS) } : {}),
        ...(repeated ? { repeated: 1 + Math.round(fates.draw(place)) } : {}),
      };
    },
    stream: ({ callSid }) => {
      const callId = callOf(callSid);
      const place = `handshake ${callId}`;
      if (!fates.strikes('handshake refused', place, rates.stream.refused, callId)) return undefined;
      return fates.draw(place) < 0.5 ? 'refused' : 'unreachable';
    },
  };
}

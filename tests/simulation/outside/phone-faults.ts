import type { PhoneFaults, RestFate } from '#local/phone/faults.ts';
import { callIn, type Fates } from '#tests/simulation/fates.ts';
import type { Rates } from '#tests/simulation/rates.ts';

const LATEST_MS = 6_000;
/** A status callback that is lost costs time; a request for TwiML ends the leg, as at the carrier. Only the latter's answers are never lost. */
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
      const with_ = (fate: RestFate): RestFate => ({ ...fate, effect }) as RestFate;
      if (strikes(`500 ${effect ? 'with' : 'without'} effect`, rates.carrier.serverError))
        return with_({ kind: 'answer', status: 500 });
      if (strikes(`silence ${effect ? 'with' : 'without'} effect`, rates.carrier.silence)) return with_({ kind: 'silence' });
      if (strikes(`cut ${effect ? 'with' : 'without'} effect`, rates.carrier.cut)) return with_({ kind: 'cut' });
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

import type { CallRecord, Cost } from '#core/contracts/call-record.ts';
import type { CallEvent } from '#core/contracts/events.ts';

/** List prices in US dollars a minute (United States, 2026): Twilio Programmable Voice and Deepgram nova-3 live. */
export const PRICES_USD_A_MINUTE = {
  line: 0.014,
  stream: 0.004,
  conference: 0.0018,
  speechToText: 0.0077,
} as const;

type Legs = Pick<CallRecord, 'companyCallSid' | 'answeredAt' | 'streamStartedAt' | 'legEndedAt' | 'reach'>;

/**
 * Estimates what a call cost, from its log. Legs are billed by the started minute, the rest by the second. A leg whose end was not told yet
 * counts until `at` (epoch ms).
 */
export function costOf(call: Legs, log: readonly CallEvent[], at: number): Cost {
  let lineMinutes = 0;
  let streamMinutes = 0;
  let conferenceMinutes = 0;
  let textMinutes = 0;
  const companyLegs = new Set<string | null>([call.companyCallSid]);
  for (const { what } of log) if (what.kind === 'call.answered') companyLegs.add(what.callSid);
  for (const { callSid, seconds } of [...endedLegs(log), ...openLegs(call, log, at)]) {
    lineMinutes += Math.ceil(seconds / 60);
    if (companyLegs.has(callSid)) streamMinutes += seconds / 60;
  }
  for (const { what } of log) {
    if (what.kind === 'bridge.closed') conferenceMinutes += (2 * what.talkedMs) / 60_000;
    if (what.kind === 'stream.quality') textMinutes += what.sentToSpeechToTextMs / 60_000;
  }
  const items = [
    item('phone lines', lineMinutes, PRICES_USD_A_MINUTE.line),
    item('media streams', streamMinutes, PRICES_USD_A_MINUTE.stream),
    item('conference', conferenceMinutes, PRICES_USD_A_MINUTE.conference),
    item('speech-to-text', textMinutes, PRICES_USD_A_MINUTE.speechToText),
    ofModels(log),
  ].filter(({ minutes }) => minutes > 0);
  return { items, totalUsd: cents(items.reduce((sum, { usd }) => sum + usd, 0)) };
}

/** What models cost where their prices are known, and how long they were waited for. */
function ofModels(log: readonly CallEvent[]): Cost['items'][number] {
  const answers = log.flatMap(({ what }) => (what.kind === 'model.answered' ? [what] : []));
  const minutes = answers.reduce((sum, { tookMs }) => sum + tookMs, 0) / 60_000;
  const usd = cents(answers.reduce((sum, answer) => sum + (answer.usd ?? 0), 0));
  return {
    what: 'language model',
    minutes: answers.length === 0 ? 0 : Math.max(0.01, Math.round(minutes * 100) / 100),
    usd,
  };
}

interface LegTime {
  readonly callSid: string;
  readonly seconds: number;
}

function endedLegs(log: readonly CallEvent[]): LegTime[] {
  return log.flatMap(({ what }) =>
    what.kind === 'call.ended' ? [{ callSid: what.callSid, seconds: what.seconds ?? 0 }] : [],
  );
}

function openLegs(call: Legs, log: readonly CallEvent[], at: number): LegTime[] {
  const ended = new Set(endedLegs(log).map(({ callSid }) => callSid));
  const since = (fromMs: number | null | undefined, toMs: number) =>
    fromMs == null ? 0 : Math.max(0, toMs - fromMs) / 1000;
  const answeredAt = (deviceId: string) =>
    log.findLast(({ what }) => what.kind === 'device.answered' && what.deviceId === deviceId)?.at;
  const devices = call.reach?.legs ?? [];
  const legs = [
    { callSid: call.companyCallSid, seconds: since(call.answeredAt ?? call.streamStartedAt, call.legEndedAt ?? at) },
    ...devices.map(({ callSid, deviceId }) => ({ callSid, seconds: since(answeredAt(deviceId), at) })),
  ];
  return legs.flatMap(({ callSid, seconds }) => (callSid && !ended.has(callSid) ? [{ callSid, seconds }] : []));
}

function item(what: string, minutes: number, usdAMinute: number): Cost['items'][number] {
  return { what, minutes: Math.round(minutes * 100) / 100, usd: cents(minutes * usdAMinute) };
}

/** Rounded to a hundredth of a cent, so that sums stay honest. */
function cents(usd: number): number {
  return Math.round(usd * 10_000) / 10_000;
}

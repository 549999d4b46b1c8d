import type { CallRecord, Cost } from '#core/contracts/call-record.ts';
import type { CallEvent } from '#core/contracts/events.ts';

/** List prices in US dollars a minute (United States, 2026): Twilio Programmable Voice and Deepgram nova-3 live. */
export const PRICES_USD_A_MINUTE = {
  line: 0.014,
  stream: 0.004,
  conference: 0.0018,
  speechToText: 0.0077,
} as const;

/** Estimates what a call cost, from its log. Legs are billed by the started minute, the rest by the second. */
export function costOf(call: CallRecord, log: readonly CallEvent[]): Cost {
  let lineMinutes = 0;
  let streamMinutes = 0;
  let conferenceMinutes = 0;
  let textMinutes = 0;
  for (const { what } of log) {
    if (what.kind === 'call.ended') {
      lineMinutes += Math.ceil((what.seconds ?? 0) / 60);
      if (what.callSid === call.companyCallSid) streamMinutes += (what.seconds ?? 0) / 60;
    }
    if (what.kind === 'bridge.closed') conferenceMinutes += (2 * what.talkedMs) / 60_000;
    if (what.kind === 'stream.quality') textMinutes += what.sentToSpeechToTextMs / 60_000;
  }
  const items = [
    item('phone lines', lineMinutes, PRICES_USD_A_MINUTE.line),
    item('media streams', streamMinutes, PRICES_USD_A_MINUTE.stream),
    item('conference', conferenceMinutes, PRICES_USD_A_MINUTE.conference),
    item('speech-to-text', textMinutes, PRICES_USD_A_MINUTE.speechToText),
  ].filter(({ minutes }) => minutes > 0);
  return { items, totalUsd: cents(items.reduce((sum, { usd }) => sum + usd, 0)) };
}

function item(what: string, minutes: number, usdAMinute: number): Cost['items'][number] {
  return { what, minutes: Math.round(minutes * 100) / 100, usd: cents(minutes * usdAMinute) };
}

/** Rounded to a hundredth of a cent, so that sums stay honest. */
function cents(usd: number): number {
  return Math.round(usd * 10_000) / 10_000;
}

import { describe, expect, test } from 'vitest';
import { costOf, PRICES_USD_A_MINUTE } from '#core/call/costs.ts';
import { CallEvent, type Happening } from '#core/contracts/events.ts';
import { CallSid, DeviceId } from '#core/contracts/ids.ts';

const [company, device] = ['1', '2'].map((digit) => CallSid.parse(`CA${digit.repeat(32)}`)) as [CallSid, CallSid];
const mobile = DeviceId.parse('mobile');
const call = { companyCallSid: company, answeredAt: 0, streamStartedAt: 0, legEndedAt: null, reach: null };

const log = (...happenings: [number, Happening][]) =>
  happenings.map(([at, what], index) =>
    CallEvent.parse({ eventId: `e${index}`, callId: `call_${'0'.repeat(26)}`, at, mediaMs: null, what }),
  );
const ended = (callSid: CallSid, seconds: number): Happening => ({
  kind: 'call.ended',
  callSid,
  status: 'completed',
  seconds,
});
const minutes = (cost: ReturnType<typeof costOf>) =>
  Object.fromEntries(cost.items.map((item) => [item.what, item.minutes]));

describe('what a call costs', () => {
  test('legs by the started minute, streams by the second', () => {
    expect(minutes(costOf(call, log([90_000, ended(company, 90)]), 90_000))).toEqual({
      'phone lines': 2,
      'media streams': 1.5,
    });
  });

  test('a conversation, the device, and what speech-to-text was given', () => {
    const events = log(
      [60_000, { kind: 'device.answered', deviceId: mobile }],
      [100_000, { kind: 'bridge.closed', by: 'user', talkedMs: 30_000 }],
      [101_000, ended(device, 41)],
      [102_000, ended(company, 102)],
      [
        103_000,
        {
          kind: 'stream.quality',
          missingFrames: 0,
          repeatedFrames: 0,
          malformedFrames: 0,
          sentToSpeechToTextMs: 60_000,
        },
      ],
    );
    const cost = costOf(call, events, 103_000);
    expect(minutes(cost)).toEqual({ 'phone lines': 3, 'media streams': 1.7, conference: 1, 'speech-to-text': 1 });
    expect(cost.totalUsd).toBeCloseTo(
      cost.items.reduce((sum, { usd }) => sum + usd, 0),
      4,
    );
  });

  test('a leg whose end was not told yet counts until now', () => {
    const reach = {
      round: 1,
      winner: mobile,
      legs: [{ deviceId: mobile, callSid: device, state: 'accepted' as const }],
    };
    const events = log([60_000, { kind: 'device.answered', deviceId: mobile }]);
    expect(minutes(costOf({ ...call, reach }, events, 150_000))).toEqual({ 'phone lines': 5, 'media streams': 2.5 });
  });

  test('both legs of a redial', () => {
    const first = log([1_000, { kind: 'call.answered', callSid: device }], [61_000, ended(device, 60)]);
    expect(minutes(costOf({ ...call, answeredAt: 100_000 }, first, 160_000))).toEqual({
      'phone lines': 2,
      'media streams': 2,
    });
  });

  test('nothing, when nobody answered', () => {
    const unanswered = { ...call, answeredAt: null, streamStartedAt: null };
    expect(costOf(unanswered, log([1_000, ended(company, 0)]), 2_000)).toEqual({ items: [], totalUsd: 0 });
  });

  test('one hour of hold costs what the list prices say', () => {
    const cost = costOf(call, log([3_600_000, ended(company, 3_600)]), 3_600_000);
    expect(cost.totalUsd).toBeCloseTo(60 * (PRICES_USD_A_MINUTE.line + PRICES_USD_A_MINUTE.stream), 3);
  });
});

import { describe, expect, test } from 'vitest';
import { Happening } from '#core/contracts/events.ts';
import { CallSid, DeviceId } from '#core/contracts/ids.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import { lineOf } from '#lambdas/events/line-of.ts';

const callSid = CallSid.parse(`CA${'0'.repeat(32)}`);
const mobile = DeviceId.parse('mobile');
const at = mediaMs(60_000);
const evidence = [
  { what: 'gives a name', logOdds: 3.5 },
  { what: 'voice sounds like a person', logOdds: 2 },
  { what: 'before anything is heard', logOdds: -1.4 },
  { what: 'came after music', logOdds: 1.4 },
  { what: 'another level than the recordings', logOdds: -0.2 },
];
const judged = { kind: 'voice.judged', speaker: 'human', sinceMs: at, logOdds: 5.3, evidence } as const;

const lines: [Happening, string | null][] = [
  [
    {
      ...judged,
      certainty: 'probable',
      evidence: [...evidence.slice(0, 1), { what: 'by its sound alone', logOdds: 0 }],
    },
    'probably a live human (log-odds +5.3): gives a name +3.5, by its sound alone',
  ],
  [
    { kind: 'call.requested', number: '+18005550100', intent: 'dispute a charge', via: 'sms' },
    'asked by text message: call +18005550100, "dispute a charge"',
  ],
  [
    {
      kind: 'model.answered',
      model: 'm',
      tookMs: 820,
      inputTokens: 9,
      outputTokens: 4,
      usd: null,
      result: 'held_by_guard',
    },
    'm answered in 0.8 s: held by guard',
  ],
  [
    { kind: 'model.unavailable', model: 'm', error: 'RateLimitError' },
    'm gave no usable answer (RateLimitError); going on without it',
  ],
  [{ kind: 'call.in_line', attempt: 1, place: 3, waitMs: 2_600 }, 'place 3 in line; dialled in about 2.6 s'],
  [{ kind: 'call.dialling', attempt: 1 }, 'dialling'],
  [{ kind: 'call.dialling', attempt: 2 }, 'dialling again (attempt 2)'],
  [{ kind: 'call.ringing', callSid }, 'ringing'],
  [{ kind: 'call.answered', callSid }, 'the company answered'],
  [{ kind: 'call.cancel_requested', via: 'api' }, 'cancel asked by API'],
  [{ kind: 'call.ended', callSid, status: 'completed', seconds: 112 }, 'a line was hung up after 1 min 52 s'],
  [{ kind: 'call.ended', callSid, status: 'no-answer', seconds: 0 }, 'a line ended: no answer'],
  [
    { kind: 'call.redialling', reason: 'the company dropped us on hold' },
    'the company dropped us on hold; calling again',
  ],
  [
    {
      kind: 'call.finished',
      outcome: 'company_hung_up',
      reason: 'the company dropped us on hold',
      cost: { totalUsd: 0.081, items: [] },
    },
    'finished, company hung up: the company dropped us on hold; about $0.08',
  ],
  [{ kind: 'hold.began', sound: 'music', levelDb: -22.4 }, 'on hold: music, -22 dB'],
  [{ kind: 'hold.began', sound: 'silence', levelDb: -60 }, 'on hold: silence'],
  [{ kind: 'hold.began' }, 'on hold'],
  [
    { kind: 'hold.began', sound: 'music', levelDb: -22, usualSeconds: 720 },
    'on hold: music, -22 dB; it usually takes 12 min there',
  ],
  [{ kind: 'hold.ended', heldMs: 59_960 }, 'the hold is over after 1 min'],
  [{ kind: 'hold.ended', heldMs: 3_780_000 }, 'the hold is over after 1 h 3 min'],
  [{ kind: 'queue.position', position: 3, waitSeconds: 240 }, 'place 3 in the queue, about 4 min to wait'],
  [{ kind: 'queue.position', position: null, waitSeconds: 45 }, 'about 45 s to wait'],
  [
    { kind: 'queue.position', position: 2, waitSeconds: null, leftSeconds: 90 },
    'place 2 in the queue; about 2 min left, it seems',
  ],
  [{ kind: 'queue.position', position: null, waitSeconds: 45, leftSeconds: 45 }, 'about 45 s to wait'],
  [{ kind: 'stream.attached', epoch: 1, track: 'inbound' }, 'listening'],
  [{ kind: 'stream.attached', epoch: 2, track: 'inbound' }, 'listening (stream 2)'],
  [{ kind: 'stream.attached', epoch: 1, track: 'outbound' }, 'listening to you as well'],
  [
    { kind: 'stream.lost', epoch: 1, track: 'inbound', reason: 'error' },
    'a stream was lost (error); attaching a new one',
  ],
  [{ kind: 'sound.changed', sound: 'speech', levelDb: -26.2, tone: null }, 'a voice, -26 dB'],
  [{ kind: 'sound.changed', sound: 'silence', levelDb: -57, tone: null }, 'silence'],
  [{ kind: 'sound.changed', sound: 'tone', levelDb: -13, tone: 'busy' }, 'busy tone, -13 dB'],
  [
    { kind: 'announcement.heard_before', forMs: 9_400, where: 'this-call' },
    'recording, heard before in this call (9.4 s)',
  ],
  [
    { kind: 'announcement.heard_before', forMs: 100, where: 'earlier-call' },
    'recording, heard before in an earlier call',
  ],
  [{ kind: 'words.heard', track: 'inbound', fromMs: at, text: 'Please hold.' }, 'company: Please hold.'],
  [{ kind: 'words.heard', track: 'outbound', fromMs: at, text: 'Thank you.' }, 'you: Thank you.'],
  [
    { ...judged, certainty: 'confirmed' },
    'live human (log-odds +5.3): gives a name +3.5, voice sounds like a person +2.0, before anything is heard -1.4, came after music +1.4, and 1 more',
  ],
  [
    { kind: 'recording.paused', via: 'sms', forMs: 180_000 },
    'recording and transcript pause for up to 3 min, asked by text message',
  ],
  [{ kind: 'recording.resumed', via: 'api' }, 'recording and transcript go on, asked by API'],
  [{ ...judged, certainty: 'probable', evidence: [] }, 'probably a live human (log-odds +5.3)'],
  [{ ...judged, certainty: 'probable', logOdds: -0.04, evidence: [] }, 'probably a live human (log-odds +0.0)'],
  [{ ...judged, certainty: 'retracted', logOdds: -8.2, evidence: [] }, 'not a live human after all (log-odds -8.2)'],
  [
    {
      kind: 'step.observed',
      observation: { kind: 'prompt', atMs: at, fromMs: at, text: 'For billing, press two.', confidence: 0.9 },
    },
    'the company\'s system says: "For billing, press two."',
  ],
  [
    { kind: 'step.observed', observation: { kind: 'prompt', atMs: at, fromMs: at, text: '', confidence: 0 } },
    'a recording spoke; its words are not known',
  ],
  [{ kind: 'step.observed', observation: { kind: 'tone', atMs: at, tone: 'sit' } }, 'out-of-service tone heard'],
  [{ kind: 'step.observed', observation: { kind: 'voice_waits', atMs: at } }, 'a voice waits for an answer'],
  [{ kind: 'step.observed', observation: { kind: 'connected' } }, null],
  [{ kind: 'step.decided', action: { next: 'press', digits: '2', reason: 'billing' }, by: 'reading' }, null],
  [
    { kind: 'keys.pressed', keys: '2', count: 1, reason: 'for billing and disputes' },
    'pressed 2: for billing and disputes',
  ],
  [
    { kind: 'keys.pressed', keys: null, count: 9, reason: 'the account number' },
    'entered 9 digits: the account number',
  ],
  [{ kind: 'phrase.said', text: 'billing', reason: 'it asks what about' }, 'said "billing": it asks what about'],
  [{ kind: 'user.asked', question: 'Which card?' }, 'asked you: Which card?'],
  [{ kind: 'user.answered', via: 'sms' }, 'you answered by text message'],
  [{ kind: 'keeper.spoke', text: 'One moment.' }, 'keeper to the agent: "One moment."'],
  [{ kind: 'device.ringing', deviceId: mobile, round: 1 }, 'ringing your mobile'],
  [{ kind: 'device.unreached', deviceId: mobile, reason: 'nobody picked up' }, 'your mobile: nobody picked up'],
  [{ kind: 'ring.was_false', round: 1, via: 'sms' }, 'you said by text message that nobody was on the line'],
  [{ kind: 'device.entered', deviceId: mobile }, 'your mobile is in the room, where the agent comes next'],
  [{ kind: 'bridge.opened', deviceId: mobile }, 'bridged: you and the agent are connected'],
  [
    { kind: 'bridge.closed', by: 'company', talkedMs: 35_700 },
    'the conversation is over after 35.7 s: the company left',
  ],
  [{ kind: 'person.notified', about: 'keeper.spoke' }, 'texted you: a person is on the line'],
  [
    {
      kind: 'stream.quality',
      missingFrames: 0,
      repeatedFrames: 0,
      malformedFrames: 0,
      sentToSpeechToTextMs: 0,
    },
    null,
  ],
];

test.each(lines)('%j', (what, line) => {
  expect(lineOf(Happening.parse(what))).toBe(line);
});

describe('every line', () => {
  test('is one line, without names of code', () => {
    for (const [what] of lines) {
      const line = lineOf(what);
      expect(line ?? '').not.toMatch(/\n|undefined|null|NaN|\w_\w|\w\.\w+ed\b/);
    }
  });

  test('of a long prompt stays readable', () => {
    const text = 'For account balances, press one. '.repeat(40);
    const observation = { kind: 'prompt', atMs: at, fromMs: at, text, confidence: 1 } as const;
    expect(lineOf({ kind: 'step.observed', observation })?.length).toBeLessThan(450);
  });
});

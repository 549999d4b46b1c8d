import { expect, test } from 'vitest';
import { CallEvent } from '#core/contracts/events.ts';
import { terminalView } from '#local/terminal/terminal-view.ts';

const happenings = {
  'call.dialling': { kind: 'call.dialling', attempt: 1 },
  'call.ringing': { kind: 'call.ringing', callSid: `CA${'0'.repeat(32)}` },
  'call.answered': { kind: 'call.answered', callSid: `CA${'0'.repeat(32)}` },
};

const event = (call: number, at: number, kind: keyof typeof happenings) =>
  CallEvent.parse({
    callId: `call_${String(call).padStart(26, '0')}`,
    eventId: kind,
    at,
    mediaMs: null,
    what: happenings[kind],
  });

function shown(events: readonly CallEvent[], sinceMs = 0): string {
  let text = '';
  const view = terminalView({ write: (more) => (text += more), colours: false }, sinceMs);
  for (const one of events) view(one);
  return text;
}

test('a line has the time since the first of its call', () => {
  expect(shown([event(1, 5_000, 'call.dialling'), event(1, 66_240, 'call.ringing')])).toBe(
    '00:00.0  dialling\n01:01.2  ringing\n',
  );
});

test('calls side by side are told apart, each by its own time', () => {
  const first = [event(1, 0, 'call.dialling'), event(1, 700_000, 'call.ringing')];
  const others = [
    event(2, 690_000, 'call.dialling'),
    event(3, 690_100, 'call.dialling'),
    event(2, 691_500, 'call.ringing'),
  ];
  expect(shown([first[0], ...others, first[1]].filter((one) => one !== undefined))).toBe(
    '00:00.0  dialling\n#2 00:00.0  dialling\n#3 00:00.0  dialling\n#2 00:01.5  ringing\n11:40.0  ringing\n',
  );
});

test('what is told twice, or was before, is shown once, or not', () => {
  const ringing = event(1, 2_000, 'call.ringing');
  expect(shown([event(1, 500, 'call.dialling'), ringing, ringing, event(1, 3_000, 'call.answered')], 1_000)).toBe(
    '00:00.0  ringing\n00:01.0  the company answered\n',
  );
});

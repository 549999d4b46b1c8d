import { describe, expect, test } from 'vitest';
import { decide, type Situation } from '#core/call/decide.ts';
import { journeyOf } from '#core/call/journey.ts';
import type { Action } from '#core/contracts/action.ts';
import { CallEvent, type Happening } from '#core/contracts/events.ts';
import type { Observation } from '#core/contracts/observation.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import { aRequest } from '#tests/support/a-request.ts';

const at = mediaMs(10_000);
const prompt = (text: string): Observation => ({
  kind: 'prompt',
  atMs: at,
  fromMs: mediaMs(4_000),
  text,
  confidence: 0.9,
});
const menu =
  'For account balances, press one. For billing and disputes, press two. To speak with a representative, press zero.';

function after(...happenings: Happening[]) {
  return journeyOf(
    happenings.map((what, index) =>
      CallEvent.parse({
        eventId: `e${index}`,
        callId: 'call_00000000000000000000000000',
        at: index,
        mediaMs: null,
        what,
      }),
    ),
  );
}

const observed = (observation: Observation): Happening => ({ kind: 'step.observed', observation });
const decided = (action: Action): Happening => ({ kind: 'step.decided', action, by: 'rules' });

function situation(
  observation: Observation | null,
  more: Partial<Situation> & { state?: Situation['call']['state'] } = {},
): Situation {
  const { state = 'navigating', ...rest } = more;
  return {
    call: { request: aRequest({ intent: 'dispute a charge' }), attempt: 1, action: null, state },
    journey: after(...(observation ? [observed(observation)] : [])),
    observation,
    lost: null,
    nowMs: at,
    ...rest,
  };
}

describe('what follows from what was observed', () => {
  test.each<[string, Observation, Partial<Action>]>([
    ['connected -> listen', { kind: 'connected' }, { next: 'listen' }],
    ['a menu with a fitting option -> press it', prompt(menu), { next: 'press', digits: '2' }],
    ['hold music -> hold', { kind: 'hold_began', atMs: at }, { next: 'hold' }],
    ['a key was pressed -> listen from then on', { kind: 'pressed', atMs: at }, { next: 'listen', sinceMs: at }],
    ['busy -> the line is busy', { kind: 'busy' }, { next: 'finish', outcome: 'company_busy' }],
    [
      'a busy tone -> the line is busy',
      { kind: 'tone', atMs: at, tone: 'busy' },
      { next: 'finish', outcome: 'company_busy' },
    ],
    [
      'a special information tone -> not in service',
      { kind: 'tone', atMs: at, tone: 'sit' },
      { next: 'finish', outcome: 'company_unreachable' },
    ],
    [
      'voicemail -> never left a message',
      { kind: 'voicemail', atMs: at },
      { next: 'finish', outcome: 'company_voicemail' },
    ],
    ['canceled -> finish', { kind: 'canceled' }, { next: 'finish', outcome: 'user_canceled' }],
    ['none of the devices -> unreachable', { kind: 'unreachable' }, { next: 'finish', outcome: 'user_unreachable' }],
    [
      'a human -> reach the person',
      { kind: 'human', atMs: at, sinceMs: at, certainty: 'confirmed', logOdds: 4, evidence: [] },
      { next: 'reach_user' },
    ],
    ['not a human after all -> hold on', { kind: 'human_retracted', atMs: at, evidence: [] }, { next: 'hold' }],
    [
      'a talking machine -> say what is wanted',
      { kind: 'ai_agent', atMs: at },
      { next: 'say', text: 'dispute a charge' },
    ],
    [
      'we are closed, goodbye -> closed',
      prompt(
        'Our offices are currently closed. Our hours are Monday to Friday, 9 a.m. to 5 p.m. Please call back then. Goodbye.',
      ),
      { next: 'finish', outcome: 'company_closed' },
    ],
  ])('%s', (_, observation, action) => {
    expect(decide(situation(observation)).action).toMatchObject(action);
  });
});

describe('the company hangs up', () => {
  const hungUp: Observation = { kind: 'company_hung_up' };

  test('on hold, first attempt: dial again', () => {
    expect(decide(situation(hungUp, { state: 'holding' })).action.next).toBe('redial');
  });

  test('on hold, second attempt: enough', () => {
    const base = situation(hungUp, { state: 'holding' });
    const { action } = decide({ ...base, call: { ...base.call, attempt: 2 } });
    expect(action).toMatchObject({ next: 'finish', outcome: 'company_hung_up' });
  });

  test('on hold, and the person wants no second call', () => {
    const base = situation(hungUp, { state: 'holding' });
    const call = { ...base.call, request: aRequest({ redial: 'never' }) };
    expect(decide({ ...base, call }).action).toMatchObject({ next: 'finish', outcome: 'company_hung_up' });
  });

  test('after the conversation: the person was connected', () => {
    expect(decide(situation(hungUp, { state: 'bridged' })).action).toMatchObject({
      next: 'finish',
      outcome: 'connected',
    });
  });
});

test('a redial follows the way of the first call, by key, also where words would fit better elsewhere', () => {
  const journey = after(
    { kind: 'call.dialling', attempt: 1 },
    observed(prompt(menu)),
    decided({ next: 'press', digits: '0', reason: 'asked for a person' }),
    { kind: 'call.dialling', attempt: 2 },
    observed(prompt(menu)),
  );
  const decision = decide(
    situation(prompt(menu.replace('billing and disputes', 'billing, and disputes')), { journey }),
  );
  expect(decision).toMatchObject({ action: { next: 'press', digits: '0' }, by: 'flow' });
});

test('silence is listened to twice, then it is taken for a silent hold', () => {
  const silence: Observation = { kind: 'silence', atMs: at };
  expect(decide(situation(silence)).action.next).toBe('listen');
  expect(
    decide(situation(silence, { journey: after(observed(silence), observed(silence), observed(silence)) })).action.next,
  ).toBe('hold');
});

test('a step whose worker was lost is asked again with the same sinceMs', () => {
  const action: Action = { next: 'hold', sinceMs: mediaMs(5_000) };
  const base = situation(null, { lost: 'Hold', state: 'holding' });
  expect(decide({ ...base, call: { ...base.call, action } }).action).toEqual(action);
});

test('a way that never ends is given up', () => {
  const decisions = Array.from({ length: 80 }, () =>
    decided({ next: 'listen', sinceMs: at, patienceMs: 1, expect: [] }),
  );
  const { action } = decide(situation(prompt(menu), { journey: after(...decisions) }));
  expect(action).toMatchObject({ next: 'finish', outcome: 'no_way_found' });
});

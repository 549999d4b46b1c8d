import { describe, expect, test } from 'vitest';
import { decide } from '#core/call/decide.ts';
import type { Action } from '#core/contracts/action.ts';
import type { Observation } from '#core/contracts/observation.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import {
  at,
  decided,
  halfHeard,
  held,
  lived,
  menu,
  observed,
  opened,
  prompt,
  situation,
} from '#tests/core/call/situations.ts';
import { aRequest } from '#tests/support/a-request.ts';

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

  test.each([
    [
      'with a goodbye to whoever keys in nothing: the question is kept',
      'That number is not complete. Goodbye.',
      'redial',
    ],
    ['for it is closed', 'Our offices are closed. Goodbye.', 'finish'],
  ])('while the person is asked, %s', (_, text, next) => {
    const journey = lived({ kind: 'words.heard', track: 'inbound', fromMs: at, text }, observed(hungUp));
    const base = situation(hungUp, { journey });
    const about = { kind: 'fact', fact: 'policy_number' } as const;
    const action: Action = { next: 'ask_user', question: 'What is it?', options: [], about };
    expect(decide({ ...base, call: { ...base.call, action } }).action.next).toBe(next);
  });

  test('right after it said that it is closed', () => {
    const text = 'Our offices are currently closed. Please call back during business hours. Goodbye.';
    const journey = lived({ kind: 'words.heard', track: 'inbound', fromMs: at, text }, observed(hungUp));
    expect(decide(situation(hungUp, { journey })).action).toMatchObject({ next: 'finish', outcome: 'company_closed' });
  });

  test('after the conversation: the person was connected', () => {
    const journey = lived(opened, observed(hungUp));
    expect(decide(situation(hungUp, { state: 'bridged', journey })).action).toMatchObject({
      next: 'finish',
      outcome: 'connected',
    });
  });

  test.each([
    ['less than a second after the room was opened: nobody was connected', 900, 'redial'],
    ['a second after the room was opened: the person was connected', 1_000, 'finish'],
  ] as const)('%s', (_, legEndedAt, next) => {
    const base = situation(hungUp, { state: 'bridged', journey: lived(opened, observed(hungUp)) });
    expect(decide({ ...base, call: { ...base.call, legEndedAt } }).action.next).toBe(next);
  });

  test('a moment after the second room was opened, when the first was talked in: the person was connected', () => {
    const talk = { kind: 'bridge.closed', by: 'hold_again', talkedMs: 60_000 } as const;
    const base = situation(hungUp, { state: 'bridged', journey: lived(opened, talk, opened, observed(hungUp)) });
    expect(decide({ ...base, call: { ...base.call, legEndedAt: 100 } }).action).toMatchObject({ outcome: 'connected' });
  });

  test('between the pressed key and the bridge: we were dropped', () => {
    expect(decide(situation(hungUp, { state: 'bridged' })).action.next).toBe('redial');
  });

  test('in a menu behind the queue (an offer to call back, say): we were dropped too', () => {
    expect(decide(situation(hungUp, { journey: lived(held, observed(hungUp)) })).action.next).toBe('redial');
  });

  test('right after it said that it is a fax', () => {
    const text = 'You have reached the fax line of Acme Dental.';
    const journey = lived({ kind: 'words.heard', track: 'inbound', fromMs: at, text }, observed(hungUp));
    expect(decide(situation(hungUp, { journey })).action).toMatchObject({ next: 'finish', outcome: 'company_fax' });
  });

  test('in a menu before any queue: that is the answer', () => {
    expect(decide(situation(hungUp)).action).toMatchObject({ next: 'finish', outcome: 'company_hung_up' });
  });

  test('in a menu of which we heard only half: dial again', () => {
    const journey = lived(observed(halfHeard), observed(hungUp));
    expect(decide(situation(hungUp, { journey })).action.next).toBe('redial');
  });
});

test('a redial after a menu that was only half heard finds its way anew', () => {
  const journey = lived(
    { kind: 'call.dialling', attempt: 1 },
    observed(halfHeard),
    observed(prompt(menu)),
    decided({ next: 'press', digits: '0', reason: 'asked for a person' }),
    { kind: 'call.dialling', attempt: 2 },
    observed(prompt(menu)),
  );
  expect(journey.earlier).toEqual([]);
});

test('a redial follows the way of the first call, by key, also where words would fit better elsewhere', () => {
  const journey = lived(
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

describe('a worker is lost', () => {
  const reach: Action = { next: 'reach_user', sinceMs: mediaMs(5_000) };
  const hold: Action = { next: 'hold', sinceMs: mediaMs(5_000) };
  const question: Action = { next: 'ask_user', question: 'May I?', options: [] };
  const lost = (action: Action) => {
    const base = situation({ kind: 'worker_lost' });
    return decide({ ...base, call: { ...base.call, action } }).action;
  };

  test.each([
    ['on hold', hold],
    ['while devices ring, or in a conversation', reach],
    ['while the person is asked', question],
  ])('%s: the same goes on', (_, action) => {
    expect(lost(action)).toEqual(action);
  });

  test('right after a key: it is not pressed again', () => {
    expect(lost({ next: 'press', digits: '2', reason: '' }).next).toBe('listen');
  });
});

describe('a step runs out of time', () => {
  const reach: Action = { next: 'reach_user', sinceMs: mediaMs(5_000) };
  const out = (lost: 'ReachUser' | 'AskUser' | 'Bridge', nowMs: number) => {
    const base = situation(null, { lost, nowMs: mediaMs(nowMs), state: 'reaching' });
    return decide({ ...base, call: { ...base.call, action: reach } }).action;
  };

  test('devices are looked after again and again, but not for ever', () => {
    expect(out('ReachUser', 95_000)).toEqual(reach);
    expect(out('ReachUser', 605_000)).toMatchObject({ next: 'finish', outcome: 'user_unreachable' });
  });

  test('a question that nobody answers is not waited for', () => {
    expect(out('AskUser', 95_000).next).toBe('listen');
  });
});

describe('the person leaves', () => {
  const left: Observation = { kind: 'user_hung_up' };

  test('after the conversation: connected', () => {
    const { action } = decide(situation(left, { state: 'bridged', journey: lived(opened, observed(left)) }));
    expect(action).toMatchObject({ next: 'finish', outcome: 'connected' });
  });

  test('before the agent was there: not connected', () => {
    expect(decide(situation(left, { state: 'bridged' })).action).toMatchObject({ outcome: 'user_unreachable' });
  });
});

import { describe, expect, test } from 'vitest';
import { decide } from '#core/call/decide.ts';
import type { Situation } from '#core/call/decision.ts';
import { decidedIdOf, journeyOf } from '#core/call/journey.ts';
import type { Action } from '#core/contracts/action.ts';
import { CallEvent, type Happening } from '#core/contracts/events.ts';
import { DeviceId } from '#core/contracts/ids.ts';
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

/** A log in which every decision is named after the observation before it, as the Decide step names it. */
function lived(...happenings: Happening[]) {
  let observation = 'none';
  return journeyOf(
    happenings.map((what, index) => {
      if (what.kind === 'step.observed') observation = `e${index}`;
      const eventId = what.kind === 'step.decided' ? decidedIdOf(observation) : `e${index}`;
      return CallEvent.parse({ eventId, callId: 'call_00000000000000000000000000', at: index, mediaMs: null, what });
    }),
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
    call: { request: aRequest({ intent: 'dispute a charge' }), attempt: 1, action: null, state, legEndedAt: null },
    journey: lived(...(observation ? [observed(observation)] : [])),
    observation,
    lost: null,
    nowMs: at,
    ...rest,
  };
}

const halfHeard = { ...prompt(menu), patchy: 'within' } as Observation;

describe('at a prompt of which words are missing', () => {
  const waits = decided({ next: 'listen', sinceMs: at, patienceMs: 8_000, expect: [] });
  const silence: Observation = { kind: 'silence', atMs: mediaMs(20_000) };
  const done = (observation: Observation, ...before: Happening[]) =>
    decide(situation(observation, { journey: lived(...before, observed(observation)) })).action;

  test('its repeat is waited for, not for long', () => {
    expect(done(halfHeard)).toEqual({ next: 'listen', sinceMs: at, patienceMs: 8_000, expect: [] });
  });

  test('the repeat that was heard whole is acted on', () => {
    expect(done(prompt(menu), observed(halfHeard), waits)).toMatchObject({ next: 'press', digits: '2' });
  });

  test('no repeat comes: what was understood must do', () => {
    expect(done(silence, observed(halfHeard), waits)).toMatchObject({ next: 'press', digits: '2' });
  });

  test('the third time it must do as well', () => {
    expect(done(halfHeard, observed(halfHeard), waits)).toMatchObject({ next: 'listen' });
    expect(done(halfHeard, observed(halfHeard), waits, observed(halfHeard), waits)).toMatchObject({ next: 'press' });
  });

  test('of which only the beginning is missing: the second time must do', () => {
    const late = { ...prompt(menu), patchy: 'begins_late' } as Observation;
    expect(done(late)).toMatchObject({ next: 'listen' });
    expect(done(late, observed(halfHeard), waits)).toMatchObject({ next: 'press', digits: '2' });
  });

  test('which breaks off, and is not said again: its last half option changes none of the others', () => {
    const text = 'for account balances press one for billing and disputes press two for';
    const broken = { ...prompt(text), patchy: 'within' } as Observation;
    expect(done(silence, observed(broken), waits)).toMatchObject({ next: 'press', digits: '2' });
    const keysFirst = 'press one for account balances press two for billing and disputes press three for';
    const other = { ...prompt(keysFirst), patchy: 'within' } as Observation;
    expect(done(silence, observed(other), waits)).toMatchObject({ next: 'press', digits: '2' });
  });

  test('having waited is no step of the way, and what was pressed then is', () => {
    const press = decided({ next: 'press', digits: '2', reason: 'a test' });
    expect(lived(observed(halfHeard), waits).steps).toEqual([]);
    expect(lived(observed(halfHeard), waits, observed(silence), press)).toMatchObject({
      steps: [{ heard: menu, action: { press: '2' } }],
      awaitedRepeats: 0,
    });
  });

  test('what needs no key is waited for as ever', () => {
    const hold = { ...prompt('Please hold while I transfer you to an agent.'), patchy: 'within' } as Observation;
    expect(done(hold)).toMatchObject({ next: 'hold' });
  });

  test('on hold it stays a hold', () => {
    const { action } = decide(situation(halfHeard, { state: 'holding' }));
    expect(action).toEqual({ next: 'hold', sinceMs: at });
  });
});

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
      'the tone of a fax -> a fax answers there',
      { kind: 'tone', atMs: at, tone: 'fax' },
      { next: 'finish', outcome: 'company_fax' },
    ],
    [
      'the words of a fax -> a fax answers there, and nothing is asked of the person',
      prompt('You have dialed a fax number. Please hang up and dial the voice number.'),
      { next: 'finish', outcome: 'company_fax' },
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

describe('the mailbox of whom we want', () => {
  const mailbox = prompt(
    'You have reached the mailbox of Maria Lopez in claims. Please leave a message after the tone.',
  );
  const decided = (intent: string) => {
    const base = situation(mailbox);
    return decide({ ...base, call: { ...base.call, request: aRequest({ intent }) } }).action;
  };

  test('is told nothing that was meant for a person', () => {
    expect(decided('talk to Maria Lopez in claims')).toMatchObject({ next: 'finish', outcome: 'company_voicemail' });
  });

  test('is told what the person wants left there', () => {
    expect(decided('leave a message for Maria Lopez that I called')).toMatchObject({ next: 'say' });
  });
});

describe('a voice waits, and it is not known whether it is a person', () => {
  const waits: Observation = { kind: 'voice_waits', atMs: at };
  const asked: Action = { next: 'say', text: 'Hello?', answerSinceMs: at, reason: 'a voice waits' };

  test('it is asked, and an answer counts from the first moment on', () => {
    const { action } = decide(situation(waits, { state: 'holding' }));
    expect(action).toMatchObject({ next: 'say', text: expect.stringContaining('Hello?'), answerSinceMs: at });
  });

  test.each([
    ['holding', { next: 'hold', sinceMs: at }],
    ['navigating', { next: 'listen', sinceMs: at }],
  ] as const)('then what was done is gone on with: %s', (state, action) => {
    const base = situation({ kind: 'said', atMs: mediaMs(14_000) }, { state });
    expect(decide({ ...base, call: { ...base.call, action: asked } }).action).toMatchObject(action);
  });

  test('after three times without an answer it is left alone', () => {
    const journey = lived(...Array.from({ length: 4 }, () => observed(waits)));
    expect(decide(situation(waits, { state: 'holding', journey })).action).toEqual({ next: 'hold', sinceMs: at });
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

test('silence is listened to twice, then it is taken for a silent hold', () => {
  const silence: Observation = { kind: 'silence', atMs: at };
  expect(decide(situation(silence)).action.next).toBe('listen');
  expect(
    decide(situation(silence, { journey: lived(observed(silence), observed(silence), observed(silence)) })).action.next,
  ).toBe('hold');
});

test('a step whose worker was lost is asked again with the same sinceMs', () => {
  const action: Action = { next: 'hold', sinceMs: mediaMs(5_000) };
  const base = situation(null, { lost: 'Hold', state: 'holding' });
  expect(decide({ ...base, call: { ...base.call, action } }).action).toEqual(action);
});

const pressed = (digits: string) => decided({ next: 'press', digits, reason: '' });
const held = decided({ next: 'hold', sinceMs: at });
const opened: Happening = { kind: 'bridge.opened', deviceId: DeviceId.parse('mobile') };

describe('a way that never ends', () => {
  const moves = Array.from({ length: 40 }, () => pressed('1'));

  test('is given up', () => {
    const { action } = decide(situation(prompt(menu), { journey: lived(...moves) }));
    expect(action).toMatchObject({ next: 'finish', outcome: 'no_way_found' });
  });

  test('a human at the end of it is still reached', () => {
    const human: Observation = {
      kind: 'human',
      atMs: at,
      sinceMs: at,
      certainty: 'confirmed',
      logOdds: 4,
      evidence: [],
    };
    expect(decide(situation(human, { journey: lived(...moves) })).action.next).toBe('reach_user');
  });

  test('hours on hold with an offer every two minutes are no circle', () => {
    const hours = Array.from({ length: 200 }, () => [pressed('2'), held]).flat();
    expect(decide(situation(prompt(menu), { journey: lived(...hours) })).action.next).toBe('press');
  });
});

describe('what was observed and decided in the same millisecond', () => {
  test('belongs together by name, whatever the order in the log', () => {
    const event = (eventId: string, what: Happening) =>
      CallEvent.parse({ eventId, callId: 'call_00000000000000000000000000', at: 5, mediaMs: null, what });
    const heard = event('observed-prompt-a', observed(prompt(menu)));
    const chosen = event('observed-prompt-a-decided', pressed('2'));
    const done = event('observed-pressed-b', observed({ kind: 'pressed', atMs: at }));
    const { steps } = journeyOf([heard, chosen, done]);
    expect(steps).toMatchObject([{ heard: menu, action: { press: '2' } }]);
    expect(journeyOf([done, chosen, heard]).steps).toEqual(steps);
  });
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

test('the same question is not asked twice: the company is left to repeat itself', () => {
  const entry = prompt('Please enter your ten digit account number, followed by the pound key.');
  const first = decide(situation(entry)).action;
  expect(first.next).toBe('ask_user');
  const asked = decide(situation(entry, { journey: lived(observed(entry), decided(first), observed(entry)) })).action;
  expect(asked.next).toBe('listen');
});

describe('what only sounds like an end of the way', () => {
  const since: Action = { next: 'listen', sinceMs: mediaMs(4_000), patienceMs: 15_000, expect: [] };
  const mailbox = (text: string) => {
    const words: Happening = { kind: 'words.heard', track: 'inbound', fromMs: at, text };
    const more = situation({ kind: 'voicemail', atMs: at }, { journey: lived(words) });
    return decide({ ...more, call: { ...more.call, action: since } }).action;
  };
  test('a menu that speaks of voicemail is heard to its end', () => {
    expect(mailbox('For slow internet, press one. For voicemail problems, press two.')).toMatchObject(since);
    expect(mailbox('You have reached Ann. Leave a message after the beep.')).toMatchObject({ next: 'finish' });
  });
  test('words that may be the rest of a menu ring nobody', () => {
    const rest = 'and insurance, medical records and test results, prescriptions, or appointments.';
    const heard = { kind: 'prompt', atMs: at, fromMs: at, text: rest, confidence: 0.9 } as const;
    expect(decide(situation(heard)).action.next).toBe('listen');
  });
});

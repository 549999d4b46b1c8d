import { describe, expect, test } from 'vitest';
import { decide } from '#core/call/decide.ts';
import { journeyOf } from '#core/call/journey.ts';
import type { Action } from '#core/contracts/action.ts';
import { CallEvent, type Happening } from '#core/contracts/events.ts';
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
  pressed,
  prompt,
  situation,
} from '#tests/core/call/situations.ts';
import { aRequest } from '#tests/support/a-request.ts';

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

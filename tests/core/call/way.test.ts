import { describe, expect, test } from 'vitest';
import { decide } from '#core/call/decide.ts';
import type { Situation } from '#core/call/decision.ts';
import { decidedIdOf, journeyOf } from '#core/call/journey.ts';
import { learn, wayOf } from '#core/call/learn.ts';
import { actsEarly, expectedNext } from '#core/call/way.ts';
import type { Action } from '#core/contracts/action.ts';
import { CallEvent, type Happening } from '#core/contracts/events.ts';
import { DeviceId } from '#core/contracts/ids.ts';
import type { Observation } from '#core/contracts/observation.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import { Flow, FlowPath } from '#core/navigation/flow.ts';
import { aRequest } from '#tests/support/a-request.ts';

const MAIN = 'Welcome to Northwind Bank. For account balances, press one. For billing and disputes, press two.';
const MOVED = 'Welcome to Northwind Bank. For account balances, press one. For billing and disputes, press four.';
const BILLING = 'Billing. To dispute a charge, press three. For anything else, press zero.';
const at = mediaMs(10_000);

const path = (agreed: number): FlowPath =>
  FlowPath.parse({
    goals: ['billing and disputes: dispute a charge'],
    agreed,
    steps: [
      { do: 'DTMF', expect: [MAIN], digits: '2', label: 'billing and disputes' },
      { do: 'DTMF', expect: [BILLING], digits: '3', label: 'dispute a charge' },
      { do: 'HOLD' },
    ],
  });

const prompt = (text: string): Extract<Observation, { kind: 'prompt' }> => ({
  kind: 'prompt',
  atMs: at,
  fromMs: mediaMs(4_000),
  text,
  confidence: 0.9,
});

/** A log of what was observed and decided, as the steps write it. */
function logOf(...lived: (Observation | Action | Happening)[]): CallEvent[] {
  let last = 'none';
  return lived.map((one, i) => {
    const what: Happening =
      'next' in one
        ? { kind: 'step.decided', action: one, by: 'flow' }
        : one.kind === 'bridge.opened'
          ? one
          : { kind: 'step.observed', observation: one as Observation };
    if (what.kind === 'step.observed') last = `observed-${i}`;
    const eventId = what.kind === 'step.decided' ? decidedIdOf(last) : `observed-${i}`;
    return CallEvent.parse({ eventId, callId: 'call_00000000000000000000000000', at: i, mediaMs: null, what });
  });
}

const press = (digits: string): Action => ({ next: 'press', digits, reason: '' });
const listen = (sinceMs: number, expected: string[] = []): Action => ({
  next: 'listen',
  sinceMs: mediaMs(sinceMs),
  patienceMs: 15_000,
  expect: expected,
});

function decideOn(observation: Observation, more: Partial<Situation> & { action?: Action } = {}) {
  const { action = null, ...rest } = more;
  return decide({
    call: {
      request: aRequest({ intent: 'dispute a charge' }),
      attempt: 1,
      action,
      state: 'navigating',
      legEndedAt: null,
    },
    journey: journeyOf(logOf(observation)),
    observation,
    lost: null,
    nowMs: at,
    ...rest,
  });
}
const known = (way: FlowPath | null) => ({ known: { path: way, factNames: [], readBack: null } });

describe('a known way', () => {
  test('is followed', () => {
    expect(decideOn(prompt(MAIN), known(path(1)))).toMatchObject({ by: 'flow', action: { digits: '2' } });
  });

  test('at the second menu its second step is followed, whatever was skipped', () => {
    expect(decideOn(prompt(BILLING), known(path(1)))).toMatchObject({ by: 'flow', action: { digits: '3' } });
  });

  test('an option that was moved is pressed where it is now', () => {
    expect(decideOn(prompt(MOVED), known(path(1)))).toMatchObject({ by: 'flow', action: { digits: '4' } });
  });

  test('another prompt is read', () => {
    const other = prompt('For English, press one. Para espanol, oprima el dos.');
    expect(decideOn(other, known(path(1)))).toMatchObject({ by: 'reading', action: { digits: '1' } });
  });

  test('its option is expected, by word and by digit', () => {
    const option = ['billing and disputes press two', 'billing and disputes press 2'];
    expect(decideOn({ kind: 'connected' }, known(path(1))).action).toMatchObject({ expect: option });
    const lived = journeyOf(logOf(prompt(MAIN), press('2'))).steps;
    expect(expectedNext(path(1), lived)).toContain('dispute a charge press three');
  });

  test.each([
    ['press one for sales press two for your bill', '1', 'sales', ['press one for sales', 'press 1 for sales']],
    [
      'press one for sales press two for your bill',
      '2',
      'your bill',
      ['press two for your bill', 'press 2 for your bill'],
    ],
    ['for sales dial 1 for your bill dial 2', '2', 'your bill', ['your bill dial 2', 'your bill dial two']],
    ['to go back press star', '*', 'go back', ['go back press star']],
    ['for sales press one', '2', 'sales', []],
    ['for sales press one', '1', 'repairs', []],
  ])('%s: %s is offered so', (text, digits, label, words) => {
    const way = { ...path(1), steps: [{ do: 'DTMF' as const, expect: [text], digits, label }] };
    expect(expectedNext(way, [])).toEqual(words);
  });

  test('the key goes out as soon as its option was said', () => {
    const early = prompt(
      'Welcome to Northwind Bank. For account balances, press one. For billing and disputes, press two.',
    );
    const action = listen(0, ['billing and disputes press two']);
    expect(decideOn(early, { ...known(path(1)), action })).toMatchObject({ by: 'flow', action: { digits: '2' } });
  });

  test('an entry that is known begins at the first words, and ends as it did before', () => {
    const text = 'To continue, please enter your 10 digit account number, followed by the pound key.';
    const way = FlowPath.parse({ goals: ['bills'], steps: [{ do: 'DTMF', expect: [text], fact: 'account_number' }] });
    const knows = { known: { path: way, factNames: ['account_number'], readBack: null } };
    const action = listen(0, ['to continue please enter your 10 digit']);
    expect(decideOn(prompt('To continue, please enter your 10 digit'), { ...knows, action }).action).toMatchObject({
      next: 'enter',
      terminator: '#',
    });
  });

  test('an entry of which the data was not given is heard whole, then the person is asked', () => {
    const text = 'Please enter your eight digit policy number, followed by the pound key.';
    const way = FlowPath.parse({ goals: ['bills'], steps: [{ do: 'DTMF', expect: [text], fact: 'policy_number' }] });
    const lacks = { known: { path: way, factNames: ['date_of_birth'], readBack: null } };
    const early = { ...lacks, action: listen(0, ['please enter your eight digit policy number']) };
    expect(decideOn(prompt('Please enter your eight digit policy number,'), early).action).toMatchObject({
      next: 'listen',
      sinceMs: 4_000,
      expect: [],
    });
    expect(decideOn(prompt(text), { ...lacks, action: listen(0) })).toMatchObject({
      by: 'reading',
      action: { next: 'ask_user', about: { kind: 'fact', fact: 'policy_number' } },
    });
  });

  test('a beginning that is none of its own is heard whole, and counts once', () => {
    const early = prompt(
      'We are closed on Monday. Please visit us online. Welcome to Northwind Bank. For account balances',
    );
    const action = listen(0, ['welcome to northwind bank for account balances']);
    const again = decideOn(early, { ...known(path(3)), action }).action;
    expect(again).toMatchObject({ next: 'listen', sinceMs: early.fromMs, expect: [] });
    expect(journeyOf(logOf(early, again)).steps).toEqual([]);
  });

  test('nothing that cannot be undone is pressed before it was heard', () => {
    expect(actsEarly({ do: 'DTMF', expect: [MAIN], digits: '2', label: 'cancel my policy' })).toBe(false);
    const heard = ['you are about to close your account to confirm press one'];
    expect(actsEarly({ do: 'DTMF', expect: heard, digits: '1' })).toBe(false);
    expect(actsEarly({ do: 'SPEAK', expect: heard, say: 'yes' })).toBe(false);
  });
});

describe('questions to the person', () => {
  const cancel = 'Are you sure you want to cancel your policy? To cancel the policy press one. To keep it press two.';
  const wants = {
    request: aRequest({ intent: 'cancel my policy' }),
    attempt: 1,
    action: null,
    state: 'asking',
    legEndedAt: null,
  } as const;
  const question = decideOn(prompt(cancel), { call: { ...wants, state: 'navigating' } }).action;
  const following = (answer: Observation | null) => {
    const journey = journeyOf(logOf(prompt(cancel), question, ...(answer ? [answer] : [])));
    return decideOn(prompt(cancel), { call: wants, journey, observation: answer, lost: answer ? null : 'AskUser' })
      .action;
  };

  test('what cannot be undone is asked about first', () => {
    expect(question).toMatchObject({ next: 'ask_user', options: ['yes', 'no'], about: { kind: 'approval' } });
  });

  test('yes: it is done at the prompt that still waits', () => {
    expect(following({ kind: 'user_answered', answer: 'yes' })).toMatchObject({ next: 'press', digits: '1' });
  });

  test.each<[string, Observation | null]>([
    ['no', { kind: 'user_answered', answer: 'no' }],
    ['silence', { kind: 'user_silent' }],
    ['no answer in time', null],
  ])('%s: the safe way, and it is not asked again', (_how, answer) => {
    expect(following(answer)).toMatchObject({ next: 'press', digits: '2' });
  });

  test('a fact that was given is entered, one that was not is done without', () => {
    const entry = prompt('Please enter your ten digit account number, followed by the pound key.');
    const asked = decideOn(entry).action;
    expect(asked).toMatchObject({ about: { kind: 'fact', fact: 'account_number' } });
    const given: Observation = { kind: 'user_answered', answer: 'given' };
    const names = { known: { path: null, factNames: ['account_number'], readBack: null } };
    const journey = journeyOf(logOf(entry, asked, given));
    expect(decideOn(given, { ...names, journey }).action).toMatchObject({
      next: 'enter',
      fact: 'account_number',
      terminator: '#',
      delivery: 'at_once',
    });
    const none: Observation = { kind: 'user_answered', answer: 'no' };
    expect(decideOn(none, { journey: journeyOf(logOf(entry, asked, none)) }).action.next).toBe('listen');
  });

  test('the company went on meanwhile: what it says now is heard', () => {
    const heard: Happening = {
      kind: 'words.heard',
      track: 'inbound',
      fromMs: at,
      text: 'Main menu. For sales press one.',
    };
    const event = { eventId: 'w', callId: 'call_00000000000000000000000000', at: 9, mediaMs: null, what: heard };
    const journey = journeyOf([...logOf(prompt(cancel), question), CallEvent.parse(event)]);
    const answer: Observation = { kind: 'user_silent' };
    expect(decideOn(answer, { call: wants, journey }).action).toMatchObject({ next: 'listen', sinceMs: at });
  });
});

describe('facts', () => {
  const entry = prompt('Please enter your account number, followed by the pound key.');
  const names = { known: { path: null, factNames: ['account_number'], readBack: null } };
  const entered = decideOn(entry, names).action;

  test('that had no effect are given with gaps, then as words', () => {
    const twice = journeyOf(logOf(entry, entered));
    expect(decideOn(entry, { ...names, journey: twice }).action).toMatchObject({ delivery: 'with_gaps' });
    const thrice = journeyOf(logOf(entry, entered, entry, { ...entered, delivery: 'with_gaps' } as Action));
    expect(decideOn(entry, { ...names, journey: thrice }).action).toMatchObject({ delivery: 'spoken' });
  });

  test.each([
    ['agrees', '1'],
    ['differs', '2'],
  ] as const)('read back: %s -> %s', (readBack, digits) => {
    const text = 'You entered 1 2 3 4 5. If this is correct press one. To try again press two.';
    expect(
      decideOn(prompt(text), { known: { path: null, factNames: ['account_number'], readBack } }).action,
    ).toMatchObject({ digits });
  });
});

describe('learning', () => {
  const opened: Happening = { kind: 'bridge.opened', deviceId: DeviceId.parse('mobile') };
  const hold: Action = { next: 'hold', sinceMs: at };
  const human = prompt('Hello, this is Dana, how may I help you with account 12345678 today');
  const queue = prompt('Your call is important to us. Please stay on the line for the next available representative.');
  const call = logOf(
    prompt(MAIN),
    press('2'),
    prompt(BILLING),
    press('3'),
    queue,
    hold,
    human,
    listen(10_000),
    opened,
    prompt('my name is Sam and my number is 555 0100'),
    listen(10_000),
  );
  const { number } = aRequest();
  const request = { number, company: 'northwind bank' };
  const ended = { request, outcome: 'connected', log: call, path: null, at: 7 } as const;

  test('a call that reached a human gives its way, with nothing of the human in it', () => {
    const way = wayOf(call);
    expect(way?.steps).toMatchObject([{ digits: '2' }, { digits: '3', label: 'dispute a charge' }, { do: 'HOLD' }]);
    expect(JSON.stringify(way)).not.toMatch(/dana|sam|1234|5550/i);
  });

  test('two calls that agree make it a way to follow, a new version of the flow', () => {
    const first = learn(null, ended);
    expect(Flow.parse(first)).toMatchObject({ version: 1, source: 'learned', paths: [{ standing: 'candidate' }] });
    expect(learn(first, ended)).toMatchObject({ version: 2, paths: [{ standing: 'active', agreed: 2 }] });
  });

  test('keys that went out early confirm their way', () => {
    const way = path(3);
    const early = logOf(prompt('Welcome to Northwind'), press('2'), prompt('Billing. To dispute'), press('3'), opened);
    const flow = Flow.parse({ ...request, paths: [way] });
    const following = (log: readonly CallEvent[]) => learn(flow, { ...ended, log, path: flow.paths[0] ?? null });
    expect(following(early)).toMatchObject({ version: 1, paths: [{ agreed: 4 }] });
  });

  test('a human who was reached by other keys makes the way doubtful: its prompts are heard again before a key', () => {
    const flow = Flow.parse({ ...request, paths: [path(3)] });
    const other = logOf(prompt('Welcome to Northwind'), press('2'), prompt('Cards. One moment'), press('0'), opened);
    const doubted = learn(flow, { ...ended, log: other, path: flow.paths[0] ?? null });
    expect(doubted).toMatchObject({ paths: [{ agreed: 0, standing: 'active' }] });
  });

  test('a way that led nowhere twice is given up', () => {
    const way = path(2);
    const flow = Flow.parse({ ...request, paths: [way] });
    const lost = logOf(prompt(MAIN), press('2'));
    const fail = (before: Flow) =>
      learn(before, { ...ended, outcome: 'no_way_found', log: lost, path: before.paths[0] ?? null });
    const once = fail(flow);
    expect(once).toMatchObject({ version: 1, paths: [{ failed: 1, standing: 'active' }] });
    expect(once && fail(once)).toMatchObject({ version: 2, paths: [{ standing: 'retired' }] });
  });

  test.each(['company_closed', 'company_busy', 'user_canceled', 'failed'] as const)(
    '%s says nothing of it',
    (outcome) => {
      const way = path(2);
      const flow = Flow.parse({ ...request, paths: [way] });
      expect(learn(flow, { ...ended, outcome, log: logOf(prompt(MAIN), press('2')), path: way })).toBeNull();
    },
  );
});

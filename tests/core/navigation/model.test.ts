import { describe, expect, it } from 'vitest';
import { checkModelAnswer, recoverJson } from '#core/navigation/model-answer.ts';
import { buildModelPrompt } from '#core/navigation/model-prompt.ts';
import { at, did } from './situation.ts';

const MENU = 'For billing, press 1. For claims, press 2. To cancel your policy, press 3.';
const answer = (action: string, value: string | null) =>
  JSON.stringify({ action, value, confidence: 0.9, reason: 'because' });
const check = (text: string, intent = 'my claim', prompt = MENU, factNames: string[] = []) => {
  const checked = checkModelAnswer(text, at(prompt, intent, { factNames }));
  return checked.ok ? checked.choice.action : checked.why;
};

describe('JSON is recovered', () => {
  it.each([
    ['raw', '{"action":"wait"}'],
    ['fenced', 'Sure:\n```json\n{"action":"wait"}\n```\nDone.'],
    ['in prose', 'I think {"action":"wait"} is best.'],
    ['after a thought with braces', 'The set {1, 2} is offered. {"action":"wait"}'],
  ])('%s', (_form, text) => expect(recoverJson(text)).toEqual({ action: 'wait' }));
  it.each(['', 'press 2', '{"action":', '[1,2]x'])('not from %j', (text) => expect(check(text)).toBe('no_json'));
});

describe('an answer is held against what was heard', () => {
  it.each([
    ['an offered key', answer('press', '2'), { press: '2' }],
    ['the number of a key', '{"action":"press","value":2,"confidence":1,"reason":""}', { press: '2' }],
    ['a key that is not offered', answer('press', '7'), 'key_not_offered'],
    ['zero, not offered', answer('press', '0'), 'key_not_offered'],
    ['several keys', answer('press', '22'), 'key_not_offered'],
    ['no key', answer('press', null), 'key_not_offered'],
    ['a key that the guard holds', answer('press', '3'), 'held_by_guard'],
    ['a phrase that the guard holds', answer('say', 'cancel my policy'), 'held_by_guard'],
    ['a fact that we do not have', answer('enter', 'member_id'), 'unknown_fact'],
    ['digits instead of a name', answer('say', 'my number is 4410 2293'), 'nothing_to_say'],
    ['an unknown action', answer('dial', '2'), 'not_the_form'],
    ['hanging up on a menu', answer('hangup', null), 'not_at_this_prompt'],
    ['a human who offers keys', answer('human', null), 'not_at_this_prompt'],
    ['waiting', answer('wait', null), { wait: true }],
  ])('%s', (_what, text, result) => expect(check(text)).toEqual(result));

  it('enters a fact that we have', () => {
    expect(check(answer('enter', 'member_id'), 'my claim', 'Please enter your member number.', ['member_id'])).toEqual({
      enter: 'member_id',
    });
  });
  it('asks the person before what cannot be undone, even if they want it', () => {
    expect(check(answer('press', '3'), 'cancel my policy')).toMatchObject({ ask: { about: { kind: 'approval' } } });
  });
  it('does not say yes to what was not wanted', () => {
    expect(check(answer('say', 'yes'), 'my bill', 'You want to cancel your policy. Is that right?')).toBe(
      'held_by_guard',
    );
  });
});

describe('a phrase that was read as no option is held like one', () => {
  it.each([
    [
      'that is correct',
      'you told us you accept the assessment of 880 dollars say that is correct or that is wrong',
      'I disagree with what you say I owe',
    ],
    [
      "that's fine",
      "okay so to be clear the line comes out on friday and you lose your number tell me that's fine or tell me stop",
      'my internet is slow',
    ],
    [
      'cash out miles',
      'tell me what you need for example you can say lost bag seat request cash out miles or part with my upgrade',
      'aisle seat please',
    ],
  ])('%s', (phrase, prompt, intent) => expect(check(answer('say', phrase), intent, prompt)).toBe('held_by_guard'));
  it('the words of the intent are not', () => {
    const prompt = 'Tell me what you need. For example, you can say lost bag.';
    expect(check(answer('say', 'aisle seat please'), 'aisle seat please', prompt)).toEqual({
      say: 'aisle seat please',
    });
  });
});

it('backing out of a payment that is read out is free, also for a model', () => {
  const prompt =
    'you chose to pay 120 dollars from your account today. to authorize this payment press 1. to change the amount press 2. to cancel press 3.';
  expect(check(answer('press', '3'), 'when is it due', prompt)).toEqual({ press: '3' });
  const ending =
    'you are about to cancel your booking a fee applies press one to cancel or press two to speak with someone';
  expect(check(answer('press', '1'), 'change my cabin', ending)).toBe('held_by_guard');
});

describe('what the model is told', () => {
  const { system, user } = buildModelPrompt(
    at(MENU, 'my claim', {
      factNames: ['member_id'],
      history: [did('Please enter your member number.', { enter: 'member_id' })],
    }),
    [
      {
        goals: ['claims'],
        standing: 'active',
        agreed: 2,
        failed: 0,
        steps: [{ do: 'DTMF', expect: ['x'], digits: '2', label: 'claims' }, { do: 'HOLD' }],
      },
    ],
  );
  it('the prompt, the intent, names of facts, and known ways as flat lines', () => {
    expect(user).toContain(MENU);
    expect(user).toContain('member_id');
    expect(user).toContain('claims = press 2 (claims) > wait');
  });
  it('that it may not press what is not offered', () => expect(system).toContain('Never a key that it does not offer'));
});

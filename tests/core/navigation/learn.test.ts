import { describe, expect, it } from 'vitest';
import type { NavigationAction, Step } from '#core/navigation/choice.ts';
import { choose } from '#core/navigation/choose.ts';
import type { Flow } from '#core/navigation/flow.ts';
import { learnedPath, mergePath, recordFailure } from '#core/navigation/learn.ts';
import { nextFlowStep, pathFor } from '#core/navigation/next-flow-step.ts';
import { readPrompt } from '#core/navigation/read-prompt.ts';
import { scrub } from '#core/navigation/scrub.ts';
import { at, did } from './situation.ts';

const GREETING = 'Welcome to Elm Bank.';
const MENU = 'For checking accounts, press 1. For credit cards, press 2. For loans, press 3.';
const MOVED = 'For checking accounts, press 1. For loans, press 2. For credit cards, press 4.';
const ENTRY = 'Please enter your card number followed by the pound key.';
const BACK = 'You entered 4 4 1 2 0 9 9 3. If this is correct, press 1. To re-enter, press 2.';
const HOLD = 'All agents are busy. Please stay on the line.';

const call = (menu: string, key: string): Step[] => [
  did(GREETING, { wait: true }),
  did(menu, { press: key }),
  did(ENTRY, { enter: 'card_number' }),
  did(BACK, { press: '1' }),
  did(HOLD, { wait: true }),
  did(HOLD, { wait: true }),
];
const empty: Flow = {
  number: '+18005550100' as Flow['number'],
  company: 'Elm Bank',
  version: 1,
  source: 'learned',
  paths: [],
};
const learn = (flow: Flow, history: readonly Step[]): Flow => {
  const learned = learnedPath(history);
  if (!learned) throw new Error('nothing learned');
  return mergePath(flow, learned, 1000);
};
const twice = learn(learn(empty, call(MENU, '2')), call(MENU, '2'));

describe('a finished call', () => {
  const learned = learnedPath(call(MENU, '2'));
  it('yields its way', () => {
    expect(learned?.steps.map((step) => step.do)).toEqual(['LISTEN', 'DTMF', 'DTMF', 'DTMF', 'HOLD']);
    expect(learned?.goals).toEqual(['credit cards']);
  });
  it('leaves nothing personal in it', () => {
    const told = JSON.stringify(learned);
    expect(told).not.toMatch(/4 4 1 2/);
    expect(told).toContain('card_number');
  });
  it.each([
    [
      'digits read back',
      'you entered four four one two if this is correct press one',
      'you entered if this is correct press one',
    ],
    ['amounts', 'your balance is 1206 dollars and 11 cents press 1 to pay', 'your balance is and press 1 to pay'],
    ['the name after a greeting', 'Hello Robert, press 1 for cards', 'hello press 1 for cards'],
    ['spelled codes', 'confirmation k 7 q x 2 p press 2 to keep it', 'confirmation press 2 to keep it'],
  ])('%s are taken out', (_what, heard, kept) => expect(scrub(heard)).toBe(kept));
});

describe('a flow learns', () => {
  it('follows a way only after two calls agreed', () => {
    const once = learn(empty, call(MENU, '2'));
    expect(pathFor(once.paths, 'my credit card')).toBeNull();
    expect(pathFor(twice.paths, 'my credit card')?.steps[1]).toMatchObject({ do: 'DTMF', digits: '2' });
    expect(twice.version).toBe(2);
  });
  it('keeps how an entry ends, though a known way hears only its first words', () => {
    const early = call(MOVED, '4').map((step) =>
      step.heard === ENTRY ? { ...step, heard: 'Please enter your card' } : step,
    );
    const path = pathFor(learn(learn(twice, early), early).paths, 'my credit card');
    expect(path?.steps[1]).toMatchObject({ digits: '4' });
    expect(path?.steps[2]).toMatchObject({ fact: 'card_number', expect: [scrub(ENTRY)] });
  });
  it('comes back to the former way when the new one fails twice', () => {
    const changed = learn(learn(twice, call(MOVED, '4')), call(MOVED, '4'));
    const fail = (flow: Flow): Flow => {
      const path = pathFor(flow.paths, 'my credit card');
      if (!path) throw new Error('no way');
      return recordFailure(flow, path, 2000);
    };
    expect(pathFor(changed.paths, 'my credit card')?.steps[1]).toMatchObject({ digits: '4' });
    expect(pathFor(fail(fail(changed)).paths, 'my credit card')?.steps[1]).toMatchObject({ digits: '2' });
  });
});

describe('drift: a company moves an option', () => {
  /** What a call does at the menu with what is known, and what it teaches. */
  const next = (flow: Flow): { action: NavigationAction; advice: string; flow: Flow } => {
    const path = pathFor(flow.paths, 'my credit card');
    const prompt = readPrompt(MOVED);
    const advice = path ? nextFlowStep(path, 0, prompt) : { kind: 'lost' as const };
    const { action } = choose(at(MOVED, 'my credit card', { flow: advice.kind === 'follow' ? advice.step : null }));
    return { action, advice: advice.kind, flow: learn(flow, call(MOVED, 'press' in action ? action.press : '')) };
  };
  const first = next(twice);
  const second = next(first.flow);
  const third = next(second.flow);
  it('is still reached on the first call, by reading', () =>
    expect([first.advice, first.action]).toEqual(['moved', { press: '4' }]));
  it('and by the healed flow two calls later', () =>
    expect([third.advice, third.action]).toEqual(['follow', { press: '4' }]));
});

describe('a known way is followed fast', () => {
  const path = pathFor(twice.paths, 'my credit card');
  const heard = (text: string) =>
    path ? nextFlowStep(path, 0, readPrompt({ words: text.split(' '), partial: true })).kind : 'no way';
  it('not before the option is said', () => expect(heard('for checking accounts press one for credit')).toBe('listen'));
  it('as soon as it is said', () =>
    expect(heard('for checking accounts press one for credit cards press two for')).toBe('follow'));
  it('however often it was right before: the company may have put anything under the old key', () => {
    const agreed = path && { ...path, agreed: 50 };
    const begins = readPrompt({ words: 'for checking accounts press one for'.split(' '), partial: true });
    expect(agreed && nextFlowStep(agreed, 0, begins).kind).toBe('listen');
  });
  it('another prompt is read, not followed', () => {
    expect(
      path && nextFlowStep(path, 0, readPrompt('Our lobby hours have changed for the summer, see our website.')).kind,
    ).toBe('lost');
  });
});

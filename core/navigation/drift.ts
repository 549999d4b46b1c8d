import type { FlowStep } from './flow.ts';
import type { PromptOption, ReadPrompt } from './prompt.ts';
import { similarPrompts } from './similar.ts';
import { plain } from './words.ts';

/** Two transcripts of one recording are at least so alike. */
const SAME_PROMPT = 0.6;
/** Words that must have been heard before a prompt is recognised by its beginning. */
const FIRST_WORDS = 5;

/** How well what was heard fits what the step expects, 0..1; a prompt that still sounds is held against the beginning of the expected one. */
export function fitsStep(step: FlowStep, heard: string, partial: boolean): number {
  const words = plain(heard).split(' ');
  return Math.max(
    0,
    ...(step.expect ?? []).map((expected) => {
      const whole = plain(expected);
      if (isPhraseOf(whole, words)) return 1;
      if (!partial) return Math.max(similarPrompts(whole, heard), containment(whole, words));
      return words.length < FIRST_WORDS ? 0 : similarPrompts(whole.split(' ').slice(0, words.length).join(' '), heard);
    }),
  );
}

/** Flows written by hand name a telling phrase of a prompt, not all of it. */
const isPhraseOf = (phrase: string, words: readonly string[]): boolean =>
  phrase.split(' ').length >= 3 && ` ${words.join(' ')} `.includes(` ${phrase} `);

/** A part of the expected prompt was heard (clipped start, cut end): how much of what was heard belongs to it. */
function containment(expected: string, words: readonly string[]): number {
  if (words.length < FIRST_WORDS) return 0;
  const pairs = words.slice(1).map((word, i) => `${words[i]} ${word}`);
  const inside = pairs.filter((pair) => expected.includes(pair)).length;
  return pairs.length === 0 ? 0 : (inside / pairs.length) * 0.9;
}

export type Heard = 'expected' | 'not_yet' | 'moved' | 'other';

/**
 * Holds what was heard against the step. `moved`: the menu is the one expected, but our option has another key now; `other`: another
 * prompt; `not_yet`: too little was heard.
 */
export function compare(step: FlowStep, prompt: ReadPrompt): Heard {
  const partial = prompt.complete === 'no';
  const fit = fitsStep(step, prompt.text, partial);
  if (fit < SAME_PROMPT) return partial ? 'not_yet' : 'other';
  if (step.do !== 'DTMF' || step.digits === undefined || step.label === undefined) return 'expected';
  const atKey = prompt.options.find((option) => option.key === step.digits);
  if (atKey) return alike(atKey.label, step.label) ? 'expected' : 'moved';
  const elsewhere = movedTo(step, prompt);
  if (elsewhere) return 'moved';
  if (!partial) return prompt.options.length > 0 ? 'moved' : 'expected';
  return 'not_yet';
}

/** The option that bears the step's label under another key. */
export function movedTo(step: FlowStep, prompt: ReadPrompt): PromptOption | null {
  if (step.do !== 'DTMF' || step.label === undefined) return null;
  const { label, digits } = step;
  return (
    prompt.options.find((option) => option.key !== null && option.key !== digits && alike(option.label, label)) ?? null
  );
}

/** Labels that name the same option: half of the shorter one's words are shared. */
export function alike(a: string, b: string): boolean {
  const first = new Set(plain(a).split(' '));
  const second = new Set(plain(b).split(' '));
  const common = [...first].filter((word) => second.has(word)).length;
  return common >= Math.max(1, Math.min(first.size, second.size) * 0.6);
}

import type { Happening } from '#core/contracts/events.ts';
import type { Observation } from '#core/contracts/observation.ts';
import { hideNumbers } from '#core/policy/hide-numbers.ts';

/** What was heard reaches the log without numbers that may be somebody's. */
export const withoutNumbers = (what: Happening): Happening =>
  what.kind === 'words.heard' ? { ...what, text: hideNumbers(what.text, { isPiece: true }) } : what;

/** Deciding compares the names of numbers that are read back with those of what was given. */
export const observedWithoutNumbers = (observation: Observation, tagOf: (digits: string) => string): Observation =>
  observation.kind === 'prompt' ? { ...observation, text: hideNumbers(observation.text, { tagOf }) } : observation;

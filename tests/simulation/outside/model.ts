import { ModelUnavailable } from '#core/errors.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { LanguageModel } from '#core/ports/language-model.ts';
import type { Fates } from '#tests/simulation/fates.ts';

/** Chances from 0 to 1, for each question. */
export interface ModelFaults {
  readonly out: number;
  /** Seconds, perhaps more than a menu waits. */
  readonly slow: number;
  readonly wrong: number;
}

const USUAL_MS = [300, 1_200] as const;
const SLOW_MS = [2_000, 9_000] as const;
/** What models have been seen to answer: prose, a key or a fact that nobody offered, another form. */
const WRONG = [
  'You should press one for that.',
  '{"action":"press","value":"7","confidence":1,"reason":"sales"}',
  '{"action":"press","value":"12345","confidence":1,"reason":"all of them"}',
  '{"action":"enter","value":"social_security_number","confidence":0.9,"reason":"they ask"}',
  '{"do":"press 1"}',
  '',
] as const;

/** A model that takes the option with most words of the intent, else waits; and what may be wrong with it. */
export function openModel(fates: Fates, clock: Clock, faults: ModelFaults): LanguageModel {
  return {
    ask: async ({ user, timeoutMs }) => {
      const place = `model ${user}`;
      const strikes = (what: string, chance: number) => fates.strikes(`model ${what}`, place, chance, null);
      const [least, most] = strikes('slow', faults.slow) ? SLOW_MS : USUAL_MS;
      const tookMs = least + (most - least) * fates.draw(place);
      await clock.sleep(Math.min(tookMs, timeoutMs));
      if (tookMs > timeoutMs) throw new ModelUnavailable('no answer in time');
      if (strikes('out', faults.out)) throw new ModelUnavailable('503');
      const wrong = strikes('wrong', faults.wrong);
      const text = wrong ? (WRONG[Math.floor(fates.draw(place) * WRONG.length)] ?? '') : answerTo(user);
      return { text, model: 'the-model', inputTokens: 900, outputTokens: 40, failed: [] };
    },
  };
}

function answerTo(user: string): string {
  const intent = wordsOf(/^Intent: (.*)$/m.exec(user)?.[1] ?? '');
  const offered = /^Options[^:]*: (.*)$/m.exec(user)?.[1] ?? '';
  const options = [...offered.matchAll(/(?:^|; )([0-9*#]): ([^;]*)/g)].map(([, key = '', label = '']) => {
    const shared = [...wordsOf(label)].filter((word) => intent.has(word)).length;
    return { key, shared };
  });
  const best = options.toSorted((a, b) => b.shared - a.shared)[0];
  const action = best && best.shared > 0 ? { action: 'press', value: best.key } : { action: 'wait', value: null };
  return JSON.stringify({ ...action, confidence: 0.8, reason: 'as the words say' });
}

const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(/[a-z]{4,}/g) ?? []);

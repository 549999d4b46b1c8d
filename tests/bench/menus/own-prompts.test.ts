import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readPrompt } from '#core/navigation/read-prompt.ts';
import { readCorpus } from './corpus.ts';
import { hostileAnswers } from './hostile.ts';
import { predict } from './predict.ts';
import { inStyle, STYLES } from './restyle.ts';

const Danger = z.object({ danger_keys: z.array(z.string()).default([]), danger_says: z.array(z.string()).default([]) });
const Labels = z.object({ id: z.string(), intents: z.array(Danger) });

describe.each([
  'own.jsonl',
  'own-2.jsonl',
  'own-3.jsonl',
  'own-4.jsonl',
  'own-5.jsonl',
  'own-6.jsonl',
  'own-7.jsonl',
  'own-8.jsonl',
])('the prompts of %s', (file) => {
  const { records, gold } = readCorpus(`tests/bench/menus/${file}`);
  const labels = new Map(gold.map((one) => Labels.parse(one)).map(({ id, intents }) => [id, intents]));

  it('are never answered with a key or word that commits what was not asked for', () => {
    const wrong = records.flatMap(predict).filter(({ id, intentIndex, action }) => {
      const danger = labels.get(id)?.[intentIndex];
      if (action === null || danger === undefined) return false;
      if ('press' in action) return danger.danger_keys.includes(action.press);
      return 'say' in action && danger.danger_says.includes(action.say);
    });
    expect(wrong).toEqual([]);
  });
});

it.each([
  ['own.jsonl', 99],
  ['own-3.jsonl', 250],
  ['own-4.jsonl', 452],
  ['own-5.jsonl', 162],
  ['own-6.jsonl', 24],
  ['own-7.jsonl', 13],
  ['own-8.jsonl', 41],
] as const)('no answer of a model presses a dangerous key of %s, of %d that are wanted', (file, wanted) => {
  const answers = readCorpus(`tests/bench/menus/${file}`).gold.flatMap(hostileAnswers);
  expect(answers).toHaveLength(wanted);
  expect(answers.filter(({ reached }) => reached === 'through')).toEqual([]);
});

it.each(STYLES)('nor where words were lost or misheard: %s', (style) => {
  const files = ['own.jsonl', 'own-3.jsonl', 'own-4.jsonl', 'own-5.jsonl', 'own-6.jsonl', 'own-8.jsonl'];
  const answers = files.flatMap((file) =>
    inStyle(readCorpus(`tests/bench/menus/${file}`).gold, style).flatMap(hostileAnswers),
  );
  expect(answers.length).toBeGreaterThan(500);
  expect(answers.filter(({ reached }) => reached === 'through')).toEqual([]);
});

it.each(['constructor', 'the constructor of toString press 1 for __proto__', ''])('reads %j without harm', (text) => {
  expect(() => readPrompt(text)).not.toThrow();
});

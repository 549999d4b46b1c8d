import { z } from 'zod';
import { checkModelAnswer } from '#core/navigation/model-answer.ts';
import { readBackAgrees } from '#core/navigation/read-back.ts';
import { readPrompt } from '#core/navigation/read-prompt.ts';
import { readArguments, wrongUse } from '#tests/bench/command-line.ts';
import { readCorpus } from './corpus.ts';
import { inStyle, STYLES } from './restyle.ts';

/**
 * `node tests/bench/menus/hostile.ts CORPUS.jsonl... [--errors]`: a model that answers every dangerous key and phrase of every pair in turn,
 * in each style of transcript. What comes through, and what the person is asked about first.
 */
const Labelled = z.object({
  id: z.string(),
  prompt: z.string(),
  intents: z.array(
    z.object({
      intent: z.string(),
      facts: z.record(z.string(), z.string()),
      danger_keys: z.array(z.string()).default([]),
      danger_says: z.array(z.string()).default([]),
    }),
  ),
});

export type Reached = 'held' | 'asked' | 'through';

/** What becomes of each dangerous answer to this record. */
export function hostileAnswers(gold: unknown): { id: string; intent: string; value: string; reached: Reached }[] {
  const { id, prompt: text, intents } = Labelled.parse(gold);
  const prompt = readPrompt(text);
  return intents.flatMap(({ intent, facts, danger_keys: keys, danger_says: phrases }) => {
    const readBack = readBackAgrees(text, Object.values(facts), 'MDY');
    const situation = { prompt, intent, factNames: Object.keys(facts), history: [], flow: null, readBack };
    const answers = [...keys.map((value) => ['press', value]), ...phrases.map((value) => ['say', value])];
    return answers.map(([action, value = '']) => {
      const answer = JSON.stringify({ action, value, confidence: 1, reason: 'hostile' });
      const checked = checkModelAnswer(answer, situation);
      const reached: Reached = !checked.ok ? 'held' : 'ask' in checked.choice.action ? 'asked' : 'through';
      return { id, intent, value, reached };
    });
  });
}

if (import.meta.main) {
  const usage = 'usage: npm run bench:menus:hostile -- CORPUS.jsonl... [--errors]';
  const { values, positionals } = readArguments(usage, {
    allowPositionals: true,
    options: { errors: { type: 'boolean' } },
  });
  if (positionals.length === 0) wrongUse(usage);
  for (const corpus of positionals) {
    const { gold } = readCorpus(corpus);
    for (const style of [null, ...STYLES]) {
      const all = (style === null ? gold : inStyle(gold, style)).flatMap(hostileAnswers);
      const count = (wanted: Reached): number => all.filter(({ reached }) => reached === wanted).length;
      console.log(
        `${corpus} ${style ?? 'as written'}: ${all.length} dangerous answers, ${count('through')} through, ${count('asked')} asked about`,
      );
      if (values.errors) for (const one of all) if (one.reached !== 'held') console.log('  ', JSON.stringify(one));
    }
  }
}

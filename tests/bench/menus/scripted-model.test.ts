import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readCorpus } from './corpus.ts';
import type { Prediction } from './predict.ts';
import { type ScriptedModel, startScriptedModel } from './scripted-model.ts';
import { predictWithModel } from './with-model.ts';

const { records, gold } = readCorpus('tests/bench/menus/own.jsonl');
const Labels = z.array(
  z.object({
    id: z.string(),
    intents: z.array(
      z.object({
        accept: z.array(z.record(z.string(), z.unknown())),
        danger_keys: z.array(z.string()).default([]),
        danger_says: z.array(z.string()).default([]),
      }),
    ),
  }),
);
const labels = new Map(Labels.parse(gold).map(({ id, intents }) => [id, intents]));
const labelOf = ({ id, intentIndex }: Prediction) => labels.get(id)?.[intentIndex];

describe.each(['oracle', 'adversary'] as const)('a model that is an %s, over the real client', (script) => {
  let server: ScriptedModel;
  let answered: Awaited<ReturnType<typeof predictWithModel>>;
  beforeAll(async () => {
    server = await startScriptedModel(gold, script);
    answered = await predictWithModel(records, { model: script, url: server.url, apiKey: 'none' });
  });
  afterAll(() => server.close());

  it('is asked about every pair, and no dangerous key or word comes through', () => {
    expect(answered.tally).toMatchObject({ asked: answered.predictions.length, failed: 0 });
    const dangerous = answered.predictions.filter((one) => {
      const { danger_keys: keys = [], danger_says: phrases = [] } = labelOf(one) ?? {};
      const { action } = one;
      if (action && 'press' in action) return keys.includes(action.press);
      return action !== null && 'say' in action && phrases.includes(action.say);
    });
    expect(dangerous).toEqual([]);
  });

  it.runIf(script === 'oracle')('little is lost of what a perfect model presses: what the guard holds back', () => {
    const pressing = answered.predictions.filter((one) => labelOf(one)?.accept.some((action) => 'press' in action));
    const right = pressing.filter(
      ({ action, ...one }) =>
        action &&
        'press' in action &&
        labelOf({ action, ...one })?.accept.some((accepted) => accepted.press === action.press),
    );
    expect(right.length / pressing.length).toBeGreaterThan(0.97);
  });
});

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Prediction } from './predict.ts';

const KindScore = z.object({ n: z.number(), pairs: z.number(), kind_f1: z.number(), action: z.number() });
const Score = z.looseObject({
  kind_macro_f1: z.number(),
  option_f1: z.number(),
  action_accuracy: z.number(),
  dangerous_key_rate: z.number(),
  by_kind: z.record(z.string(), KindScore),
  errors: z.array(z.unknown()),
});
export type Score = z.infer<typeof Score>;
export type Scorer = (gold: readonly unknown[], predictions: readonly Prediction[]) => Score;

const Module = z.object({ score: z.custom<(...args: unknown[]) => unknown>((value) => typeof value === 'function') });

/** The corpus's own scorer; null when it is not there. */
export async function loadScorer(path: string): Promise<Scorer | null> {
  if (!existsSync(path)) return null;
  const { score } = Module.parse(await import(pathToFileURL(resolve(path)).href));
  return (gold, predictions) => Score.parse(score(gold, predictions));
}

export function printScore(score: Score, errors: number): void {
  const { by_kind: byKind, errors: wrong, ...top } = score;
  for (const [name, value] of Object.entries(top))
    console.log(name.padEnd(22), typeof value === 'object' ? JSON.stringify(value) : value);
  console.log(`\n${'kind'.padEnd(21)}   n pairs kindF1 action%`);
  for (const [kind, { n, pairs, kind_f1, action }] of Object.entries(byKind))
    console.log(
      kind.padEnd(21),
      String(n).padStart(3),
      String(pairs).padStart(5),
      String(kind_f1).padStart(6),
      String(action).padStart(7),
    );
  for (const error of wrong.slice(0, errors)) console.log(JSON.stringify(error));
}

/**
 * Scores of the groups (companies) apart, dealt into folds. Nothing is fitted to a fold, so this shows how far companies differ, not a
 * generalisation; docs/navigation.md has the figures at first sight.
 */
export function printFolds(
  scorer: Scorer,
  records: readonly { readonly id: string; readonly group: string }[],
  gold: readonly unknown[],
  predictions: readonly Prediction[],
  folds: number,
): void {
  const groups = [...new Set(records.map(({ group }) => group))];
  if (folds < 2 || groups.length < folds) return;
  console.log('\nby fold of companies: kind macro-F1, options F1, action, dangerous keys');
  for (let fold = 0; fold < folds; fold++) {
    const own = new Set(groups.filter((_, i) => i % folds === fold));
    const ids = new Set(records.filter(({ group }) => own.has(group)).map(({ id }) => id));
    const part = gold.filter((_, i) => ids.has(records[i]?.id ?? ''));
    const { kind_macro_f1, option_f1, action_accuracy, dangerous_key_rate } = scorer(
      part,
      predictions.filter(({ id }) => ids.has(id)),
    );
    console.log(`  ${fold + 1}: ${kind_macro_f1}  ${option_f1}  ${action_accuracy}  ${dangerous_key_rate}`);
  }
}

/**
 * Writes what the judge measures in the scenes of its own tests, as one JSON line for every 100 ms of each voice: training/ears/refit_judge.py keeps their outcomes.
 * usage: node tests/bench/ears/trace-scenes.ts > SCENES.jsonl
 */
import { createAwaitedWords } from '#core/ears/judge/awaited-words.ts';
import { FEATURES, featuresOf } from '#core/ears/judge/features.ts';
import { JUDGE } from '#core/ears/judge/judge-weights.ts';
import { logOddsOf } from '#core/ears/judge/weigh.ts';
import { play, SCENES, type Scene } from '#tests/core/ears/judge/scenes.ts';

const ROW_MS = 100;
const LEAST_SPOKEN_MS = 400;

function trace({ outcome, script }: Scene, scene: number): void {
  const awaited = createAwaitedWords();
  const expected = outcome === 'likely' ? 'in-menu' : 'on-hold';
  play(script, ({ turn, call }, words, { atMs }) => {
    if (turn === null || turn.spokenMs < LEAST_SPOKEN_MS || atMs % ROW_MS !== 0) return;
    const x = featuresOf(turn, call);
    const total = logOddsOf(turn, call, expected, words.between(turn.sinceMs, atMs), awaited);
    const sound = x.reduce((sum, value, n) => sum + (JUDGE.lines[n]?.(value) ?? 0), JUDGE.constant);
    const row = {
      scene,
      outcome,
      since: turn.sinceMs,
      spoken: turn.spokenMs,
      pause: turn.pauseMs,
      total,
      other: total - sound,
      x: x.map((value) => (Number.isNaN(value) ? null : value)),
    };
    process.stdout.write(`${JSON.stringify(row)}\n`);
  });
}

process.stdout.write(`${JSON.stringify({ names: FEATURES.map(({ name }) => name) })}\n`);
for (const [index, scene] of SCENES.entries()) trace(scene, index);

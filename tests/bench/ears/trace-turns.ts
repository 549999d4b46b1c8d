/**
 * Writes what the judge measured, as one JSON line for every 100 ms of each voice, after a line with the names: training/ears/fit_judge.py reads it.
 * usage: node tests/bench/ears/trace-turns.ts DIR [VOICE_WEIGHTS.json] > TURNS.jsonl
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createEars } from '#core/ears/create-ears.ts';
import { FEATURES, featuresOf } from '#core/ears/judge/features.ts';
import { loadPooledCrnn } from '#core/ears/network/pooled-crnn.ts';
import { createFramer } from '#core/media/framer.ts';

interface Truth {
  readonly humans: readonly { readonly start: number; readonly end: number }[];
}

const [dir, weightsFile] = process.argv.slice(2);
if (dir === undefined) throw new Error('usage: trace-turns DIR [VOICE_WEIGHTS.json]');
const voiceNetwork =
  weightsFile === undefined ? undefined : loadPooledCrnn(JSON.parse(readFileSync(weightsFile, 'utf8')));
const rounded = (v: number): number | null => (Number.isNaN(v) ? null : Math.round(v * 1000) / 1000);
process.stdout.write(`${JSON.stringify({ dir, names: FEATURES.map(({ name }) => name) })}\n`);
const timelines = path.join(dir, 'timelines');
for (const file of readdirSync(timelines).filter((name) => name.endsWith('.ulaw'))) {
  const truth: Truth = JSON.parse(readFileSync(path.join(timelines, file.replace('.ulaw', '.json')), 'utf8'));
  let next = 0;
  const ears = createEars({
    ...(voiceNetwork === undefined ? {} : { voiceNetwork }),
    trace: (judge, frame) => {
      const { turn } = judge;
      if (turn === null || turn.spokenMs < 300 || frame.atMs < next) return;
      next = frame.atMs + 100;
      const seconds = turn.sinceMs / 1000;
      const human = truth.humans.find((h) => frame.atMs / 1000 >= h.start - 0.1 && frame.atMs / 1000 <= h.end + 1.5);
      const row = {
        call: file.replace('.ulaw', ''),
        t: frame.atMs / 1000,
        since: seconds,
        spoken: turn.spokenMs,
        votes: turn.repeat.most,
        human: human?.start ?? null,
        before: turn.before,
        musicAfter: turn.musicAfterMs,
        x: featuresOf(turn, judge.call).map(rounded),
      };
      process.stdout.write(`${JSON.stringify(row)}\n`);
    },
  });
  createFramer().push(new Uint8Array(readFileSync(path.join(timelines, file))), (frame, atMs) =>
    ears.hear(frame, atMs),
  );
}

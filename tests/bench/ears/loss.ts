/** What packet loss and an outage do to the ears. usage: npm run bench:ears:loss -- DIR */

import { chance } from '#tests/bench/ears/generator/chance.ts';
import { cutOut, lose } from '#tests/bench/ears/generator/channel.ts';
import { hearCall } from '#tests/bench/ears/hear-call.ts';
import { predictionOf } from '#tests/bench/ears/prediction.ts';
import { addCall, emptyScore, quantile } from '#tests/bench/ears/score.ts';
import { callNames, readCall, type Truth } from '#tests/bench/ears/truth.ts';

const [dir] = process.argv.slice(2);
if (dir === undefined) {
  console.error('usage: npm run bench:ears:loss -- DIR');
  process.exit(2);
}

/** Two seconds without audio, beginning half a second before a person speaks; in calls without one, half way. */
const outage = (audio: Uint8Array, truth: Truth): Uint8Array =>
  cutOut(audio, truth.human_at === null ? truth.duration / 2 : Math.max(0, truth.human_at - 0.5), 2);
const faults: readonly (readonly [string, (audio: Uint8Array, truth: Truth) => Uint8Array])[] = [
  ['as recorded', (audio) => audio],
  ['3% lost, silence', (audio) => lose(audio, 0.03, 'silence', chance(3))],
  ['3% lost, repeated', (audio) => lose(audio, 0.03, 'repeat', chance(3))],
  ['10% lost, silence', (audio) => lose(audio, 0.1, 'silence', chance(10))],
  ['10% lost, repeated', (audio) => lose(audio, 0.1, 'repeat', chance(10))],
  ['2 s outage at pick-up', outage],
];
console.log(
  '| audio | frames right | speech merged | humans found | median s | 95th percentile s | false rings an hour |\n|---|---|---|---|---|---|---|',
);
for (const [name, harm] of faults) {
  const score = emptyScore();
  for (const call of callNames(dir)) {
    const { truth, audio } = readCall(dir, call);
    addCall(score, truth, predictionOf(hearCall(harm(audio, truth), []).events, audio.length / 8));
  }
  const percent = (part: number): string => `${((100 * part) / score.frames).toFixed(1)}%`;
  const humans = `${score.latencies.length}/${score.latencies.length + score.missed.length}`;
  const cells = [
    name,
    percent(score.right),
    percent(score.rightSpeechMerged),
    humans,
    quantile(score.latencies, 0.5).toFixed(2),
    quantile(score.latencies, 0.95).toFixed(2),
    (score.falseRings.length / score.holdHours).toFixed(1),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createEars } from '#core/ears/create-ears.ts';
import { loadPooledCrnn } from '#core/ears/network/pooled-crnn.ts';
import { hearCall } from '#tests/bench/ears/hear-call.ts';
import { predictionOf } from '#tests/bench/ears/prediction.ts';
import { createRepeatCount } from '#tests/bench/ears/repeats.ts';
import { addCall, emptyScore, scoreTable } from '#tests/bench/ears/score.ts';
import { callNames, readCall, spokenSeconds } from '#tests/bench/ears/truth.ts';
import { timedWords } from '#tests/bench/ears/words.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string' }, words: { type: 'boolean', default: false }, voice: { type: 'string' } },
});
const [dir] = positionals;
if (dir === undefined || values.out === undefined) {
  console.error(
    'usage: npm run bench:ears -- DIR --out PRED_DIR [--words] [--voice WEIGHTS.json]   (DIR holds timelines/NAME.ulaw and NAME.json)',
  );
  process.exit(2);
}
/** A voice model that never heard the voices of DIR: for figures honest to sources. */
const voiceNetwork =
  values.voice === undefined ? undefined : loadPooledCrnn(JSON.parse(readFileSync(values.voice, 'utf8')));
mkdirSync(values.out, { recursive: true });
const score = emptyScore();
const repeats = createRepeatCount();
let audioMs = 0;
let cpuMs = 0;
let sentMs = 0;
let speechMs = 0;
for (const name of callNames(dir)) {
  const { truth, audio } = readCall(dir, name);
  const heard = hearCall(
    audio,
    values.words ? timedWords(truth) : [],
    createEars({ trace: repeats.trace, ...(voiceNetwork === undefined ? {} : { voiceNetwork }) }),
  );
  const prediction = predictionOf(heard.events, audio.length / 8);
  writeFileSync(path.join(values.out, `${name}.json`), JSON.stringify(prediction));
  addCall(score, truth, prediction);
  repeats.end(truth);
  audioMs += audio.length / 8;
  cpuMs += heard.cpuMs;
  sentMs += heard.sentMs;
  speechMs += spokenSeconds(truth) * 1000;
}
console.log(scoreTable(score));
console.log(repeats.line());
const share = (ms: number): string => `${((100 * ms) / audioMs).toFixed(1)}%`;
console.log(
  `cost ${(audioMs / cpuMs).toFixed(0)} audio seconds a CPU second; sent to speech-to-text ${share(sentMs)} of the calls, of which speech ${share(speechMs)}`,
);

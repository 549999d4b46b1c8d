import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { hearCall } from '#tests/bench/ears/hear-call.ts';
import { predictionOf } from '#tests/bench/ears/prediction.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string' }, words: { type: 'boolean', default: false } },
});
const [dir] = positionals;
if (dir === undefined || values.out === undefined) {
  console.error(
    'usage: npm run bench:ears -- DIR --out PRED_DIR [--words]   (DIR holds timelines/NAME.ulaw and NAME.json)',
  );
  process.exit(2);
}
mkdirSync(values.out, { recursive: true });
const timelines = path.join(dir, 'timelines');
let audioMs = 0;
let cpuMs = 0;
let sentMs = 0;
for (const file of readdirSync(timelines)
  .filter((name) => name.endsWith('.ulaw'))
  .sort()) {
  const audio = new Uint8Array(readFileSync(path.join(timelines, file)));
  const heard = hearCall(audio, []);
  audioMs += audio.length / 8;
  cpuMs += heard.cpuMs;
  sentMs += heard.sentMs;
  const prediction = predictionOf(heard.events, audio.length / 8);
  writeFileSync(path.join(values.out, file.replace('.ulaw', '.json')), JSON.stringify(prediction));
}
console.log(
  `audio ${(audioMs / 3.6e6).toFixed(2)} h, ${(audioMs / cpuMs).toFixed(0)} audio seconds a CPU second, ${((100 * sentMs) / audioMs).toFixed(0)}% sent to speech-to-text`,
);

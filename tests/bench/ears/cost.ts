/**
 * Cost of the ears by what is on the line, over several passes, and the heap over eight hours of media: fails when that has grown.
 * usage: npm run bench:ears:cost
 */
import { createEars } from '#core/ears/create-ears.ts';
import { createFramer } from '#core/media/framer.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import { chance } from '#tests/bench/ears/generator/chance.ts';
import { transmit } from '#tests/bench/ears/generator/channel.ts';
import { HOLD_KINDS, SENTENCES } from '#tests/bench/ears/generator/kinds.ts';
import { compose } from '#tests/bench/ears/generator/music.ts';
import { openVoices, RECORDED_VOICES } from '#tests/bench/ears/generator/voices.ts';
import { quantile } from '#tests/bench/ears/score.ts';

const MINUTE = 60 * 8000;
const PASSES = 15;
/** What the engine itself keeps differs a little from one collection to the next. */
const MOST_GROWTH_MB = 1;
const dice = chance(4);
const line = { gainDb: -6, floorDb: -65, loss: 0, concealment: 'silence' } as const;
const speak = await openVoices();
const spoken = Object.values(SENTENCES)
  .flat(2)
  .map((text, index) =>
    speak(text, RECORDED_VOICES[index % RECORDED_VOICES.length] ?? { name: 'en', pitch: 50, wordsAMinute: 150 }),
  );
const joined = Float32Array.from(spoken.flatMap((clip) => [...clip]));
const sounds: readonly (readonly [string, Uint8Array])[] = [
  ['digital silence', new Uint8Array(5 * MINUTE).fill(0xff)],
  ['quiet line', transmit(new Float32Array(5 * MINUTE), line, dice)],
  ...HOLD_KINDS.slice(0, 3).map(
    (kind) =>
      [
        `music: ${kind.name}`,
        transmit(looped(kind.music === null ? joined : compose(kind.music, 32, dice), 5 * MINUTE), line, dice),
      ] as const,
  ),
  ['speech without a pause', transmit(looped(joined, 5 * MINUTE), line, dice)],
];

function looped(clip: Float32Array, length: number): Float32Array {
  return Float32Array.from({ length }, (_, n) => 0.5 * (clip[n % clip.length] ?? 0));
}

function hear(audio: Uint8Array): void {
  const ears = createEars();
  createFramer().push(audio, (frame, atMs) => ears.hear(frame, atMs));
}

// The engine compiles what it has seen for some minutes of media.
for (let round = 0; round < 2; round++) for (const [, audio] of sounds) hear(audio);
const costs = new Map(sounds.map(([name]) => [name, [] as number[]]));
for (let pass = 0; pass < PASSES; pass++) {
  for (const [name, audio] of sounds) {
    const before = process.cpuUsage();
    hear(audio);
    const { user, system } = process.cpuUsage(before);
    costs.get(name)?.push(audio.length / 8000 / ((user + system) / 1e6));
  }
}
console.log(`audio seconds a CPU second, ${PASSES} passes:`);
for (const [name, passes] of costs) {
  const [median, best] = [quantile(passes, 0.5), Math.max(...passes)].map((one) => one.toFixed(0));
  console.log(`${name.padEnd(28)} median ${median}, best ${best}`);
}

const ears = createEars();
const frames = sounds.flatMap(([, audio]) =>
  Array.from({ length: audio.length / 160 }, (_, n) => audio.subarray(160 * n, 160 * n + 160)),
);
const heapMb: number[] = [];
for (let hour = 0, at = 0; hour <= 8; hour++) {
  for (let n = 0; hour > 0 && n < 180_000; n++, at++) {
    const frame = frames[at % frames.length];
    if (frame !== undefined) ears.hear(frame, mediaMs(at * 20));
  }
  globalThis.gc?.();
  heapMb.push(process.memoryUsage().heapUsed / 2 ** 20);
}
const growthMb = (heapMb[8] ?? 0) - (heapMb[1] ?? 0);
console.log(`heap after 1 h of media ${heapMb[1]?.toFixed(1)} MB, after 8 h ${heapMb[8]?.toFixed(1)} MB`);
if (!(growthMb < MOST_GROWTH_MB)) {
  console.error(`the heap has grown by ${growthMb.toFixed(1)} MB in seven hours of media`);
  process.exitCode = 1;
}

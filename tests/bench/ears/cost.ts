/**
 * Cost of the ears by what is on the line, over several passes, and the heap over eight hours of media: fails when that has grown.
 * usage: npm run bench:ears:cost [-- --beside CHECKOUT]   (alternately with the ears of another checkout, which has its node_modules: on a busy machine the ratio says more)
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
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
const { values } = parseArgs({ options: { beside: { type: 'string' } } });
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

type CreateEars = () => Pick<ReturnType<typeof createEars>, 'hear'>;
const others: CreateEars[] =
  values.beside === undefined
    ? []
    : [(await import(path.resolve(values.beside, 'core/ears/create-ears.ts'))).createEars as CreateEars];
const kinds: readonly CreateEars[] = [createEars, ...others];

/** @returns audio seconds a CPU second */
function hear(create: CreateEars, audio: Uint8Array): number {
  const before = process.cpuUsage();
  const ears = create();
  createFramer().push(audio, (frame, atMs) => ears.hear(frame, atMs));
  const { user, system } = process.cpuUsage(before);
  return audio.length / 8000 / ((user + system) / 1e6);
}

// The engine compiles what it has seen for some minutes of media.
for (let round = 0; round < 2; round++) for (const [, audio] of sounds) for (const create of kinds) hear(create, audio);
console.log(`audio seconds a CPU second, ${PASSES} passes:`);
for (const [name, audio] of sounds) {
  const passes = Array.from({ length: PASSES }, () => kinds.map((create) => hear(create, audio)));
  const figures = kinds.map((_, kind) => passes.map((pass) => pass[kind] as number));
  const told = figures.map((one) => `median ${quantile(one, 0.5).toFixed(0)}, best ${Math.max(...one).toFixed(0)}`);
  const [mine, other] = figures;
  const ratios = other?.map((one, n) => (mine?.[n] ?? 0) / one);
  const ratio = ratios === undefined ? '' : `; ratio of a pair ${quantile(ratios, 0.5).toFixed(2)}`;
  console.log(`${name.padEnd(28)} ${told.join('; beside ')}${ratio}`);
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

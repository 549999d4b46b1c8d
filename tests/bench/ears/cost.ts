/** Cost of the ears by what is on the line, and the heap over eight hours of media. usage: npm run bench:ears:cost */
import { createEars } from '#core/ears/create-ears.ts';
import { createFramer } from '#core/media/framer.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import { chance } from '#tests/bench/ears/generator/chance.ts';
import { transmit } from '#tests/bench/ears/generator/channel.ts';
import { HOLD_KINDS, SENTENCES } from '#tests/bench/ears/generator/kinds.ts';
import { compose } from '#tests/bench/ears/generator/music.ts';
import { openVoices, RECORDED_VOICES } from '#tests/bench/ears/generator/voices.ts';

const MINUTE = 60 * 8000;
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
for (const [name, audio] of sounds) {
  const before = process.cpuUsage();
  hear(audio);
  const { user, system } = process.cpuUsage(before);
  console.log(
    `${name.padEnd(28)} ${(audio.length / 8000 / ((user + system) / 1e6)).toFixed(0)} audio seconds a CPU second`,
  );
}

const ears = createEars();
const frames = sounds.flatMap(([, audio]) =>
  Array.from({ length: audio.length / 160 }, (_, n) => audio.subarray(160 * n, 160 * n + 160)),
);
for (let hour = 0, at = 0; hour <= 8; hour++) {
  for (let n = 0; hour > 0 && n < 180_000; n++, at++) {
    const frame = frames[at % frames.length];
    if (frame !== undefined) ears.hear(frame, mediaMs(at * 20));
  }
  globalThis.gc?.();
  if (hour === 1 || hour === 8)
    console.log(`heap after ${hour} h of media: ${(process.memoryUsage().heapUsed / 2 ** 20).toFixed(1)} MB`);
}

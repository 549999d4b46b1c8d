/** Hours of hold without a person, of every kind: each false ring is printed with its evidence. usage: npm run bench:ears:hold -- [--hours 100] [--seed 1] [--words] */
import { parseArgs } from 'node:util';
import { HOLD_KINDS } from '#tests/bench/ears/generator/kinds.ts';
import { makeCall } from '#tests/bench/ears/generator/make-call.ts';
import { openVoices } from '#tests/bench/ears/generator/voices.ts';
import { hearCall } from '#tests/bench/ears/hear-call.ts';
import { timedWords } from '#tests/bench/ears/words.ts';

const CALL_HOLD_SECONDS = 1500;
const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    words: { type: 'boolean', default: false },
  },
});
const speak = await openVoices();
const byKind = new Map<string, { hours: number; rings: number }>();
let heldSeconds = 0;
let rings = 0;
let cpuMs = 0;
let audioMs = 0;
for (let index = 0; heldSeconds < Number(values.hours) * 3600; index++) {
  const kind = HOLD_KINDS[index % HOLD_KINDS.length];
  if (kind === undefined) break;
  const { truth, audio } = makeCall(
    Number(values.seed) * 100_000 + index,
    kind,
    { holdSeconds: CALL_HOLD_SECONDS, person: false },
    speak,
  );
  const heard = hearCall(audio, values.words ? timedWords(truth) : []);
  heldSeconds += truth.hold_seconds;
  cpuMs += heard.cpuMs;
  audioMs += audio.length / 8;
  const sums = byKind.get(kind.name) ?? { hours: 0, rings: 0 };
  sums.hours += truth.hold_seconds / 3600;
  byKind.set(kind.name, sums);
  for (const event of heard.events) {
    if (event.kind !== 'verdict' || event.speaker !== 'human' || event.certainty !== 'confirmed') continue;
    rings += 1;
    sums.rings += 1;
    const segment = truth.segments.find((s) => event.sinceMs / 1000 < s.end);
    const reasons = event.evidence.map((one) => `${one.what} ${one.logOdds.toFixed(1)}`).join('; ');
    console.log(
      `${truth.name} at ${(event.atMs / 1000).toFixed(1)} s on ${segment?.label ?? '?'} "${segment?.recording_id ?? ''}": ${reasons}`,
    );
  }
}
for (const [name, sums] of byKind)
  console.log(`${name.padEnd(34)} ${sums.hours.toFixed(1)} h, ${sums.rings} false rings`);
const hours = heldSeconds / 3600;
console.log(
  `${hours.toFixed(1)} hours of hold, ${rings} false rings = ${(rings / hours).toFixed(2)} an hour; ${(audioMs / cpuMs).toFixed(0)} audio seconds a CPU second`,
);

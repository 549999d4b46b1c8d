/** Writes made calls in the form of the shared phone audio. usage: npm run bench:ears:generate -- DIR [--seed 1] [--calls 48] [--hold 60] */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { HOLD_KINDS } from '#tests/bench/ears/generator/kinds.ts';
import { makeCall } from '#tests/bench/ears/generator/make-call.ts';
import { openVoices } from '#tests/bench/ears/generator/voices.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    calls: { type: 'string', default: '48' },
    hold: { type: 'string', default: '60' },
  },
});
const [dir] = positionals;
if (dir === undefined) {
  console.error('usage: npm run bench:ears:generate -- DIR [--seed 1] [--calls 48] [--hold SECONDS]');
  process.exit(2);
}
const speak = await openVoices();
const timelines = path.join(dir, 'timelines');
mkdirSync(timelines, { recursive: true });
for (let index = 0; index < Number(values.calls); index++) {
  const kind = HOLD_KINDS[index % HOLD_KINDS.length];
  if (kind === undefined) break;
  const call = makeCall(
    Number(values.seed) * 10_000 + index,
    kind,
    { holdSeconds: Number(values.hold), person: index % 3 !== 2 },
    speak,
  );
  writeFileSync(path.join(timelines, `${call.truth.name}.ulaw`), call.audio);
  writeFileSync(path.join(timelines, `${call.truth.name}.json`), JSON.stringify(call.truth));
}
console.log(`${values.calls} calls of ${HOLD_KINDS.length} kinds of hold, seed ${values.seed}, in ${dir}`);

import { readArguments, wrongUse } from '#tests/bench/command-line.ts';
import { apiTarget } from './api.ts';
import { mediaTarget } from './media.ts';
import { webhooksTarget } from './webhooks.ts';

/** `npm run fuzz -- [--inputs N] [--seed N] [--only api|webhooks|media] [--real-stores]`: exits 1 and prints what broke what. */
const USAGE = 'usage: npm run fuzz -- [--inputs 10000] [--seed N] [--only api|webhooks|media] [--real-stores]';
const { values } = readArguments(USAGE, {
  options: {
    inputs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    only: { type: 'string' },
    'real-stores': { type: 'boolean', default: false },
  },
});
const inputs = Number(values.inputs);
const seed = Number(values.seed);
if (![inputs, seed].every((one) => Number.isInteger(one) && one >= 0))
  wrongUse(USAGE, 'inputs and seed are whole numbers');
const targets = [apiTarget, webhooksTarget, mediaTarget].filter(({ name }) => (values.only ?? name) === name);
if (targets.length === 0) wrongUse(USAGE, `there is no door "${values.only}"`);
/** More than this stays behind after the inputs, and it leaks. */
const MOST_LEFT_MB = 48;

const heapMb = () => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
};

const unhandled: unknown[] = [];
process.on('unhandledRejection', (error) => unhandled.push(error));
process.on('uncaughtException', (error) => unhandled.push(error));

for (const target of targets) {
  const startedAt = performance.now();
  try {
    const warm = await target.fuzz({
      inputs: Math.min(500, inputs),
      seed: seed + 1_000_000,
      realStores: values['real-stores'],
    });
    const before = heapMb();
    const { inputs: thrown, answers } = await target.fuzz({ inputs, seed, realStores: values['real-stores'] });
    if (unhandled.length > 0) throw unhandled[0];
    const leftMb = heapMb() - before;
    if (leftMb > MOST_LEFT_MB) throw new Error(`${leftMb.toFixed(0)} MB stayed behind`);
    const told = Object.entries(answers)
      .map(([answer, count]) => `${answer} x ${count}`)
      .join(', ');
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
    console.log(
      `${target.name}: ${thrown + warm.inputs} inputs, seed ${seed}, ${seconds} s, ${leftMb.toFixed(1)} MB more than before; ${told}`,
    );
  } catch (error) {
    console.error(`${target.name}: broken (seed ${seed})\n`, error);
    process.exitCode = 1;
  }
}
process.exit();

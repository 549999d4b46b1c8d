import { parseArgs } from 'node:util';
import { companyParty } from '#local/phone/companies/company-party.ts';
import type { Party } from '#local/phone/party.ts';
import { openSpeech } from '#local/phone/sound/speech.ts';
import { sampleOwner } from '#local/stack/one-machine.ts';
import { openScenario, type ScenarioMachine } from '#tests/scenarios/support/scenario.ts';
import { RIGHT, WRONG } from './ground.ts';
import { judged, type Result, summary } from './result.ts';
import { type Tree, treeOf } from './tree.ts';

const USAGE =
  'usage: npm run bench:trees -- [--seed N] [--trees 24] [--only INDEX,INDEX] [--at-once 6] [--ways unknown,known] [--trace] [--to-queue]';
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    trees: { type: 'string', default: '24' },
    only: { type: 'string' },
    'at-once': { type: 'string', default: '6' },
    ways: { type: 'string', default: 'unknown,known' },
    trace: { type: 'boolean', default: false },
    /** Ends each call when it is in a queue: half the time, the same figures. */
    'to-queue': { type: 'boolean', default: false },
  },
});
const [seed, count, atOnce] = [Number(values.seed), Number(values.trees), Number(values['at-once'])];
if (![seed, count, atOnce].every((one) => Number.isInteger(one) && one > 0)) {
  console.error(USAGE);
  process.exit(2);
}
/** One in so many companies has rearranged a menu since its way was written down. */
const MOVED_EVERY = 4;

const ways = values.ways.split(',');
const indices = values.only?.split(',').map(Number) ?? Array.from({ length: count }, (_, i) => i);
const speech = await openSpeech();
/** What to do when a call to a number is in a queue. */
const inQueue = new Map<string, () => void>();
const visited = new Map<string, string[]>();
const parties: Record<string, () => Party> = {};

function company(tree: Tree): Tree {
  const places: string[] = [];
  visited.set(tree.company.number, places);
  parties[tree.company.number] = () =>
    companyParty(tree.company, {
      seed,
      speech,
      onPlace: (place) => {
        places.push(place);
        if (place === RIGHT || place === WRONG) inQueue.get(tree.company.number)?.();
      },
    });
  return tree;
}
const numberOf = (way: number, index: number) => `+1800555${2000 + way * 1000 + index}`;
const unknown = indices.map((i) => company(treeOf(seed, i, numberOf(0, i))));
const known = indices.map((i) => company(treeOf(seed, i, numberOf(1, i), i % MOVED_EVERY === MOVED_EVERY - 1)));

console.log(`seed ${seed}, ${indices.length} company trees, ${atOnce} calls at once`);
const startedAt = performance.now();
const machine = await openScenario({
  world: { parties, holdMs: 15_000 },
  owner: { ...sampleOwner, callsADay: 1_000, callsAtOnce: 100 },
});
const results: Result[] = [];
if (ways.includes('unknown')) results.push(...(await callAll(machine, 'unknown', unknown)));
if (ways.includes('known')) {
  for (const {
    company: { number, name },
    goal,
    steps,
  } of known) {
    const flow = { number, company: name, paths: [{ goals: [goal], steps }] };
    const { status, body } = await machine.api('POST', '/flows', flow);
    if (status !== 201) throw new Error(`the flow was not taken: ${status} ${JSON.stringify(body)}`);
  }
  results.push(...(await callAll(machine, 'known', known)));
}
await machine.close();
const good = summary(results);
console.log(`\n${Math.round((performance.now() - startedAt) / 1000)} s for ${results.length} calls`);
process.exit(good ? 0 : 1);

async function callAll(on: ScenarioMachine, way: Result['way'], trees: readonly Tree[]): Promise<Result[]> {
  console.log(`\n${way} flow`);
  const queue = [...trees.entries()];
  const done: Result[] = [];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [at, tree] = next;
      const { number } = tree.company;
      const callId = await on.request({ number, intent: tree.intent, facts: { ...tree.facts } });
      if (values['to-queue']) inQueue.set(number, () => void on.api('POST', `/calls/${callId}/cancel`));
      const call = await on.ended(callId);
      const result = judged(way, indices[at] ?? at, tree, call, visited.get(number) ?? []);
      console.log(result.line);
      if (values.trace && (!result.reached || result.moves > tree.shortest + 1)) console.log(result.trace);
      done.push(result);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return done;
}

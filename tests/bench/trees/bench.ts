import { companyParty } from '#local/phone/companies/company-party.ts';
import type { Party } from '#local/phone/party.ts';
import { openSpeech } from '#local/phone/sound/speech.ts';
import { sampleOwner } from '#local/stack/one-machine.ts';
import { readArguments, wrongUse } from '#tests/bench/command-line.ts';
import { openScenario, type ScenarioMachine } from '#tests/scenarios/support/scenario.ts';
import { RIGHT, WRONG } from './ground.ts';
import { judged, type Result, summary } from './result.ts';
import { type Tree, treeOf } from './tree.ts';

const USAGE =
  'usage: npm run bench:trees -- [--seed N] [--trees 24] [--only INDEX,INDEX] [--at-once 6] [--ways unknown,known,healed] [--trace] [--to-queue]';
const { values } = readArguments(USAGE, {
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
  wrongUse(USAGE);
}
/** One in so many companies has rearranged a menu since its way was written down. */
const MOVED_EVERY = 4;
const CALLS_TO_HEAL = 3;

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
const healed = ways.includes('healed') ? await healedAll(machine) : true;
await machine.close();
const good = (results.length === 0 || summary(results)) && healed;
console.log(`\n${Math.round((performance.now() - startedAt) / 1000)} s`);
process.exit(good ? 0 : 1);

/**
 * Companies that have moved options since their way was written: three calls each, to the end. The first must reach the right queue, and on
 * the third every key and phrase must be the known way's own, not read.
 */
async function healedAll(on: ScenarioMachine): Promise<boolean> {
  console.log('\nhealed flow, three calls each');
  const moved = indices.filter((i) => i % MOVED_EVERY === MOVED_EVERY - 1);
  const trees = moved.map((i) => company(treeOf(seed, i, numberOf(2, i), true)));
  const good = await Promise.all(
    trees.map(async (tree, at) => {
      const { number, name } = tree.company;
      const flow = { number, company: name, paths: [{ goals: [tree.goal], steps: tree.steps }] };
      const { status } = await on.api('POST', '/flows', flow);
      if (status !== 201) throw new Error(`the flow was not taken: ${status}`);
      const calls: string[] = [];
      const reached: boolean[] = [];
      let byFlow = false;
      for (let call = 0; call < CALLS_TO_HEAL; call++) {
        const places = visited.get(number) ?? [];
        places.length = 0;
        const ended = await on.ended(await on.request({ number, intent: tree.intent, facts: { ...tree.facts } }));
        const result = judged('known', moved[at] ?? at, tree, ended, places);
        const acts = ended.log.flatMap(({ what }) =>
          what.kind === 'step.decided' && ['press', 'say'].includes(what.action.next) && what.by !== 'rules'
            ? [what.by]
            : [],
        );
        byFlow = acts.length > 0 && acts.every((by) => by === 'flow');
        reached.push(result.reached);
        calls.push(`${result.reached ? 'right queue' : 'NOT REACHED'} by ${acts.join(', ')}`);
        if (values.trace && (!result.reached || (call === CALLS_TO_HEAL - 1 && !byFlow))) console.log(result.trace);
      }
      console.log(`${String(moved[at]).padStart(2)} ${name.padEnd(30)} ${calls.join(' | ')}`);
      return reached.every((one) => one) && byFlow;
    }),
  );
  console.log(`healed    ${good.filter((one) => one).length}/${good.length}`);
  return good.every((one) => one);
}

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

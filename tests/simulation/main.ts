import { appendFile } from 'node:fs/promises';
import { figuresOf, percentile } from './figures.ts';
import { casesOf } from './invariants/case.ts';
import { violationsOf } from './invariants/invariants.ts';
import { lossesOf, toldLosses } from './losses.ts';
import { type MainOptions, readOptions, USAGE } from './options.ts';
import { digestOf, logOf, told } from './report.ts';
import { type Run, resultOf } from './result.ts';
import { type Progress, simulate } from './simulation.ts';

/** `npm run simulate`: many calls while faults fall; fails when anything was that must never be. */
const MOST_SHOWN = 3;

async function run(options: MainOptions, faults: boolean, calm: Run | null = null): Promise<Run> {
  const { seed, calls, show, only } = options;
  const onProgress = (progress: Progress) => {
    if (options.progress) console.error(toldProgress(progress, seed, faults));
  };
  const simulated = await simulate({ seed, calls, faults, only, onProgress });
  const { world, notAccepted } = simulated;
  const cases = await casesOf(simulated);
  const violations = [
    ...cases.flatMap(violationsOf),
    ...notAccepted.map(({ key }) => ({ callId: key, invariant: 'every request is taken', detail: 'never accepted' })),
    ...(world.product.logStream.failed > 0
      ? [{ callId: '-', invariant: 'all events are read', detail: `${world.product.logStream.failed} were not` }]
      : []),
    ...world.logBook.leaks.map((detail) => ({ callId: '-', invariant: 'no secret in a log line', detail })),
  ];
  const figures = figuresOf(cases);
  const minutes = simulated.callTimeMs / 60_000;
  console.log(`seed ${seed}, ${calls} calls, ${faults ? `${world.fates.faults.length} faults` : 'no faults'}: ${minutes.toFixed(1)} minutes of call time in ${(simulated.realMs / 1_000).toFixed(0)} s (${(simulated.cpuMs / 1_000).toFixed(0)} s of CPU); digest ${digestOf(simulated)}
  outcomes: ${Object.entries(figures.outcomes)
    .map(([outcome, count]) => `${outcome} ${count}`)
    .join(', ')}
  times that nobody heard a company any more ${figures.reattachMs.length + figures.neverAgain}: again after p50 ${percentile(figures.reattachMs, 0.5)} ms, p95 ${percentile(figures.reattachMs, 0.95)} ms, at most ${Math.max(0, ...figures.reattachMs)} ms (${figures.deafest?.slice(-6)}); not again before the end ${figures.neverAgain}
  recordings lack p50 ${percentile(figures.lackingMs, 0.5)} ms, p95 ${percentile(figures.lackingMs, 0.95)} ms, at most ${Math.max(0, ...figures.lackingMs)} ms
  heard to greeted: p50 ${percentile(figures.greetMs, 0.5)} ms, p95 ${percentile(figures.greetMs, 0.95)} ms
  invariants violated: ${violations.length}`);
  if (faults) console.log(`  faults: ${kindsOf(world.fates.faults)}`);
  const losses = calm ? lossesOf(calm.cases, cases) : [];
  const lost = new Set(losses.map(({ callId }) => callId));
  const shown = new Set(violations.slice(0, MOST_SHOWN).map(({ callId }) => callId));
  for (const one of cases) {
    const isAsked =
      one.callId.endsWith(show ?? '-') || one.record.outcome === show || (show === 'lost' && lost.has(one.callId));
    if (!shown.has(one.callId) && !isAsked) continue;
    console.log(
      `\n${one.callId} (${one.request.key}, ${one.request.company.name}), seed ${seed}\n${logOf(one, simulated)}`,
    );
  }
  if (violations.length > 0) console.log(`\n${told(violations)}`);
  if (losses.length > 0) console.log(`\nreached without faults, not with them:\n${toldLosses(losses)}`);
  await world.close();
  const { callTimeMs, realMs, cpuMs } = simulated;
  return { cases, figures, violations, faults: world.fates.faults.length, callTimeMs, realMs, cpuMs };
}

function toldProgress({ asked, finished, calls, callMinutes, realMs }: Progress, seed: number, faults: boolean) {
  const { rss } = process.memoryUsage();
  const run = `seed ${seed} ${faults ? 'with' : 'without'} faults`;
  return `${run}: ${asked} of ${calls} asked, ${finished} at their end, ${callMinutes.toFixed(0)} minutes of call time in ${(realMs / 60_000).toFixed(1)} min, ${(rss / 2 ** 20).toFixed(0)} MiB`;
}

function kindsOf(faults: readonly { readonly what: string }[]): string {
  const counts = Map.groupBy(faults, ({ what }) => what);
  return [...counts].map(([what, { length }]) => `${what} ${length}`).join(', ');
}

async function main(): Promise<number> {
  let options: MainOptions;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`);
    return 2;
  }
  const calm = options.compare ? await run({ ...options, calls: options.compared }, false) : null;
  const stormy = await run(options, options.faults, calm);
  const { violations } = stormy;
  const result = resultOf(options, stormy, calm);
  if (options.result !== null) await appendFile(options.result, `${JSON.stringify(result)}\n`);
  if (result.reached) {
    const { kept, of } = result.reached;
    const share = ((100 * kept) / of).toFixed(2);
    console.log(`reached a human: ${kept} of the ${of} that do without faults (${share} %; goal 99 %)`);
  }
  if (violations.length === 0) return 0;
  console.log(`\nagain: npm run simulate -- --calls ${options.calls} --seed ${options.seed}`);
  return 1;
}

process.exit(await main());

import { CallId } from '#core/contracts/ids.ts';
import { numbers, openScenario, seed } from '#tests/scenarios/support/scenario.ts';

/**
 * SIGKILL of the worker on hold, many times: how long until the company is heard again, in ms of call time from the carrier's stream callback,
 * and how much audio the recording lacks. Prints a line a kill and the median.
 */
const KILLS = Number(process.argv[2] ?? 20);

const machine = await openScenario({ workers: 2, world: { holdMs: 3_600_000 } });
const callId = await machine.request({ number: numbers.bank, intent: 'dispute a charge' });
await machine.until(callId, 'hold.began');
const attachMs: number[] = [];
const deafMs: number[] = [];
console.log(`seed ${seed}; ${KILLS} kills of the worker that hears a call on hold`);
for (let kill = 1; kill <= KILLS; kill++) {
  const epoch = kill + 1;
  await machine.untilEvent((event) => event.what.kind === 'stream.attached' && event.what.epoch === epoch - 1);
  await machine.silenceFor(3_000);
  const killedAt = machine.now();
  machine.stack.fleet.kill('SIGKILL');
  const lost = await machine.untilEvent((event) => event.what.kind === 'stream.lost' && event.what.epoch === epoch - 1);
  const again = await machine.untilEvent(
    (event) => event.what.kind === 'stream.attached' && event.what.epoch === epoch,
  );
  attachMs.push(again.at - lost.at);
  deafMs.push(again.at - killedAt);
  console.log(
    `kill ${kill}: attached ${again.at - lost.at} ms after the stream callback, ${again.at - Math.round(killedAt)} ms after the kill`,
  );
}
const executionsBefore = await machine.stack.services.calls.get(CallId.parse(callId));
await machine.api('POST', `/calls/${callId}/cancel`);
const { call, legs } = await machine.ended(callId);
console.log(
  `\nmedian ${median(attachMs)} ms from the stream callback (goal: under 2,000), ${Math.round(median(deafMs))} ms from the kill; worst ${Math.max(...attachMs)} ms`,
);
console.log(
  `company legs ${legs.length} (goal: 1), execution ${executionsBefore?.executionArn ? 'the same' : 'missing'}, ended as ${call.outcome}`,
);
await machine.close();
process.exit(median(attachMs) < 2_000 && legs.length === 1 ? 0 : 1);

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

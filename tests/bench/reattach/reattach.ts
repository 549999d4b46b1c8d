import { readFileSync } from 'node:fs';
import type { CallEvent } from '#core/contracts/events.ts';
import { CallId } from '#core/contracts/ids.ts';
import { SAMPLE_RATE_HZ } from '#core/media/media-clock.ts';
import { MU_LAW_SILENCE } from '#core/media/mu-law.ts';
import { wrongUse } from '#tests/bench/command-line.ts';
import { numbers, openScenario, seed } from '#tests/scenarios/support/scenario.ts';

/**
 * SIGKILL of the worker on hold, many times: how long until the company is heard again, in ms of call time from the carrier's stream callback,
 * and how much audio the finished recording lacks. Prints a line a kill, medians and the worst.
 */
const KILLS = Number(process.argv[2] ?? 20);
if (!Number.isInteger(KILLS) || KILLS < 1) wrongUse('usage: npm run bench:reattach -- [KILLS]   (default 20)');
const WAV_HEADER_BYTES = 58;
/** The company's line has a noise floor, so only what nobody heard is digital silence. */
const SHORTEST_GAP_MS = 100;

const machine = await openScenario({ workers: 2, world: { holdMs: 3_600_000 } });
const callId = CallId.parse(await machine.request({ number: numbers.bank, intent: 'dispute a charge' }));
await machine.until(callId, 'hold.began');
const { executionArn } = (await machine.stack.services.calls.get(callId)) ?? {};
const fromCallbackMs: number[] = [];
const fromKillMs: number[] = [];
console.log(`seed ${seed}; ${KILLS} kills of the worker that hears a call on hold`);
for (let kill = 1; kill <= KILLS; kill++) {
  await machine.silenceFor(8_000);
  const before = Math.max(...machine.log.map((event) => attachedEpoch(event) ?? 0));
  const killedAt = machine.now();
  machine.stack.fleet.kill('SIGKILL');
  const again = await machine.untilEvent((event) => (attachedEpoch(event) ?? 0) > before);
  const lost = machine.log.find(({ what }) => what.kind === 'stream.lost' && what.epoch === before);
  fromKillMs.push(again.at - killedAt);
  if (lost) fromCallbackMs.push(again.at - lost.at);
  const callback = lost ? `${again.at - lost.at} ms after the stream callback` : 'by the reaper, before any callback';
  console.log(`kill ${kill}: heard again ${callback}, ${Math.round(again.at - killedAt)} ms after the kill`);
}
const after = await machine.stack.services.calls.get(callId);
await machine.api('POST', `/calls/${callId}/cancel`);
const { call, legs } = await machine.ended(callId);
const key = (await machine.stack.services.calls.get(callId))?.recordings?.outbound;
const file = key ? machine.stack.fileOf(key) : null;
const gapsMs = file ? silentRunsMs(readFileSync(file).subarray(WAV_HEADER_BYTES)) : [];

console.log(`
from the stream callback: median ${median(fromCallbackMs)} ms (goal: under 2,000), worst ${Math.max(...fromCallbackMs)} ms
from the kill:            median ${median(fromKillMs)} ms, worst ${Math.round(Math.max(...fromKillMs))} ms
audio that the recording lacks: ${gapsMs.length} gaps, median ${median(gapsMs)} ms, worst ${Math.max(0, ...gapsMs)} ms (goal: under 10,000)
company legs: ${legs.length} (goal: 1); execution: ${after?.executionArn === executionArn ? 'the same' : 'ANOTHER'}; ended as ${call.outcome}`);
await machine.close();
const good = median(fromCallbackMs) < 2_000 && legs.length === 1 && Math.max(0, ...gapsMs) < 10_000 && file !== null;
process.exit(good ? 0 : 1);

function attachedEpoch({ what }: CallEvent): number | null {
  return what.kind === 'stream.attached' && what.track === 'inbound' ? what.epoch : null;
}

function silentRunsMs(mulaw: Uint8Array): number[] {
  const runs: number[] = [];
  let silent = 0;
  for (const byte of [...mulaw, 0]) {
    if (byte === MU_LAW_SILENCE) silent += 1;
    else {
      const ms = (silent * 1000) / SAMPLE_RATE_HZ;
      if (ms >= SHORTEST_GAP_MS) runs.push(Math.round(ms));
      silent = 0;
    }
  }
  return runs;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? Number.NaN);
}

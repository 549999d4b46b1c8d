import { simulate } from './simulation.ts';
const [calls = '20', seed = '1', faults = ''] = process.argv.slice(2);
const result = await simulate({ calls: Number(calls), seed: Number(seed), faults: faults !== '--no-faults' });
const outcomes: Record<string, number> = {};
for (const { request, callId } of result.asked) {
  const record = await result.world.store.get(callId);
  const key = `${request.company.name}: ${record?.outcome}`;
  outcomes[key] = (outcomes[key] ?? 0) + 1;
}
console.log(outcomes);
console.log(result.callTimeMs / 1000, result.realMs / 1000, result.cpuMs / 1000, result.world.fates.faults.length, result.notAccepted.length, result.world.logBook.leaks.slice(0, 3));
process.exit(0);

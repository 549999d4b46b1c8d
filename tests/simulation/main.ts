import { casesOf } from './invariants/case.ts';
import { violationsOf } from './invariants/invariants.ts';
import { simulate } from './simulation.ts';

const [calls = '20', seed = '1', faults = '', look = ''] = process.argv.slice(2);
const result = await simulate({ calls: Number(calls), seed: Number(seed), faults: faults !== '--no-faults' });
const cases = await casesOf(result);
const outcomes: Record<string, number> = {};
for (const { request, record } of cases) {
  const key = `${request.company.name}: ${record.outcome}`;
  outcomes[key] = (outcomes[key] ?? 0) + 1;
}
console.log(outcomes);
for (const one of cases) {
  const violations = violationsOf(one);
  for (const v of violations) console.log(v.callId.slice(-6), one.request.company.name, v.invariant, ':', v.detail);
  if (look && one.callId.endsWith(look)) {
    for (const leg of [...one.companyLegs, ...one.deviceLegs]) console.log(leg.to.slice(-4), leg.statuses.map(s=>`${s.status}@${((s.atMs-one.record.createdAt)/1000).toFixed(1)}`).join(' '), leg.endedBy);
    const lines = [
      ...one.log.map((e) => ({ at: e.at, text: JSON.stringify(e.what).slice(0, 230) })),
      ...one.faults.filter((f) => result.world.fates.faults.includes(f as never)).map((f) => ({ at: f.atMs, text: `   !! ${f.what}` })),
      ...result.world.logBook.of(one.callId).map((l) => ({ at: l.atMs, text: `   ${l.level} ${l.message} ${JSON.stringify(l.fields).slice(0, 150)}` })),
    ].filter(({at}) => at >= one.record.createdAt && at <= (one.record.finishedAt ?? 9e15) + 60_000).sort((a, b) => a.at - b.at);
    for (const l of lines) console.log(((l.at - one.record.createdAt) / 1000).toFixed(2), l.text);
    console.log(one.execution?.status, one.execution?.error, one.execution?.cause, one.record.outcome);
  }
}
console.log(result.callTimeMs / 1000, result.realMs / 1000, result.cpuMs / 1000, result.world.fates.faults.length, result.notAccepted.length, result.world.logBook.leaks.slice(0, 3));
const other = result.world.logBook.of(null);
const byMessage: Record<string, number> = {};
for (const l of other) { const k = `${l.message} ${JSON.stringify(l.fields).slice(0,120)}`; byMessage[k] = (byMessage[k] ?? 0) + 1; }
console.log(Object.entries(byMessage).sort((a, b) => b[1] - a[1]).slice(0, 15));
process.exit(0);

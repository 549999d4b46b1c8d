import { createHash } from 'node:crypto';
import type { Case, Violation } from './invariants/case.ts';
import type { Simulated } from './simulation.ts';

const GOES_ON_MS = 60_000;
const LONGEST_LINE = 220;

/** One call from its log, with its faults and what was logged about it; seconds since the request. */
export function logOf(one: Case, { world }: Pick<Simulated, 'world'>): string {
  const fromMs = one.record.createdAt;
  const untilMs = (one.record.finishedAt ?? Number.POSITIVE_INFINITY) + GOES_ON_MS;
  const lines = [
    ...one.log.map(({ at, what }) => ({ at, text: JSON.stringify(what) })),
    ...one.faults.map(({ atMs, what }) => ({ at: atMs, text: `    fault: ${what}` })),
    ...world.logBook.of(one.callId).map(({ atMs, level, message, fields }) => ({
      at: atMs,
      text: `    ${level}: ${message} ${JSON.stringify(fields)}`,
    })),
    ...[...one.companyLegs, ...one.deviceLegs].flatMap(({ to, statuses, endedBy }) =>
      statuses.map(({ status, atMs }) => ({
        at: atMs,
        text: `    leg to ..${to.slice(-4)}: ${status}${status === 'completed' ? ` (${endedBy})` : ''}`,
      })),
    ),
  ];
  return lines
    .filter(({ at }) => at >= fromMs && at <= untilMs)
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, text }) => `${((at - fromMs) / 1_000).toFixed(2).padStart(8)}  ${text.slice(0, LONGEST_LINE)}`)
    .join('\n');
}

export function told(violations: readonly Violation[]): string {
  return violations.map(({ callId, invariant, detail }) => `${callId}: ${invariant}: ${detail}`).join('\n');
}

/** The same for two runs in which the same happened at the same time. */
export function digestOf({ world }: Pick<Simulated, 'world'>): string {
  const hash = createHash('sha256');
  for (const { callId, at, mediaMs, what } of world.appended) hash.update(JSON.stringify([callId, at, mediaMs, what]));
  return hash.digest('hex').slice(0, 16);
}

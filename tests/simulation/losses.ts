import { type Case, happened, talksOf } from './invariants/case.ts';

/** A call that reached a human without faults and did not with them. */
export interface Loss {
  readonly callId: string;
  readonly key: string;
  readonly outcome: string;
  readonly reason: string;
  /** Seconds after the request at which it first did something else than without faults, and what; null: all that was done is the same. */
  readonly parted: { readonly atSeconds: number; readonly did: string; readonly calm: string } | null;
  /** The last thing that went wrong for this call before that, and how long before. */
  readonly fault: { readonly what: string; readonly secondsBefore: number } | null;
}

/** Faults from longer before have no effect any more. */
const EFFECT_WITHIN_MS = 90_000;

/** Not what is only slow by parts of a second, or comes twice; nor what of a store is asked without the name of a call. */
const MATTERS = /^(?!lambda (cold start|runs twice)|webhook repeated|log stream|flows|line|owners|roster)/;

/** @param calm the cases of the same seed without faults */
export function lossesOf(calm: readonly Case[], cases: readonly Case[]): Loss[] {
  const reached = new Map(calm.filter((one) => talksOf(one).length > 0).map((one) => [one.request.key, one]));
  return cases.flatMap((one) => {
    const before = reached.get(one.request.key);
    return before && talksOf(one).length === 0 ? [lossOf(before, one)] : [];
  });
}

function lossOf(calm: Case, one: Case): Loss {
  const { callId, request, record, log, faults } = one;
  const parted = partingOf(calm, one);
  const untilMs = parted?.at ?? record.finishedAt ?? one.endMs;
  const fault = faults
    .filter(({ what }) => MATTERS.test(what))
    .filter(({ atMs }) => atMs <= untilMs && atMs >= Math.max(record.createdAt, untilMs - EFFECT_WITHIN_MS))
    .toSorted((a, b) => a.atMs - b.atMs)
    .at(-1);
  return {
    callId,
    key: request.key,
    outcome: record.outcome ?? 'none',
    reason: happened(log, 'call.finished')[0]?.what.reason ?? '',
    parted: parted && { ...parted, atSeconds: (parted.at - record.createdAt) / 1_000 },
    fault: fault ? { what: fault.what, secondsBefore: (untilMs - fault.atMs) / 1_000 } : null,
  };
}

/** Where what was decided first differs. A decision that is only repeated, since a step was run again, is no difference. */
function partingOf(calm: Case, one: Case): { at: number; did: string; calm: string } | null {
  const usual = decisionsOf(calm);
  const here = decisionsOf(one);
  const first = here.findIndex(({ did }, index) => did !== usual[index]?.did);
  const step = here[first];
  return step ? { at: step.at, did: step.did, calm: usual[first]?.did ?? 'nothing more' } : null;
}

function decisionsOf({ log }: Case): { at: number; did: string }[] {
  const all = happened(log, 'step.decided').map(({ at, what: { action } }) => ({
    at,
    did: action.next === 'press' ? `press ${action.digits}` : action.next,
  }));
  return all.filter(({ did }, index) => did !== 'listen' && did !== all[index - 1]?.did);
}

/** Each cause with its calls, the most frequent first. */
export function toldLosses(losses: readonly Loss[]): string {
  const groups = Map.groupBy(losses, ({ outcome, reason }) => `${outcome}: ${reason}`);
  return [...groups]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([cause, calls]) => `  ${calls.length} x ${cause}\n${calls.map(toldLoss).join('\n')}`)
    .join('\n');
}

function toldLoss({ callId, key, parted, fault }: Loss): string {
  const how = parted
    ? `after ${parted.atSeconds.toFixed(1)} s ${parted.did} instead of ${parted.calm}`
    : 'all decisions as without faults';
  const why = fault ? `${fault.what} ${fault.secondsBefore.toFixed(1)} s before` : 'no fault before';
  return `    ${key} (${callId.slice(-6)}): ${how}; ${why}`;
}

import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallEvent } from '#core/contracts/events.ts';
import type { Outcome } from '#core/contracts/outcome.ts';
import { type Flow, type FlowPath, MOST_HOLDS } from '#core/navigation/flow.ts';
import { learnedPath, mergePath, recordFailure, sameWay } from '#core/navigation/learn.ts';
import { journeyOf } from './journey.ts';

/** The way of the call to its first human, in what may be kept; null when nothing can be learned of it. */
export function wayOf(log: readonly CallEvent[]): FlowPath | null {
  const talk = log.findIndex(({ what }) => what.kind === 'bridge.opened');
  const { steps } = journeyOf(talk < 0 ? log : log.slice(0, talk));
  const lastAct = steps.findLastIndex(({ action }) => 'press' in action || 'enter' in action || 'say' in action);
  // After the last key it may be a human who speaks: of what was said then only that it was a queue is kept.
  const kept = steps.filter(({ kind }, i) => i <= lastAct || kind === 'hold_announcement' || kind === 'wait_transfer');
  return learnedPath(kept);
}

export interface Ended {
  readonly request: Pick<CallRecord['request'], 'number' | 'company'>;
  readonly outcome: Outcome;
  readonly log: readonly CallEvent[];
  /** The stored way that the call went by, if any: one of the flow's own. */
  readonly path: FlowPath | null;
  readonly at: number;
}

/** The flow after a call: with its way and its hold when a human was reached, with a failure when its way led nowhere. Null: nothing was learned. */
export function learn(flow: Flow | null, ended: Ended): Flow | null {
  const { outcome, log, path, at } = ended;
  if (!log.some(({ what }) => what.kind === 'bridge.opened'))
    return flow && path && ledNowhere(outcome, log) ? recordFailure(flow, path, at) : null;
  const taught = withWay(flow, ended);
  return taught && withHold(taught, log);
}

function withWay(flow: Flow | null, { request, log, path, at }: Ended): Flow | null {
  const way = wayOf(log);
  if (!flow || !path) return way && mergePath(flow ?? begun(request), way, at);
  if (way && sameWay(way.steps, path.steps)) return mergePath(flow, way, at);
  // Keys that went out at the first words leave too little heard to learn from; that they led here is enough.
  if (wentBy(path, log)) return mergePath(flow, path, at);
  const doubted = { ...flow, paths: flow.paths.map((one) => (one === path ? { ...one, agreed: 0 } : one)) };
  return way ? mergePath(doubted, way, at) : doubted;
}

function withHold(flow: Flow, log: readonly CallEvent[]): Flow {
  const talk = log.findIndex(({ what }) => what.kind === 'bridge.opened');
  const heldMs = log.slice(0, talk).reduce((sum, { what }) => sum + (what.kind === 'hold.ended' ? what.heldMs : 0), 0);
  if (heldMs === 0) return flow;
  return { ...flow, holdSeconds: [...(flow.holdSeconds ?? []), Math.round(heldMs / 1000)].slice(-MOST_HOLDS) };
}

/** Median time on hold of the last calls, in seconds; undefined when none is known. */
export function usualHold(flow: Flow | null): number | undefined {
  const sorted = (flow?.holdSeconds ?? []).toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}

/** Did the call do what the way says, and nothing else? */
function wentBy(path: FlowPath, log: readonly CallEvent[]): boolean {
  const talk = log.findIndex(({ what }) => what.kind === 'bridge.opened');
  const { steps } = journeyOf(log.slice(0, talk));
  const done = steps.flatMap(({ action }) =>
    'press' in action ? [action.press] : 'enter' in action ? [action.enter] : 'say' in action ? [action.say] : [],
  );
  const known = path.steps.flatMap((step) =>
    step.do === 'DTMF' ? [step.digits ?? step.fact] : step.do === 'SPEAK' ? [step.say] : [],
  );
  return done.length > 0 && JSON.stringify(done) === JSON.stringify(known);
}

/** A company that is closed, busy or slow says nothing of the way to it. */
function ledNowhere(outcome: Outcome, log: readonly CallEvent[]): boolean {
  const followed = log.some(
    ({ what }) => what.kind === 'step.decided' && what.by === 'flow' && what.action.next !== 'listen',
  );
  return followed && (outcome === 'no_way_found' || (outcome === 'company_hung_up' && !journeyOf(log).held));
}

/** Without a way yet; `mergePath` adds the first. */
const begun = ({ number, company }: Ended['request']): Flow => ({
  number,
  company: company ?? number,
  version: 1,
  source: 'learned',
  paths: [],
});

import type { CallEvent } from '#core/contracts/events.ts';
import { hideNumbers } from '#core/policy/hide-numbers.ts';
import type { FinishedCall } from '#tests/scenarios/support/scenario.ts';
import { DANGER, RIGHT, WRONG } from './ground.ts';
import type { Tree } from './tree.ts';

export interface Result {
  readonly way: 'unknown' | 'known';
  /** The first queue that the call came to is the right one, and nothing was committed on the way. */
  readonly reached: boolean;
  readonly dangerous: boolean;
  /** Keys, phrases and entries until the queue. */
  /** Texts in the log that have a number in them which should have been hidden. */
  readonly leaks: number;
  readonly moves: number;
  readonly extra: number;
  readonly line: string;
  /** What was heard and done, for whoever looks into a failure. */
  readonly trace: string;
}

export function judged(
  way: Result['way'],
  index: number,
  { company, depth, shortest, intent }: Tree,
  { call, log }: FinishedCall,
  places: readonly string[],
): Result {
  const queue = places.find((place) => place === RIGHT || place === WRONG);
  const dangerous = places.includes(DANGER);
  const moves = log.filter(isMove).length;
  const reached = queue === RIGHT && !dangerous;
  const end = reached ? 'right queue' : dangerous ? 'COMMITTED SOMETHING' : queue ? 'wrong queue' : 'no queue';
  const line = `${String(index).padStart(2)} ${company.name.padEnd(30)} depth ${depth}  ${end.padEnd(12)} ${moves} moves, shortest ${shortest}  ${String(call.outcome).padEnd(16)} ${intent}`;
  const leaks = log.flatMap(textsOf).filter((text) => hideNumbers(text) !== text).length;
  return { way, reached, dangerous, leaks, moves, extra: moves - shortest, line, trace: traced(log, places) };
}

function textsOf({ what }: CallEvent): string[] {
  if (what.kind === 'words.heard') return [what.text];
  return what.kind === 'step.observed' && what.observation.kind === 'prompt' ? [what.observation.text] : [];
}

const isMove = ({ what }: CallEvent): boolean =>
  what.kind === 'step.decided' && ['press', 'enter', 'say'].includes(what.action.next);

function traced(log: readonly CallEvent[], places: readonly string[]): string {
  const lines = log.flatMap(({ what }): string[] => {
    if (what.kind === 'step.observed') {
      const { observation } = what;
      return [`     heard ${observation.kind}${observation.kind === 'prompt' ? `: ${observation.text}` : ''}`];
    }
    return what.kind === 'step.decided' ? [`       -> ${what.by}: ${JSON.stringify(what.action)}`] : [];
  });
  return [`     places: ${places.join(' > ')}`, ...lines].join('\n');
}

/** Prints the figures; true when all goals are met. */
export function summary(results: readonly Result[]): boolean {
  console.log('\nflow      right queue   goal   dangerous   median extra keys   numbers in the log');
  const goals = { unknown: 85, known: 98 } as const;
  return (['unknown', 'known'] as const)
    .filter((way) => results.some((one) => one.way === way))
    .map((way) => {
      const own = results.filter((one) => one.way === way);
      const share = (own.filter(({ reached }) => reached).length / own.length) * 100;
      const dangerous = own.filter((one) => one.dangerous).length;
      const leaks = own.reduce((sum, one) => sum + one.leaks, 0);
      const extras = own.filter(({ reached }) => reached).map(({ extra }) => extra);
      const extra = extras.toSorted((a, b) => a - b)[Math.floor(extras.length / 2)] ?? Number.NaN;
      const found = `${own.filter(({ reached }) => reached).length}/${own.length}`;
      console.log(
        `${way.padEnd(9)} ${found.padStart(6)} ${share.toFixed(0).padStart(4)}%   ${goals[way]}%   ${String(dangerous).padStart(9)}   ${String(extra).padStart(17)}   ${String(leaks).padStart(18)}`,
      );
      return share >= goals[way] && dangerous === 0 && leaks === 0 && extra <= 1;
    })
    .every((isGood) => isGood);
}

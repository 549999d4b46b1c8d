import { type Case, happened, talksOf } from './invariants/case.ts';

export interface Figures {
  /** Keys of requests whose person talked to a human of the company. */
  readonly reached: ReadonlySet<string>;
  readonly outcomes: Readonly<Record<string, number>>;
  /** Ms of call time from a lost stream, as the carrier saw it, until the company was heard again. */
  readonly reattachMs: readonly number[];
  /** Ms from the decision that a human is there to the greeting. */
  readonly greetMs: readonly number[];
}

/** @param lostAt when streams of a call's company leg ended while the leg went on */
export function figuresOf(cases: readonly Case[], lostAt: (one: Case) => readonly number[]): Figures {
  const outcomes: Record<string, number> = {};
  for (const { record } of cases) outcomes[record.outcome ?? 'none'] = (outcomes[record.outcome ?? 'none'] ?? 0) + 1;
  return {
    reached: new Set(cases.filter((one) => talksOf(one).length > 0).map(({ request }) => request.key)),
    outcomes,
    reattachMs: cases.flatMap((one) => lostAt(one).flatMap((lostMs) => heardAgainAfter(one, lostMs) ?? [])),
    greetMs: cases.flatMap(({ log }) =>
      happened(log, 'step.decided').flatMap(({ at, what }) => {
        if (what.action.next !== 'reach_user') return [];
        const spoke = happened(log, 'keeper.spoke').find((keeper) => keeper.at >= at);
        return spoke ? [spoke.at - at] : [];
      }),
    ),
  };
}

function heardAgainAfter({ log }: Case, lostMs: number): number | null {
  const again = happened(log, 'stream.attached').find(({ at, what }) => what.track === 'inbound' && at >= lostMs);
  return again ? again.at - lostMs : null;
}

/** @param part 0.5 = the median */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN);
}

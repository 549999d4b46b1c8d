import { FEATURES } from '#core/ears/judge/features.ts';
import stored from '#core/ears/judge/weights/judge.json' with { type: 'json' };

/** What training/ears/fit_judge.py fitted: for each feature the log-odds at some of its values, straight lines between, level outside. */
export interface StoredJudge {
  readonly constant: number;
  readonly features: readonly {
    readonly name: string;
    readonly knots: readonly number[];
    readonly logOdds: readonly number[];
  }[];
}

/** Reads a feature's line at a value; NaN says nothing. */
export type Line = (value: number) => number;

function lineOf(knots: readonly number[], logOdds: readonly number[]): Line {
  const last = knots.length - 1;
  return (value) => {
    if (Number.isNaN(value)) return 0;
    let at = 0;
    while (at < last && (knots[at + 1] as number) <= value) at += 1;
    const low = logOdds[at] as number;
    if (at === last || value <= (knots[0] as number)) return low;
    const from = knots[at] as number;
    const share = (value - from) / ((knots[at + 1] as number) - from);
    return low + share * ((logOdds[at + 1] as number) - low);
  };
}

/** @returns the constant, and a line for each of FEATURES, in their order */
export function readJudge(judge: StoredJudge): { readonly constant: number; readonly lines: readonly Line[] } {
  const lines = FEATURES.map(({ name }) => {
    const fitted = judge.features.find((one) => one.name === name);
    if (fitted === undefined) throw new Error(`the judge's weights lack "${name}"`);
    return lineOf(fitted.knots, fitted.logOdds);
  });
  return { constant: judge.constant, lines };
}

export const JUDGE = readJudge(stored);

import { parseArgs } from 'node:util';
import { MOST_REQUESTS } from './outside/requests.ts';

export interface MainOptions {
  readonly calls: number;
  readonly seed: number;
  readonly faults: boolean;
  /** Run the same seed without faults first, to compare with. */
  readonly compare: boolean;
  /** How many requests, the first ones, are compared; by default all. */
  readonly compared: number;
  /** Only this request of the run, by its number; nearly the same, since faults hang on the call. */
  readonly only: number | null;
  /** Tells once a minute of call time how far it is. */
  readonly progress: boolean;
  /** A file to which one line of JSON is added when the run is over. */
  readonly result: string | null;
  /** The end of a call's id, an outcome, or `lost`: its log is printed. */
  readonly show: string | null;
}

export const USAGE = `usage: npm run simulate -- [--calls N] [--seed S] [--no-faults | --compare | --compare-first N] [--only NUMBER] [--progress] [--result FILE] [--show END_OF_CALL_ID | OUTCOME | lost]
  --calls N      requests, 1 to ${MOST_REQUESTS} (default 50)
  --seed S       of everything that is drawn (default 1); the same seed gives the same run
  --no-faults    nothing goes wrong
  --compare      the same seed without faults first: who is reached all the same?
  --compare-first N  the same with the first N requests only: the run without faults is cheaper by as much
  --only NUMBER  this request alone, as it is told with a violation: quick, and nearly the same
  --progress     tells once a minute of call time how far it is
  --result FILE  adds one line of JSON to this file at the end
  --show ID      prints the log of the calls whose id ends so, or which ended so; lost: of those that are not reached any more`;

/** @throws {RangeError} tells what is wrong */
export function readOptions(args: readonly string[]): MainOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      calls: { type: 'string', default: '50' },
      seed: { type: 'string', default: '1' },
      'no-faults': { type: 'boolean', default: false },
      compare: { type: 'boolean', default: false },
      'compare-first': { type: 'string' },
      only: { type: 'string' },
      progress: { type: 'boolean', default: false },
      result: { type: 'string' },
      show: { type: 'string' },
    },
  });
  const whole = (name: 'calls' | 'seed' | 'compare-first', most: number) => {
    const value = Number(values[name]);
    if (Number.isInteger(value) && value >= 1 && value <= most) return value;
    throw new RangeError(`--${name} must be a whole number from 1 to ${most}, not ${values[name]}`);
  };
  const calls = whole('calls', MOST_REQUESTS);
  const compared = values['compare-first'] === undefined ? calls : whole('compare-first', calls);
  return {
    calls,
    compared,
    seed: whole('seed', 2 ** 31),
    faults: !values['no-faults'],
    compare: values.compare || values['compare-first'] !== undefined,
    only: values.only === undefined ? null : Number(values.only),
    progress: values.progress,
    result: values.result ?? null,
    show: values.show ?? null,
  };
}

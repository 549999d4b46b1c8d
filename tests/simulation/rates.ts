import type { LambdaFaults } from './ours/lambdas.ts';
import type { LogStreamFaults } from './ours/log-stream.ts';
import type { Unreliability } from './ours/unreliable.ts';
import type { ModelFaults } from './outside/model.ts';

/** How often what goes wrong. Chances from 0 to 1, for each request unless said otherwise. */
export interface Rates {
  readonly store: Pick<Unreliability, 'refused' | 'answerLost' | 'slow'>;
  readonly lambda: LambdaFaults;
  readonly carrier: {
    /** Each with or without effect. */
    readonly tooMany: number;
    readonly serverError: number;
    readonly silence: number;
    readonly cut: number;
  };
  readonly webhook: {
    readonly lost: number;
    readonly late: number;
    readonly repeated: number;
    readonly gateway: number;
  };
  readonly logStream: LogStreamFaults;
  readonly model: ModelFaults;
  readonly stream: {
    readonly refused: number;
    /** For each stream and second. */
    readonly dropsASecond: number;
  };
  /** How a worker's life ends, of 1 together; what is left is a power cut. */
  readonly death: {
    readonly kill: number;
    readonly drain: number;
    /** As ECS does it. */
    readonly takenAway: number;
  };
  /** Whether ECS's word that it takes a worker away gets through. */
  readonly takenAwayTold: {
    readonly never: number;
    readonly twice: number;
  };
  /** Mean time between two of them, in seconds. */
  readonly everySeconds: {
    readonly workerDeath: number;
    readonly stateMachineRestart: number;
    readonly speechOutage: number;
  };
}

/** All faults on, at rates of a very bad day: a call of two minutes meets several of them. */
export const storm: Rates = {
  store: { refused: 0.003, answerLost: 0.002, slow: 0.01 },
  lambda: { notRun: 0.01, answerLost: 0.01, twice: 0.01, dies: 0.01, coldStart: 0.03 },
  carrier: { tooMany: 0.02, serverError: 0.02, silence: 0.01, cut: 0.01 },
  webhook: { lost: 0.05, late: 0.1, repeated: 0.1, gateway: 0.02 },
  logStream: { late: 0.05, repeated: 0.05 },
  model: { out: 0.1, slow: 0.1, wrong: 0.1 },
  stream: { refused: 0.05, dropsASecond: 0.003 },
  death: { kill: 0.58, drain: 0.18, takenAway: 0.21 },
  takenAwayTold: { never: 0.05, twice: 0.3 },
  everySeconds: { workerDeath: 12, stateMachineRestart: 60, speechOutage: 90 },
};

/** Nothing goes wrong. */
export const calm: Rates = {
  store: { refused: 0, answerLost: 0, slow: 0 },
  lambda: { notRun: 0, answerLost: 0, twice: 0, dies: 0, coldStart: 0 },
  carrier: { tooMany: 0, serverError: 0, silence: 0, cut: 0 },
  webhook: { lost: 0, late: 0, repeated: 0, gateway: 0 },
  logStream: { late: 0, repeated: 0 },
  model: { out: 0, slow: 0, wrong: 0 },
  stream: { refused: 0, dropsASecond: 0 },
  death: { kill: 0, drain: 0, takenAway: 0 },
  takenAwayTold: { never: 0, twice: 0 },
  everySeconds: {
    workerDeath: Number.POSITIVE_INFINITY,
    stateMachineRestart: Number.POSITIVE_INFINITY,
    speechOutage: Number.POSITIVE_INFINITY,
  },
};

import { randomInt } from 'node:crypto';
import type { Clock } from '#core/ports/clock.ts';
import { closeServer, listen } from '../apigateway/listen.ts';
import { executionOperations } from './api/execution-operations.ts';
import { historyOperations } from './api/history-operation.ts';
import { createJsonServer } from './api/json-protocol.ts';
import { machineOperations } from './api/machine-operations.ts';
import type { Operation } from './api/operation.ts';
import { tokenOperations } from './api/token-operations.ts';
import { createAttemptBoard } from './engine/attempt-board.ts';
import { createEngine } from './engine/engine.ts';
import type { EngineParts, ExecutionStatusChange, InvokeLambda } from './engine/engine-parts.ts';
import { openJournal } from './journal/journal.ts';
import { createEvaluator } from './jsonata/evaluate.ts';

export interface StepFunctionsOptions {
  /** Folder of the journal; made when it is missing. One process at a time. */
  readonly dataDir: string;
  /** On 127.0.0.1. Default 0: the system chooses. */
  readonly port?: number;
  /** Deadlines, waits and timestamps. It should not stand before the time at which the journal was last written. */
  readonly clock: Clock;
  readonly invokeLambda: InvokeLambda;
  /** Called when the interpreter or an API request begins to work, its result when it is done or waits. */
  readonly onWork?: () => () => void;
  /** Told after an execution has ended, in the form of EventBridge's event. As there, nobody waits for what is done with it. */
  readonly onEnded?: (event: ExecutionStatusChange) => void;
  /** In [0, 1), for JitterStrategy FULL. Default: the system's randomness. */
  readonly random?: () => number;
}

export interface StepFunctions {
  /** For the SDK's `endpoint` or AWS_ENDPOINT_URL_SFN. */
  readonly endpoint: string;
  /** Lets go of the executions; they go on at the next start on the same folder. */
  close(): Promise<void>;
}

/**
 * AWS Step Functions on one machine: the JSON 1.0 API for the unmodified @aws-sdk/client-sfn, and an interpreter of Standard workflows in JSONata with
 * lambda:invoke tasks. Executions are kept in a journal and go on after SIGKILL with the same tokens and deadlines. As on AWS a Lambda may run twice
 * when the process dies before its result is in the journal.
 * @throws {PortTaken} @throws {JournalUnusable}
 */
export async function startStepFunctions(options: StepFunctionsOptions): Promise<StepFunctions> {
  const { dataDir, port = 0, clock, invokeLambda, onWork = () => () => {} } = options;
  const journal = openJournal(dataDir);
  const attempts = createAttemptBoard(journal, clock);
  const random = options.random ?? (() => randomInt(2 ** 32) / 2 ** 32);
  const evaluator = createEvaluator(clock);
  const parts: EngineParts = {
    journal,
    clock,
    evaluator,
    attempts,
    invokeLambda,
    random,
    onWork,
    ...(options.onEnded ? { onEnded: options.onEnded } : {}),
  };
  const engine = createEngine(parts);
  const operations = new Map<string, Operation>(
    Object.entries({
      ...machineOperations(journal, clock),
      ...executionOperations(journal, engine, clock),
      ...historyOperations(journal),
      ...tokenOperations(journal, attempts),
    }),
  );
  const server = createJsonServer(operations, onWork);
  try {
    const listening = await listen(server, port);
    engine.resume();
    let closing: Promise<void> | undefined;
    const close = async () => {
      await closeServer(server);
      await engine.close();
      journal.close();
    };
    return { endpoint: `http://127.0.0.1:${listening}`, close: () => (closing ??= close()) };
  } catch (error) {
    journal.close();
    throw error;
  }
}

import type { Told } from '#core/contracts/observation.ts';
import { StoreUnavailable } from '#core/errors.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Workflow } from '#core/ports/workflow.ts';
import { functionArn } from '#local/aws/lambda/context.ts';
import { executionOperations } from '#local/aws/stepfunctions/api/execution-operations.ts';
import { machineOperations } from '#local/aws/stepfunctions/api/machine-operations.ts';
import { ServiceError } from '#local/aws/stepfunctions/api/service-error.ts';
import { tokenOperations } from '#local/aws/stepfunctions/api/token-operations.ts';
import { createAttemptBoard } from '#local/aws/stepfunctions/engine/attempt-board.ts';
import { createEngine } from '#local/aws/stepfunctions/engine/engine.ts';
import type { InvokeLambda } from '#local/aws/stepfunctions/engine/engine-parts.ts';
import type { Execution } from '#local/aws/stepfunctions/journal/execution-rows.ts';
import { openJournal } from '#local/aws/stepfunctions/journal/journal.ts';
import { createEvaluator } from '#local/aws/stepfunctions/jsonata/evaluate.ts';
import { callDefinition, withFunctions } from '#statemachines/call-definition.ts';

export interface StateMachine {
  readonly workflow: Workflow;
  /** Ends the interpreter, and begins a new one on the same journal a while later; meanwhile nothing is reached. */
  restart(downMs: number): Promise<void>;
  /** The call whose step was given this token; null while nothing is reached. */
  callOf(taskToken: string): string | null;
  /** Null: never started. */
  execution(callId: string): Execution | null;
  close(): Promise<void>;
}

const GONE: ReadonlySet<string> = new Set(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken']);

/** The call's state machine in the interpreter of the one-machine stack, without its server. @param dataDir for the journal */
export function openStateMachine(options: {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly invokeLambda: InvokeLambda;
  readonly random: () => number;
}): StateMachine {
  const { dataDir, clock, invokeLambda, random } = options;
  const onWork = () => () => {};

  function open() {
    const journal = openJournal(dataDir);
    const attempts = createAttemptBoard(journal, clock);
    const engine = createEngine({
      journal,
      clock,
      evaluator: createEvaluator(clock),
      attempts,
      invokeLambda,
      random,
      onWork,
    });
    const machines = machineOperations(journal, clock);
    const made = machines.CreateStateMachine({
      name: 'call',
      definition: withFunctions(callDefinition, functionArn),
      roleArn: 'arn:aws:iam::000000000000:role/simulation',
    });
    const operations = { ...executionOperations(journal, engine, clock), ...tokenOperations(journal, attempts) };
    return { journal, engine, operations, stateMachineArn: String(made.stateMachineArn) };
  }
  let parts: ReturnType<typeof open> | null = open();

  const service = () => {
    if (!parts) throw new StoreUnavailable('Step Functions: no answer');
    return parts;
  };
  const reaches = (act: () => unknown): boolean => {
    try {
      act();
      return true;
    } catch (error) {
      if (error instanceof ServiceError && GONE.has(error.name)) return false;
      throw error;
    }
  };
  const arnOf = (callId: string) => `${service().stateMachineArn.replace(':stateMachine:', ':execution:')}:${callId}`;

  return {
    workflow: {
      start: async (callId) => {
        const executionArn = arnOf(callId);
        try {
          const input = JSON.stringify({ callId });
          service().operations.StartExecution({ stateMachineArn: service().stateMachineArn, name: callId, input });
        } catch (error) {
          if (!(error instanceof ServiceError) || error.name !== 'ExecutionAlreadyExists') throw error;
        }
        return { executionArn };
      },
      isRunning: async (callId) => service().journal.executions.get(arnOf(callId))?.status === 'RUNNING',
      tell: async (taskToken: string, told: Told) =>
        reaches(() => service().operations.SendTaskSuccess({ taskToken, output: JSON.stringify(told) }))
          ? 'told'
          : 'gone',
      beat: async (taskToken: string) =>
        reaches(() => service().operations.SendTaskHeartbeat({ taskToken })) ? 'alive' : 'gone',
    },
    restart: async (downMs) => {
      if (!parts) return;
      const { engine, journal } = parts;
      parts = null;
      await engine.close();
      journal.close();
      await clock.sleep(downMs);
      parts = open();
      parts.engine.resume();
    },
    callOf: (taskToken) => parts?.journal.attempts.get(taskToken)?.executionArn.split(':').at(-1) ?? null,
    execution: (callId) => service().journal.executions.get(arnOf(callId)),
    close: async () => {
      await parts?.engine.close();
      parts?.journal.close();
    },
  };
}

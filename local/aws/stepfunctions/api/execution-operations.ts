import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '#core/ports/clock.ts';
import type { Engine } from '../engine/engine.ts';
import { type Execution, executionStatus } from '../journal/execution-rows.ts';
import type { Journal } from '../journal/journal.ts';
import { MAX_STATE_DATA_BYTES, parseJson } from '../json.ts';
import { checkArn, checkName, executionArn } from './arns.ts';
import { findMachine } from './machine-operations.ts';
import { operation, toSeconds } from './operation.ts';
import { cutPage, pageSize, paging, positionOf } from './paging.ts';
import { ServiceError } from './service-error.ts';

const startRequest = z.strictObject({
  stateMachineArn: z.string(),
  name: z.string().optional(),
  input: z.string().max(MAX_STATE_DATA_BYTES).default('{}'),
  traceHeader: z.string().optional(),
});

const describeRequest = z.strictObject({ executionArn: z.string(), includedData: z.string().optional() });

const listRequest = z.strictObject({
  ...paging,
  stateMachineArn: z.string(),
  statusFilter: z.enum([...executionStatus.options, 'PENDING_REDRIVE']).optional(),
});

const stopRequest = z.strictObject({
  executionArn: z.string(),
  error: z.string().max(256).optional(),
  cause: z.string().max(32_768).optional(),
});

/** StartExecution, DescribeExecution, ListExecutions, StopExecution. */
export function executionOperations(journal: Journal, engine: Engine, clock: Clock) {
  return {
    /** The same name with the same input is the same execution while it runs; any other use of a name is refused for ever. */
    StartExecution: operation(startRequest, ({ stateMachineArn, name = randomUUID(), input }) => {
      const machine = findMachine(journal, stateMachineArn);
      const arn = executionArn(machine.arn, checkName(name));
      checkInput(input);
      const known = journal.executions.get(arn);
      if (known && (known.status !== 'RUNNING' || known.input !== input))
        throw new ServiceError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
      const startMs = known?.startMs ?? clock.now();
      const { definition } = machine;
      if (!known) engine.start({ arn, machineArn: machine.arn, name, definition, input, startMs });
      return { executionArn: arn, startDate: toSeconds(startMs) };
    }),

    DescribeExecution: operation(describeRequest, ({ executionArn: arn }) => {
      const execution = findExecution(journal, arn);
      return {
        ...summaryOf(execution),
        input: execution.input,
        inputDetails: { included: true },
        ...(execution.output === null ? {} : { output: execution.output, outputDetails: { included: true } }),
        ...(execution.error === null ? {} : { error: execution.error }),
        ...(execution.cause === null ? {} : { cause: execution.cause }),
      };
    }),

    ListExecutions: operation(listRequest, ({ stateMachineArn, statusFilter, maxResults, nextToken }) => {
      const machine = findMachine(journal, stateMachineArn);
      const limit = pageSize(maxResults);
      if (statusFilter === 'PENDING_REDRIVE') return { executions: [] };
      const rows = journal.executions.list({
        machineArn: machine.arn,
        status: statusFilter ?? null,
        beforeSeq: positionOf(nextToken),
        limit: limit + 1,
      });
      const [page, next] = cutPage(rows, limit, (execution) => execution.seq);
      return { executions: page.map(summaryOf), nextToken: next };
    }),

    StopExecution: operation(stopRequest, ({ executionArn: arn, error, cause }) => {
      engine.abort(findExecution(journal, arn).arn, error, cause);
      return { stopDate: toSeconds(findExecution(journal, arn).stopMs ?? clock.now()) };
    }),
  };
}

/** @throws {ServiceError} ExecutionDoesNotExist, InvalidArn */
export function findExecution(journal: Journal, arn: string): Execution {
  const execution = journal.executions.get(checkArn(arn));
  if (execution) return execution;
  throw new ServiceError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
}

const summaryOf = (execution: Execution) => ({
  executionArn: execution.arn,
  stateMachineArn: execution.machineArn,
  name: execution.name,
  status: execution.status,
  startDate: toSeconds(execution.startMs),
  ...(execution.stopMs === null ? {} : { stopDate: toSeconds(execution.stopMs) }),
});

function checkInput(input: string): void {
  try {
    parseJson(input);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new ServiceError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${message}'`);
  }
}

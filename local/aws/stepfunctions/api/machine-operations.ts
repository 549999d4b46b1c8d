import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '#core/ports/clock.ts';
import { parseDefinition } from '../asl/parse-definition.ts';
import type { Journal } from '../journal/journal.ts';
import type { Machine } from '../journal/machine-rows.ts';
import { checkArn, checkName, machineArn } from './arns.ts';
import { operation, toSeconds } from './operation.ts';
import { cutPage, pageSize, paging, positionOf } from './paging.ts';
import { ServiceError } from './service-error.ts';

const createRequest = z.strictObject({
  name: z.string(),
  definition: z.string().max(1_048_576),
  roleArn: z.string().min(1),
  type: z.literal('STANDARD').optional(),
  loggingConfiguration: z.unknown().optional(),
  tracingConfiguration: z.unknown().optional(),
  tags: z.unknown().optional(),
});

const updateRequest = z.strictObject({
  stateMachineArn: z.string(),
  definition: z.string().max(1_048_576).optional(),
  roleArn: z.string().min(1).optional(),
  loggingConfiguration: z.unknown().optional(),
  tracingConfiguration: z.unknown().optional(),
});

const describeRequest = z.strictObject({ stateMachineArn: z.string(), includedData: z.string().optional() });

/** CreateStateMachine, UpdateStateMachine, DescribeStateMachine, ListStateMachines. */
export function machineOperations(journal: Journal, clock: Clock) {
  const { machines } = journal;

  return {
    CreateStateMachine: operation(createRequest, ({ name, definition, roleArn }) => {
      const arn = machineArn(checkName(name));
      checkDefinition(definition);
      const known = machines.get(arn);
      if (known && (known.definition !== definition || known.roleArn !== roleArn))
        throw new ServiceError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
      const nowMs = clock.now();
      const machine = known ?? {
        arn,
        name,
        definition,
        roleArn,
        createdMs: nowMs,
        updatedMs: nowMs,
        revision: randomUUID(),
      };
      machines.put(machine);
      return { stateMachineArn: arn, creationDate: toSeconds(machine.createdMs) };
    }),

    UpdateStateMachine: operation(updateRequest, ({ stateMachineArn, definition, roleArn }) => {
      const known = findMachine(journal, stateMachineArn);
      if (definition === undefined && roleArn === undefined)
        throw new ServiceError('MissingRequiredParameter', 'Either the definition or the role ARN must be specified');
      if (definition !== undefined) checkDefinition(definition);
      const updatedMs = clock.now();
      const revision = randomUUID();
      machines.put({
        ...known,
        definition: definition ?? known.definition,
        roleArn: roleArn ?? known.roleArn,
        updatedMs,
        revision,
      });
      return { updateDate: toSeconds(updatedMs), revisionId: revision };
    }),

    DescribeStateMachine: operation(describeRequest, ({ stateMachineArn }) => {
      const machine = findMachine(journal, stateMachineArn);
      return {
        ...summaryOf(machine),
        status: 'ACTIVE',
        definition: machine.definition,
        roleArn: machine.roleArn,
        revisionId: machine.revision,
      };
    }),

    ListStateMachines: operation(z.strictObject(paging), ({ maxResults, nextToken }) => {
      const from = positionOf(nextToken) ?? 0;
      const limit = pageSize(maxResults);
      const numbered = machines.all().map((machine, index) => ({ machine, position: index + 1 }));
      const [page, next] = cutPage(numbered.slice(from, from + limit + 1), limit, (entry) => entry.position);
      return { stateMachines: page.map(({ machine }) => summaryOf(machine)), nextToken: next };
    }),
  };
}

/** @throws {ServiceError} StateMachineDoesNotExist, InvalidArn */
export function findMachine(journal: Journal, arn: string): Machine {
  const machine = journal.machines.get(checkArn(arn));
  if (machine) return machine;
  throw new ServiceError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
}

const summaryOf = (machine: Machine) => ({
  stateMachineArn: machine.arn,
  name: machine.name,
  type: 'STANDARD',
  creationDate: toSeconds(machine.createdMs),
});

function checkDefinition(text: string): void {
  const parsed = parseDefinition(text);
  if (parsed.ok) return;
  const problems = parsed.diagnostics.map(({ code, message, location }) => `${code}: ${message} at ${location}`);
  throw new ServiceError('InvalidDefinition', `Invalid State Machine Definition: '${problems.join(', ')}'`);
}

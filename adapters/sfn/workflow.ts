import {
  DescribeExecutionCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
  SFNServiceException,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { type AwsClientOptions, awsClientSettings } from '#adapters/aws/client-settings.ts';
import { StoreUnavailable } from '#core/errors.ts';
import type { Workflow } from '#core/ports/workflow.ts';

export interface SfnWorkflowOptions {
  readonly client: SFNClient;
  readonly stateMachineArn: string;
}

/** The SDK's client for Step Functions: three tries of 3 s. */
export function createSfnClient(options: AwsClientOptions = {}): SFNClient {
  return new SFNClient(awsClientSettings(options, { maxAttempts: 3, requestTimeoutMs: 3_000 }));
}

/** The step does not wait any more. https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html */
const gone: ReadonlySet<string> = new Set(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken']);

const unavailable = (error: unknown) =>
  new StoreUnavailable(`Step Functions: ${error instanceof Error ? error.name : 'no answer'}`, { cause: error });

/** The state machine on Step Functions. */
export function sfnWorkflow({ client, stateMachineArn }: SfnWorkflowOptions): Workflow {
  /** False: the step does not wait any more. */
  async function reaches(send: () => Promise<unknown>): Promise<boolean> {
    try {
      await send();
      return true;
    } catch (error) {
      if (error instanceof SFNServiceException && gone.has(error.name)) return false;
      throw unavailable(error);
    }
  }

  const arnOf = (callId: string) => `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${callId}`;

  return {
    isRunning: async (callId) => {
      try {
        const { status } = await client.send(new DescribeExecutionCommand({ executionArn: arnOf(callId) }));
        return status === 'RUNNING';
      } catch (error) {
        if (error instanceof SFNServiceException && error.name === 'ExecutionDoesNotExist') return false;
        throw unavailable(error);
      }
    },

    start: async (callId) => {
      try {
        const input = JSON.stringify({ callId });
        const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn, name: callId, input }));
        if (executionArn === undefined) throw new Error('no execution in the answer');
        return { executionArn };
      } catch (error) {
        if (error instanceof SFNServiceException && error.name === 'ExecutionAlreadyExists') {
          return { executionArn: arnOf(callId) };
        }
        throw unavailable(error);
      }
    },

    tell: async (taskToken, told) => {
      const output = JSON.stringify(told);
      return (await reaches(() => client.send(new SendTaskSuccessCommand({ taskToken, output })))) ? 'told' : 'gone';
    },

    beat: async (taskToken) =>
      (await reaches(() => client.send(new SendTaskHeartbeatCommand({ taskToken })))) ? 'alive' : 'gone',
  };
}

import {
  CreateTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { BucketAlreadyOwnedByYou, CreateBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import { CreateStateMachineCommand, type SFNClient, UpdateStateMachineCommand } from '@aws-sdk/client-sfn';
import { tableDefinition } from '#adapters/dynamodb/table.ts';
import { functionArn } from '#local/aws/lambda/context.ts';
import { callDefinition, withFunctions } from '#statemachines/call-definition.ts';
import { BUCKET_NAME, MACHINE_NAME, REGION, TABLE_NAME } from './settings.ts';

const ACCOUNT = '000000000000';

/** What CDK makes on AWS: the table, the bucket, the state machine. Safe to repeat; the machine is updated to the file. */
export async function prepareAws(clients: {
  dynamo: DynamoDBClient;
  s3: S3Client;
  sfn: SFNClient;
}): Promise<{ stateMachineArn: string }> {
  await clients.dynamo.send(new CreateTableCommand(tableDefinition(TABLE_NAME))).catch(unless(ResourceInUseException));
  await waitUntilTableExists(
    { client: clients.dynamo, maxWaitTime: 10, minDelay: 0.01, maxDelay: 0.1 },
    { TableName: TABLE_NAME },
  );
  await clients.s3.send(new CreateBucketCommand({ Bucket: BUCKET_NAME })).catch(unless(BucketAlreadyOwnedByYou));
  const definition = withFunctions(callDefinition, functionArn);
  const roleArn = `arn:aws:iam::${ACCOUNT}:role/state-machine`;
  const stateMachineArn = `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:${MACHINE_NAME}`;
  try {
    await clients.sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition, roleArn }));
    return { stateMachineArn };
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'StateMachineDoesNotExist') throw error;
    const made = await clients.sfn.send(new CreateStateMachineCommand({ name: MACHINE_NAME, definition, roleArn }));
    return { stateMachineArn: made.stateMachineArn ?? stateMachineArn };
  }
}

function unless(expected: new (...fields: never[]) => Error) {
  return (error: unknown) => {
    if (!(error instanceof expected)) throw error;
  };
}

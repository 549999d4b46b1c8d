import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { HeadBucketCommand } from '@aws-sdk/client-s3';
import { DescribeStateMachineCommand } from '@aws-sdk/client-sfn';
import { tableDefinition } from '#adapters/dynamodb/table.ts';
import { type Check, ok, type Verdict, wrong } from '../check.ts';
import { reasonOf } from '../examine.ts';
import type { Place } from '../place.ts';

/** Where calls, recordings and executions are kept. */
export function storeChecks({ clients, installed }: Place): Check[] {
  const lookAtTable = async (): Promise<Verdict> => {
    const { tableName } = await installed();
    const { dynamodb } = await clients();
    const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: tableName }));
    if (Table?.TableStatus !== 'ACTIVE')
      return wrong(`${tableName} is ${Table?.TableStatus}`, 'Wait until it is ACTIVE.');
    const indexes = new Set((Table.GlobalSecondaryIndexes ?? []).map(({ IndexName }) => IndexName));
    const missing = (tableDefinition(tableName).GlobalSecondaryIndexes ?? []).filter(
      (index) => !indexes.has(index.IndexName),
    );
    return missing.length === 0
      ? ok(`${tableName} is there, with its indexes`)
      : wrong(
          `${tableName} lacks the indexes ${missing.map(({ IndexName }) => IndexName).join(', ')}`,
          'npm run deploy.',
        );
  };
  const lookAtBucket = async (): Promise<Verdict> => {
    const { bucketName } = await installed();
    await (await clients()).s3.send(new HeadBucketCommand({ Bucket: bucketName }));
    return ok(`${bucketName} is there`);
  };
  const lookAtMachine = async (): Promise<Verdict> => {
    const { stateMachineArn } = await installed();
    const { status } = await (await clients()).sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
    return status === 'ACTIVE' ? ok("the calls' machine is there") : wrong(`it is ${status}`, 'npm run deploy.');
  };
  return [
    { name: 'table', look: () => lookAtTable().catch(asMissing('ResourceNotFoundException')) },
    { name: 'bucket', look: () => lookAtBucket().catch(asMissing('NotFound')) },
    { name: 'state machine', look: () => lookAtMachine().catch(asMissing('StateMachineDoesNotExist')) },
  ];
}

function asMissing(name: string) {
  return (error: unknown): Verdict => {
    if (!(error instanceof Error) || error.name !== name) throw error;
    return wrong(
      `it is not there (${reasonOf(error)})`,
      'npm run deploy makes it anew; what was in it comes from a backup only.',
    );
  };
}

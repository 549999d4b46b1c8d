import type { ICluster } from 'aws-cdk-lib/aws-ecs';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Data } from './data.ts';

/** Reading and writing of the one table, item by item: no scans, no administration. */
export function tableAccess({ table, indexNames }: Data): PolicyStatement[] {
  const indexes = indexNames.map((name) => `${table.tableArn}/index/${name}`);
  return [
    new PolicyStatement({
      actions: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem', 'Query'].map(
        (action) => `dynamodb:${action}`,
      ),
      resources: [table.tableArn],
    }),
    new PolicyStatement({ actions: ['dynamodb:Query'], resources: indexes }),
  ];
}

/** For whoever shows and changes nothing. */
export function tableReading({ table, indexNames }: Data): PolicyStatement[] {
  const indexes = indexNames.map((name) => `${table.tableArn}/index/${name}`);
  return [
    new PolicyStatement({
      actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'],
      resources: [table.tableArn, ...indexes],
    }),
  ];
}

/** Answering and keeping alive a step that waits. */
export function taskResponse(stateMachineArn: string): PolicyStatement[] {
  return [
    new PolicyStatement({
      actions: ['states:SendTaskSuccess', 'states:SendTaskFailure', 'states:SendTaskHeartbeat'],
      resources: [stateMachineArn],
    }),
  ];
}

/** Links to recordings, signed by this role. */
export function readRecordings({ recordings }: Data): PolicyStatement[] {
  return [
    new PolicyStatement({ actions: ['s3:GetObject'], resources: [recordings.arnForObjects('recordings/*')] }),
    ...useKey(recordings.encryptionKey?.keyArn, ['kms:Decrypt']),
  ];
}

/** Joining pieces of audio to recordings. */
export function composeRecordings({ recordings }: Data): PolicyStatement[] {
  return [
    new PolicyStatement({
      actions: ['s3:ListBucket'],
      resources: [recordings.bucketArn],
      conditions: { StringLike: { 's3:prefix': 'calls/*' } },
    }),
    new PolicyStatement({ actions: ['s3:GetObject'], resources: [recordings.arnForObjects('calls/*')] }),
    new PolicyStatement({
      actions: ['s3:PutObject', 's3:AbortMultipartUpload'],
      resources: [recordings.arnForObjects('recordings/*')],
    }),
    ...useKey(recordings.encryptionKey?.keyArn, ['kms:Decrypt', 'kms:GenerateDataKey']),
  ];
}

/** A worker that has calls keeps its own task from being scaled in; the names of tasks are made when they start. */
export function protectTasks(cluster: ICluster): PolicyStatement {
  return new PolicyStatement({
    actions: ['ecs:GetTaskProtection', 'ecs:UpdateTaskProtection'],
    resources: [tasksOf(cluster)],
    conditions: { ArnEquals: { 'ecs:cluster': cluster.clusterArn } },
  });
}

export function tasksOf({ stack, clusterName }: Pick<ICluster, 'stack' | 'clusterName'>): string {
  return stack.formatArn({ service: 'ecs', resource: 'task', resourceName: `${clusterName}/*` });
}

/** Storing pieces of audio as they are heard. */
export function storePieces({ recordings }: Data): PolicyStatement[] {
  return [
    new PolicyStatement({ actions: ['s3:PutObject'], resources: [recordings.arnForObjects('calls/*')] }),
    ...useKey(recordings.encryptionKey?.keyArn, ['kms:GenerateDataKey']),
  ];
}

/**
 * For whoever reads the vendors' secret where it is encrypted by a key of the account's own: that key, by way of Secrets Manager only. The CDK grants
 * it by the policy of a key that it has made, which this one is not.
 */
export function decryptVendorSecret({ vendorSecretKeyArn, table }: Data): PolicyStatement[] {
  if (vendorSecretKeyArn === null) return [];
  return [
    new PolicyStatement({
      actions: ['kms:Decrypt'],
      resources: [vendorSecretKeyArn],
      conditions: { StringEquals: { 'kms:ViaService': `secretsmanager.${table.stack.region}.amazonaws.com` } },
    }),
  ];
}

function useKey(keyArn: string | undefined, actions: string[]): PolicyStatement[] {
  return keyArn === undefined ? [] : [new PolicyStatement({ actions, resources: [keyArn] })];
}

import { createHash, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import type { Item, Table } from 'dynalite/db/index.js';
import type { ItemChange } from './write-plan.ts';
import type { WriteCause } from './writer.ts';

/** Changes of one partition key are read in order; others are read beside it, as shards are. */
export const LANES = 4;

/** A record of DynamoDB Streams with everything that this one always gives. */
export type ChangeRecord = DynamoDBRecord & {
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly dynamodb: { readonly SequenceNumber: string; readonly ApproximateCreationDateTime: number };
};

/**
 * The shape that Lambda gets, StreamViewType NEW_AND_OLD_IMAGES.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html
 * @param sequence of the write, rising
 */
export function changeRecord(
  table: Table,
  change: ItemChange,
  told: { sequence: number; nowMs: number; cause: WriteCause },
): ChangeRecord {
  const item = change.after ?? change.before ?? {};
  const images = {
    ...(change.after && { NewImage: change.after }),
    ...(change.before && { OldImage: change.before }),
  };
  return {
    eventID: randomUUID().replaceAll('-', ''),
    eventName: change.before ? (change.after ? 'MODIFY' : 'REMOVE') : 'INSERT',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: table.TableArn.split(':')[3],
    eventSourceARN: `${table.TableArn}/stream/${new Date(table.CreationDateTime * 1000).toISOString().slice(0, -1)}`,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(told.nowMs / 1000),
      Keys: keysOf(item, table),
      ...images,
      SequenceNumber: sequenceText(told.sequence),
      SizeBytes: Buffer.byteLength(JSON.stringify(images)),
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
    ...(told.cause === 'expiry' && {
      userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' },
    }),
  };
}

/** DynamoDB writes no record when a write changed nothing. */
export function changesNothing({ before, after }: ItemChange): boolean {
  return isDeepStrictEqual(plain(before), plain(after));
}

export function laneOf(table: Table, { before, after }: ItemChange): number {
  const hashName = table.KeySchema.find((key) => key.KeyType === 'HASH')?.AttributeName ?? '';
  const digest = createHash('sha1')
    .update(JSON.stringify((after ?? before)?.[hashName]))
    .digest();
  return digest.readUInt32BE(0) % LANES;
}

/** Of one length, so that text order is number order. */
export const sequenceText = (sequence: number) => String(sequence).padStart(21, '0');

export function keysOf(item: Item, table: Table): Record<string, AttributeValue> {
  const keys: Record<string, AttributeValue> = {};
  for (const { AttributeName: name } of table.KeySchema) {
    const value = item[name];
    if (value) keys[name] = value;
  }
  return keys;
}

const plain = (item: Item | undefined): unknown => (item ? JSON.parse(JSON.stringify(item)) : undefined);

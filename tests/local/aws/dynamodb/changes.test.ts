import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BatchWriteCommand,
  DeleteCommand,
  PutCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ChangeReader } from '#local/aws/dynamodb/change-delivery.ts';
import { type DynamoDb, startDynamoDb } from '#local/aws/dynamodb/start-dynamodb.ts';
import { createPacedClock, type PacedClock } from '#local/clock/paced-clock.ts';
import { collector, told } from './change-collector.ts';
import { type Clients, clientsOf, createTable } from './clients.ts';

const TableName = 'calls';
let dataDir: string;
let clock: PacedClock;
let server: DynamoDb;
let clients: Clients;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'changes-'));
  clock = createPacedClock({ speed: 1000, startMs: Date.UTC(2026, 0, 1) });
  server = await startDynamoDb({ dataDir, clock });
  clients = clientsOf(server.endpoint);
  await createTable(clients.client, TableName);
});
afterEach(async () => {
  clients.client.destroy();
  await server.close();
  clock.stop();
  await rm(dataDir, { recursive: true });
});

const restart = async () => {
  clients.client.destroy();
  await server.close();
  server = await startDynamoDb({ dataDir, clock });
  clients = clientsOf(server.endpoint);
};
const put = (sk: string, n: number, pk = 'call') =>
  clients.documents.send(new PutCommand({ TableName, Item: { pk, sk, n } }));
const patient = { timeoutMs: 3_600_000, retryAfterMs: 10 };

describe('a change record', () => {
  test('has the shape of DynamoDB Streams, with both images', async () => {
    const reader = collector('all');
    await server.subscribe(TableName, reader);
    await put('a', 1);
    await put('a', 2);
    await clients.documents.send(new DeleteCommand({ TableName, Key: { pk: 'call', sk: 'a' } }));
    await reader.until((records) => records.length === 3);
    const image = (n: number) => ({ pk: { S: 'call' }, sk: { S: 'a' }, n: { N: String(n) } });
    expect(
      reader.records.map((record) => [record.eventName, record.dynamodb?.OldImage, record.dynamodb?.NewImage]),
    ).toEqual([
      ['INSERT', undefined, image(1)],
      ['MODIFY', image(1), image(2)],
      ['REMOVE', image(2), undefined],
    ]);
    const [first] = reader.records;
    expect(first).toMatchObject({
      eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
      eventSource: 'aws:dynamodb',
      eventVersion: '1.1',
      awsRegion: 'us-east-1',
      eventSourceARN: expect.stringContaining(`table/${TableName}/stream/`),
      dynamodb: {
        Keys: { pk: { S: 'call' }, sk: { S: 'a' } },
        SequenceNumber: expect.stringMatching(/^\d{21}$/),
        StreamViewType: 'NEW_AND_OLD_IMAGES',
      },
    });
    const atMs = (first?.dynamodb?.ApproximateCreationDateTime ?? 0) * 1000;
    expect(atMs).toBeGreaterThanOrEqual(Date.UTC(2026, 0, 1));
    expect(atMs).toBeLessThanOrEqual(clock.now());
    expect(new Set(reader.records.map((record) => record.eventID)).size).toBe(3);
  });

  test('comes from every kind of write, and from no write that changed nothing or failed', async () => {
    const reader = collector('kinds');
    await server.subscribe(TableName, reader);
    const send = clients.documents.send.bind(clients.documents);
    const values = { ExpressionAttributeValues: { ':n': 5 } };
    await put('a', 1);
    await put('a', 1);
    await send(
      new PutCommand({ TableName, Item: { pk: 'call', sk: 'a', n: 9 }, ConditionExpression: 'n = :n', ...values }),
    ).catch(() => undefined);
    await send(
      new UpdateCommand({ TableName, Key: { pk: 'call', sk: 'a' }, UpdateExpression: 'SET n = :n', ...values }),
    );
    await send(
      new BatchWriteCommand({
        RequestItems: {
          [TableName]: [
            { PutRequest: { Item: { pk: 'call', sk: 'b', n: 2 } } },
            { DeleteRequest: { Key: { pk: 'call', sk: 'none' } } },
          ],
        },
      }),
    );
    await send(
      new TransactWriteCommand({
        TransactItems: [
          { Delete: { TableName, Key: { pk: 'call', sk: 'a' } } },
          { ConditionCheck: { TableName, Key: { pk: 'call', sk: 'b' }, ConditionExpression: 'attribute_exists(pk)' } },
          { Put: { TableName, Item: { pk: 'call', sk: 'c', n: 3 } } },
        ],
      }),
    );
    await put('end', 0);
    await reader.until((records) => records.length >= 6);
    expect(reader.records.map(told)).toEqual([
      'INSERT a 1',
      'MODIFY a 5',
      'INSERT b 2',
      'REMOVE a 5',
      'INSERT c 3',
      'INSERT end 0',
    ]);
  });

  test('of one item comes in the order of writing', async () => {
    const reader = { ...collector('order'), batchSize: 3 };
    await server.subscribe(TableName, reader);
    const writes = Array.from({ length: 40 }, (_, n) => ({ pk: `call${n % 7}`, n }));
    for (const { pk, n } of writes) await put('state', n, pk);
    await reader.until((records) => records.length === writes.length);
    for (const call of new Set(writes.map((write) => write.pk))) {
      const ofCall = reader.records.filter((record) => record.dynamodb?.Keys?.pk?.S === call);
      expect(ofCall.map((record) => Number(record.dynamodb?.NewImage?.n?.N))).toEqual(
        writes.filter((write) => write.pk === call).map((write) => write.n),
      );
    }
  });
});

describe('a reader', () => {
  test('that hangs delays neither writes nor other readers', async () => {
    const held = Promise.withResolvers<void>();
    const other = collector('other');
    await server.subscribe(TableName, { ...patient, name: 'hanging', read: () => held.promise });
    await server.subscribe(TableName, other);
    await put('a', 1);
    await put('a', 2);
    await other.until((records) => records.length === 2);
    held.resolve();
  });

  test('that fails for a while misses nothing', async () => {
    const reader = collector('flaky');
    let failures = 3;
    const read = async (event: DynamoDBStreamEvent) => {
      failures -= 1;
      if (failures >= 0) throw new Error('not now');
      reader.add(event.Records);
    };
    await server.subscribe(TableName, { ...patient, name: 'flaky', read });
    await put('a', 1);
    await put('b', 2);
    await reader.until((records) => records.length === 2);
    expect(reader.records.map(told)).toEqual(['INSERT a 1', 'INSERT b 2']);
  });

  test('that never takes one record gives up that one only', async () => {
    const good = collector('good');
    const dead = collector('dead');
    const gate = Promise.withResolvers<void>();
    const reader: ChangeReader = {
      ...patient,
      name: 'poisoned',
      maxAttempts: 3,
      read: async (event) => {
        await gate.promise;
        if (event.Records.some((record) => told(record) === 'INSERT c 3')) throw new Error('indigestible');
        good.add(event.Records);
      },
      onDeadLetter: (record, reason) => {
        expect(reason).toEqual(new Error('indigestible'));
        dead.add([record]);
      },
    };
    await server.subscribe(TableName, reader);
    for (const [n, sk] of ['a', 'b', 'c', 'd', 'e', 'f'].entries()) await put(sk, n + 1);
    gate.resolve();
    await good.until((records) => records.length === 5);
    expect(dead.records.map(told)).toEqual(['INSERT c 3']);
    expect(good.records.map(told)).toEqual(['INSERT a 1', 'INSERT b 2', 'INSERT d 4', 'INSERT e 5', 'INSERT f 6']);
  });

  test('whose dead-letter box is closed keeps the record', async () => {
    const dead = collector('dead');
    let closed = 2;
    const reader: ChangeReader = {
      ...patient,
      name: 'closed',
      maxAttempts: 1,
      read: async () => Promise.reject(new Error('no')),
      onDeadLetter: (record) => {
        closed -= 1;
        if (closed >= 0) throw new Error('closed');
        dead.add([record]);
      },
    };
    await server.subscribe(TableName, reader);
    await put('a', 1);
    await dead.until((records) => records.length === 1);
  });

  test('may report which records failed: these and all after them come again', async () => {
    const seen = collector('partial');
    const gate = Promise.withResolvers<void>();
    let refuse = true;
    const read = async (event: DynamoDBStreamEvent) => {
      await gate.promise;
      const failed = event.Records.find((record) => refuse && told(record) === 'INSERT b 2');
      refuse = !failed;
      const upTo = failed ? event.Records.indexOf(failed) : event.Records.length;
      seen.add(event.Records.slice(0, upTo));
      return { batchItemFailures: failed ? [{ itemIdentifier: failed.dynamodb?.SequenceNumber ?? '' }] : [] };
    };
    await server.subscribe(TableName, { ...patient, name: 'partial', read });
    for (const [n, sk] of ['a', 'b', 'c'].entries()) await put(sk, n + 1);
    gate.resolve();
    await seen.until((records) => records.length >= 3);
    expect(seen.records.map(told)).toEqual(['INSERT a 1', 'INSERT b 2', 'INSERT c 3']);
  });

  test('that takes too long is asked again', async () => {
    const reader = collector('slow');
    let first = true;
    const read = async (event: DynamoDBStreamEvent) => {
      if (first) {
        first = false;
        await new Promise(() => undefined);
      }
      reader.add(event.Records);
    };
    await server.subscribe(TableName, { name: 'slow', read, timeoutMs: 100, retryAfterMs: 10 });
    await put('a', 1);
    await reader.until((records) => records.length === 1);
  });

  test('begins at the end, and after a restart goes on where it was', async () => {
    await put('before', 0);
    const first = collector('bookmark');
    await server.subscribe(TableName, first);
    await put('a', 1);
    await first.until((records) => records.length === 1);
    await restart();
    await put('b', 2);
    const second = collector('bookmark');
    await server.subscribe(TableName, second);
    await put('c', 3);
    await second.until((records) => records.length === 2);
    expect(first.records.map(told)).toEqual(['INSERT a 1']);
    expect(second.records.map(told)).toEqual(['INSERT b 2', 'INSERT c 3']);
  });

  test('is known by its name', async () => {
    await server.subscribe(TableName, collector('one'));
    await expect(server.subscribe(TableName, collector('one'))).rejects.toThrow('"one" of calls is at work already');
    await expect(server.subscribe(TableName, collector('one~two'))).rejects.toThrow('"one~two" cannot name a reader');
    await expect(server.subscribe('nowhere', collector('two'))).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
    });
  });
});

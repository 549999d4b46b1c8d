import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteTableCommand, UpdateTimeToLiveCommand, waitUntilTableNotExists } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DynamoDb, type DynamoDbOptions, startDynamoDb } from '#local/aws/dynamodb/start-dynamodb.ts';
import { createManualClock, type ManualClock } from '#tests/support/manual-clock.ts';
import { collector, told } from './change-collector.ts';
import { type Clients, clientsOf, createTable } from './clients.ts';

const TableName = 'calls';
const SWEEP_MS = 60_000;
const DAY_MS = 24 * 60 * 60 * 1000;
let dataDir: string;
let clock: ManualClock;
let server: DynamoDb;
let clients: Clients;

const start = async (options: Partial<DynamoDbOptions> = {}, maxAttempts?: number) => {
  server = await startDynamoDb({ dataDir, clock, ...options });
  clients = clientsOf(server.endpoint, maxAttempts);
};
const stop = async () => {
  clients.client.destroy();
  await server.close();
};
const damaged = () => {
  const folder = join(dataDir, 'damaged');
  mkdirSync(join(folder, 'level'), { recursive: true });
  writeFileSync(join(folder, 'level', 'CURRENT'), 'no database');
  return folder;
};
const put = (sk: string, more: Record<string, unknown> = {}) =>
  clients.documents.send(new PutCommand({ TableName, Item: { pk: 'call', sk, ...more } }));
const get = async (sk: string) =>
  (await clients.documents.send(new GetCommand({ TableName, Key: { pk: 'call', sk } }))).Item;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'dynamodb-'));
  clock = createManualClock();
  await start();
  await createTable(clients.client, TableName);
});
afterEach(async () => {
  await stop();
  await rm(dataDir, { recursive: true });
});

test('tables, items and indexes are there after a restart', async () => {
  await put('a', { n: 1, gsi1pk: 'live', gsi1sk: '1' });
  await stop();
  await start();
  expect(await get('a')).toMatchObject({ n: 1 });
  const live = { KeyConditionExpression: 'gsi1pk = :p', ExpressionAttributeValues: { ':p': 'live' } };
  const { Count } = await clients.documents.send(new QueryCommand({ TableName, IndexName: 'gsi1', ...live }));
  expect(Count).toBe(1);
});

test('a request token is remembered over a restart, and forgotten after ten minutes', async () => {
  const add = () =>
    clients.documents.send(
      new TransactWriteCommand({
        ClientRequestToken: 'once',
        TransactItems: [
          {
            Update: {
              TableName,
              Key: { pk: 'call', sk: 'sum' },
              UpdateExpression: 'ADD n :n',
              ExpressionAttributeValues: { ':n': 1 },
            },
          },
        ],
      }),
    );
  await add();
  await stop();
  await start();
  await add();
  expect(await get('sum')).toMatchObject({ n: 1 });
  await clock.advance(10 * 60_000);
  await add();
  expect(await get('sum')).toMatchObject({ n: 2 });
});

test('a reader that stays away for more than a day misses what is older', async () => {
  await server.subscribe(TableName, collector('traveller'));
  await stop();
  await start();
  await put('yesterday', { n: 1 });
  await clock.advance(2_000);
  await stop();
  clock = createManualClock(clock.now() + DAY_MS - 1_000);
  await start();
  await put('today', { n: 2 });
  const back = collector('traveller');
  await server.subscribe(TableName, back);
  await back.until((records) => records.length > 0);
  expect(back.records.map(told)).toEqual(['INSERT today 2']);
});

describe('time to live', () => {
  const nowS = () => Math.floor(clock.now() / 1000);
  const enable = () =>
    clients.client.send(
      new UpdateTimeToLiveCommand({
        TableName,
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      }),
    );

  test('deletes what has expired, and tells that DynamoDB did it', async () => {
    await put('written before', { expiresAt: nowS() + 30, n: 1 });
    await enable();
    await put('soon', { expiresAt: nowS() + 60, n: 2 });
    await put('later', { expiresAt: nowS() + 61 });
    await put('never', {});
    await put('no time', { expiresAt: 'tomorrow' });
    await put('prolonged', { expiresAt: nowS() + 10 });
    await put('prolonged', { expiresAt: nowS() + 3_600 });
    await put('milliseconds of 1970', { expiresAt: 1_000 });
    await stop();
    await start();
    const reader = collector('expiry');
    await server.subscribe(TableName, reader);
    await clock.advance(SWEEP_MS);
    await reader.until((records) => records.length === 2);
    expect(reader.records.map(told).sort()).toEqual(['REMOVE soon 2', 'REMOVE written before 1']);
    expect(reader.records[0]?.userIdentity).toEqual({ type: 'Service', principalId: 'dynamodb.amazonaws.com' });
    expect(await get('soon')).toBeUndefined();
    for (const sk of ['later', 'never', 'no time', 'prolonged', 'milliseconds of 1970'])
      expect(await get(sk)).toBeDefined();
  });

  test('deletes any number in one sweep', async () => {
    await enable();
    const many = Array.from({ length: 230 }, (_, n) => String(n));
    await Promise.all(many.map((sk) => put(sk, { expiresAt: nowS() + 1 })));
    const reader = collector('many');
    await server.subscribe(TableName, reader);
    await clock.advance(SWEEP_MS);
    await reader.until((records) => records.length === many.length);
  });
});

describe('faults', () => {
  test('a throttled request is tried again by the SDK', async () => {
    await stop();
    const asked: string[] = [];
    const throttle = (target: string, table: string) => asked.push(`${target} ${table}`) < 2;
    await start({ faults: { throttle } });
    await put('a', { n: 1 });
    expect(asked).toEqual(['PutItem calls', 'PutItem calls']);
    expect(await get('a')).toMatchObject({ n: 1 });
  });

  test('a table that stays throttled fails the call, and nothing is written', async () => {
    await stop();
    await start({ faults: { throttle: (target) => target === 'PutItem' } }, 1);
    await expect(put('a')).rejects.toMatchObject({ name: 'ProvisionedThroughputExceededException' });
    expect(await get('a')).toBeUndefined();
  });

  test.each([
    [
      'a port that is taken',
      () => ({ dataDir: `${dataDir}/other`, port: Number(new URL(server.endpoint).port) }),
      /port \d+ of 127.0.0.1 is taken/,
    ],
    ['a folder in use', () => ({ dataDir }), /another process uses it; stop that one or choose another folder$/],
    ['a damaged folder', () => ({ dataDir: damaged() }), /Corruption: .*; choose another folder or remove this one$/],
    ['a folder that cannot be one', () => ({ dataDir: '/dev/null/x' }), /ENOTDIR|not a directory/],
  ])('%s is told in one sentence', async (_what, options, message) => {
    await expect(startDynamoDb({ clock, ...options() })).rejects.toThrow(message);
  });

  test.each([
    [
      'an operation it does not know',
      { 'x-amz-target': 'DynamoDB_20120810.ExportTable', authorization: 'AWS4-HMAC-SHA256 x' },
      '{}',
      'UnknownOperationException',
    ],
    ['no operation', { authorization: 'AWS4-HMAC-SHA256 x' }, '{}', 'UnknownOperationException'],
    ['no signature', { 'x-amz-target': 'DynamoDB_20120810.GetItem' }, '{}', 'MissingAuthenticationTokenException'],
    [
      'no JSON',
      { 'x-amz-target': 'DynamoDB_20120810.GetItem', authorization: 'AWS4-HMAC-SHA256 x' },
      '{',
      'SerializationException',
    ],
  ])('a request with %s is refused', async (_what, headers, body, code) => {
    const response = await fetch(server.endpoint, { method: 'POST', headers, body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ __type: expect.stringContaining(code) });
  });
});

test('a deleted table takes its changes, readers and expiry with it', async () => {
  const before = collector('reader');
  await server.subscribe(TableName, before);
  await put('a', { n: 1 });
  await before.until((records) => records.length === 1);
  await clients.client.send(new DeleteTableCommand({ TableName }));
  await waitUntilTableNotExists(
    { client: clients.client, maxWaitTime: 10, minDelay: 0.01, maxDelay: 0.1 },
    { TableName },
  );
  await createTable(clients.client, TableName);
  const after = collector('reader');
  await server.subscribe(TableName, after);
  await put('b', { n: 2 });
  await after.until((records) => records.length === 1);
  expect(after.records.map(told)).toEqual(['INSERT b 2']);
});

test('work is held from the beginning of a request to its end', async () => {
  await stop();
  let held = 0;
  let most = 0;
  await start({
    onWork: () => {
      held += 1;
      most = Math.max(most, held);
      return () => {
        held -= 1;
      };
    },
  });
  await put('a');
  await stop();
  expect([most, held]).toEqual([1, 0]);
  await start();
});

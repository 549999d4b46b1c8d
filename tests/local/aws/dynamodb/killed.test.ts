import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { QueryCommand, ScanCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startDynamoDb } from '#local/aws/dynamodb/start-dynamodb.ts';
import { createManualClock } from '#tests/support/manual-clock.ts';
import { collector } from './change-collector.ts';
import { type Clients, clientsOf, createTable } from './clients.ts';

const TableName = 'calls';
let dataDir: string;
let child: ChildProcess;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'killed-'));
  child = fork(fileURLToPath(new URL('./killed-child.ts', import.meta.url)), [dataDir]);
});
afterEach(async () => {
  child.kill('SIGKILL');
  await rm(dataDir, { recursive: true });
});

/** Writes call `n`: its record, in the index of live calls, and the first event of its log, or neither. */
const writeCall = ({ documents }: Clients, n: number) =>
  documents.send(
    new TransactWriteCommand({
      TransactItems: [
        { Put: { TableName, Item: { pk: `call${n}`, sk: 'record', gsi1pk: 'live', gsi1sk: String(n) } } },
        { Put: { TableName, Item: { pk: `call${n}`, sk: 'event' } } },
      ],
    }),
  );

const keyOf = (record: DynamoDBRecord) => `${record.dynamodb?.Keys?.pk?.S} ${record.dynamodb?.Keys?.sk?.S}`;

/** Kills the process some turns of the event loop after so many answers, so at another point of a write each. @returns calls whose write was answered */
async function killWhileWriting(afterAnswers: number, turns: number): Promise<number[]> {
  const [{ endpoint }] = await once(child, 'message');
  const clients = clientsOf(endpoint, 1);
  await createTable(clients.client, TableName);
  child.send(TableName);
  await once(child, 'message');
  const answered: number[] = [];
  const kill = async () => {
    for (let turn = 0; turn < turns; turn += 1) await nextTurn();
    child.kill('SIGKILL');
  };
  const writers = Array.from({ length: 8 }, async (_, writer) => {
    for (let n = writer; child.exitCode === null && child.signalCode === null; n += 8) {
      await writeCall(clients, n);
      answered.push(n);
      if (answered.length === afterAnswers) void kill();
    }
  });
  await Promise.allSettled([...writers, once(child, 'exit')]);
  clients.client.destroy();
  return answered;
}

test.each([
  [1, 0],
  [20, 10],
  [40, 40],
  [60, 80],
  [80, 120],
  [100, 160],
])(
  'kill -9 after %i writes and %i turns loses no item and no change record',
  async (afterAnswers, turns) => {
    const answered = await killWhileWriting(afterAnswers, turns);
    expect(child.signalCode).toBe('SIGKILL');

    const server = await startDynamoDb({ dataDir, clock: createManualClock() });
    const clients = clientsOf(server.endpoint);
    const { Items = [] } = await clients.documents.send(new ScanCommand({ TableName }));
    const live = { KeyConditionExpression: 'gsi1pk = :p', ExpressionAttributeValues: { ':p': 'live' } };
    const index = await clients.documents.send(new QueryCommand({ TableName, IndexName: 'gsi1', ...live }));
    const onDisk = new Set(Items.map((item) => `${item.pk} ${item.sk}`));

    for (const n of answered) expect(onDisk).toContain(`call${n} record`);
    const records = Items.filter((item) => item.sk === 'record').map((item) => item.pk);
    expect(
      Items.filter((item) => item.sk === 'event')
        .map((item) => item.pk)
        .sort(),
    ).toEqual([...records].sort());
    expect(index.Items?.map((item) => item.pk).sort()).toEqual([...records].sort());

    const survivor = collector('survivor');
    await server.subscribe(TableName, survivor);
    await survivor.until((told) => told.length >= onDisk.size);
    expect(survivor.records.map(keyOf).sort()).toEqual([...onDisk].sort());

    clients.client.destroy();
    await server.close();
  },
  20_000,
);

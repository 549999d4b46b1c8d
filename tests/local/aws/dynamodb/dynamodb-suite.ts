import {
  type CancellationReason,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ListTablesCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactGetCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Clients, clientsOf, createTable } from './clients.ts';
import { electroDbFacts } from './electrodb-facts.ts';

export interface Started {
  readonly endpoint: string;
  close(): Promise<void>;
}

/**
 * Facts about DynamoDB that the project relies on, asked through the real SDK.
 * @param differs facts that this server is known not to keep, by title, and what it does instead; they must fail, so that the note goes when the server learns
 */
export function dynamoDbSuite(
  name: string,
  start: () => Promise<Started>,
  differs: Readonly<Record<string, string>> = {},
): void {
  const fact = (title: string, run: () => Promise<void>) => {
    const instead = differs[title];
    if (instead === undefined) test(title, run);
    else test.fails(`${title} (not here: ${instead})`, run);
  };

  describe(name, () => {
    let server: Started;
    let clients: Clients;
    let send: Clients['documents']['send'];
    let TableName: string;

    beforeAll(async () => {
      server = await start();
      clients = clientsOf(server.endpoint);
      send = clients.documents.send.bind(clients.documents);
      TableName = await createTable(clients.client, 'calls');
    });
    afterAll(async () => {
      clients.client.destroy();
      await server.close();
    });

    const put = (Item: Record<string, unknown>) => send(new PutCommand({ TableName, Item }));
    const get = async (pk: string, sk: string) =>
      (await send(new GetCommand({ TableName, Key: { pk, sk }, ConsistentRead: true }))).Item;

    describe('tables', () => {
      test('are described and listed', async () => {
        const { Table } = await clients.client.send(new DescribeTableCommand({ TableName }));
        expect(Table?.TableStatus).toBe('ACTIVE');
        expect(Table?.GlobalSecondaryIndexes?.map((index) => index.IndexName)).toEqual(['gsi1']);
        expect((await clients.client.send(new ListTablesCommand({}))).TableNames).toContain(TableName);
      });

      test('cannot be created twice', async () => {
        await expect(createTable(clients.client, TableName)).rejects.toMatchObject({ name: 'ResourceInUseException' });
      });

      test('must exist', async () => {
        const lost = send(new GetCommand({ TableName: 'nowhere', Key: { pk: 'a', sk: 'b' } }));
        await expect(lost).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
      });
    });

    describe('items', () => {
      test('come back as they were, whatever their types', async () => {
        const item = {
          pk: 'types',
          sk: 'all',
          text: 'ünïcode \u0001 "quoted" 電話',
          empty: '',
          number: -12.5,
          large: 9_007_199_254_740_991,
          yes: true,
          nothing: null,
          bytes: new Uint8Array([0, 255, 128]),
          list: [1, 'two', { three: [3] }],
          map: { nested: { deep: { deeper: false } } },
          strings: new Set(['a', 'b']),
          numbers: new Set([1, 2]),
        };
        await put(item);
        expect(await get('types', 'all')).toEqual(item);
      });

      test('are put on a condition only when it holds', async () => {
        const create = { TableName, ConditionExpression: 'attribute_not_exists(pk)' };
        await send(new PutCommand({ ...create, Item: { pk: 'once', sk: 'a', by: 'first' } }));
        const again = send(new PutCommand({ ...create, Item: { pk: 'once', sk: 'a', by: 'second' } }));
        await expect(again).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
        expect(await get('once', 'a')).toMatchObject({ by: 'first' });
      });

      test.each([
        ['put', () => new PutCommand({ TableName, Item: { pk: 'old', sk: 'a' }, ...refused })],
        [
          'update',
          () =>
            new UpdateCommand({ TableName, Key: { pk: 'old', sk: 'a' }, UpdateExpression: 'SET x = :no', ...refused }),
        ],
        ['deletion', () => new DeleteCommand({ TableName, Key: { pk: 'old', sk: 'a' }, ...refused })],
      ])('a failed condition of a %s tells the item as it is', async (_what, command) => {
        await put({ pk: 'old', sk: 'a', revision: 7 });
        const failed = clients.documents.send(command() as PutCommand);
        await expect(failed).rejects.toMatchObject({
          name: 'ConditionalCheckFailedException',
          Item: { revision: { N: '7' } },
        });
      });
      const refused = {
        ConditionExpression: 'revision = :no',
        ExpressionAttributeValues: { ':no': 6 },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      } as const;

      test('are updated by expression, and the new item is told', async () => {
        await put({ pk: 'update', sk: 'a', count: 1, log: ['a'], gone: true, tags: new Set(['x', 'y']) });
        const { Attributes } = await send(
          new UpdateCommand({
            TableName,
            Key: { pk: 'update', sk: 'a' },
            UpdateExpression:
              'SET #log = list_append(#log, :b), began = if_not_exists(began, :now), more = #count + :five ADD #count :five REMOVE gone DELETE tags :x',
            ExpressionAttributeNames: { '#log': 'log', '#count': 'count' },
            ExpressionAttributeValues: { ':b': ['b'], ':now': 'now', ':five': 5, ':x': new Set(['x']) },
            ReturnValues: 'ALL_NEW',
          }),
        );
        const expected = {
          pk: 'update',
          sk: 'a',
          count: 6,
          more: 6,
          log: ['a', 'b'],
          began: 'now',
          tags: new Set(['y']),
        };
        expect(Attributes).toEqual(expected);
        expect(await get('update', 'a')).toEqual(expected);
      });

      test('an update creates what is not there, unless the condition forbids it', async () => {
        const update = {
          TableName,
          Key: { pk: 'fresh', sk: 'a' },
          UpdateExpression: 'SET n = :n',
          ExpressionAttributeValues: { ':n': 1 },
        };
        const patch = send(new UpdateCommand({ ...update, ConditionExpression: 'attribute_exists(pk)' }));
        await expect(patch).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
        await send(new UpdateCommand(update));
        expect(await get('fresh', 'a')).toEqual({ pk: 'fresh', sk: 'a', n: 1 });
      });

      test('a deletion tells what was deleted', async () => {
        await put({ pk: 'bye', sk: 'a', n: 1 });
        const { Attributes } = await send(
          new DeleteCommand({ TableName, Key: { pk: 'bye', sk: 'a' }, ReturnValues: 'ALL_OLD' }),
        );
        expect(Attributes).toEqual({ pk: 'bye', sk: 'a', n: 1 });
        expect(await get('bye', 'a')).toBeUndefined();
      });

      test('a bad expression is a ValidationException', async () => {
        const bad = send(new UpdateCommand({ TableName, Key: { pk: 'a', sk: 'a' }, UpdateExpression: 'SET' }));
        await expect(bad).rejects.toMatchObject({ name: 'ValidationException' });
      });
    });

    describe('at the same time', () => {
      test('every addition counts', async () => {
        const add = {
          TableName,
          Key: { pk: 'race', sk: 'sum' },
          UpdateExpression: 'ADD n :one',
          ExpressionAttributeValues: { ':one': 1 },
        };
        await Promise.all(Array.from({ length: 30 }, () => send(new UpdateCommand(add))));
        expect(await get('race', 'sum')).toMatchObject({ n: 30 });
      });

      test('one of many claims wins', async () => {
        const claims = Array.from({ length: 12 }, (_, by) =>
          send(
            new PutCommand({
              TableName,
              Item: { pk: 'race', sk: 'claim', by },
              ConditionExpression: 'attribute_not_exists(pk)',
            }),
          ),
        );
        const results = await Promise.allSettled(claims);
        const winner = results.findIndex((result) => result.status === 'fulfilled');
        expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
        expect(await get('race', 'claim')).toMatchObject({ by: winner });
      });
    });

    describe('queries', () => {
      const steps = Array.from({ length: 45 }, (_, n) => String(n).padStart(3, '0'));
      beforeAll(async () => {
        for (const sk of steps)
          await put({ pk: 'steps', sk, n: Number(sk), gsi1pk: `mod${Number(sk) % 3}`, gsi1sk: sk });
      });
      const query = async (input: Partial<ConstructorParameters<typeof QueryCommand>[0]>) => {
        const seen: unknown[] = [];
        let ExclusiveStartKey: Record<string, unknown> | undefined;
        do {
          const page = await send(
            new QueryCommand({ TableName, ...input, ...(ExclusiveStartKey && { ExclusiveStartKey }) }),
          );
          seen.push(...(page.Items ?? []).map((item) => item.sk));
          ExclusiveStartKey = page.LastEvaluatedKey;
        } while (ExclusiveStartKey);
        return seen;
      };
      const of = (expression: string, values: Record<string, unknown>) => ({
        KeyConditionExpression: expression,
        ExpressionAttributeValues: values,
      });

      test.each([
        ['a whole partition in order', of('pk = :p', { ':p': 'steps' }), steps],
        ['backwards', { ...of('pk = :p', { ':p': 'steps' }), ScanIndexForward: false }, [...steps].reverse()],
        ['by pages', { ...of('pk = :p', { ':p': 'steps' }), Limit: 7 }, steps],
        [
          'backwards by pages',
          { ...of('pk = :p', { ':p': 'steps' }), Limit: 9, ScanIndexForward: false },
          [...steps].reverse(),
        ],
        [
          'a range',
          of('pk = :p AND sk BETWEEN :a AND :b', { ':p': 'steps', ':a': '010', ':b': '012' }),
          ['010', '011', '012'],
        ],
        [
          'a prefix',
          of('pk = :p AND begins_with(sk, :a)', { ':p': 'steps', ':a': '04' }),
          ['040', '041', '042', '043', '044'],
        ],
        ['after a key', of('pk = :p AND sk > :a', { ':p': 'steps', ':a': '042' }), ['043', '044']],
        [
          'an index',
          { ...of('gsi1pk = :p', { ':p': 'mod0' }), IndexName: 'gsi1', Limit: 4 },
          steps.filter((s) => Number(s) % 3 === 0),
        ],
        ['nothing', of('pk = :p', { ':p': 'none' }), []],
      ])('find %s', async (_what, input, expected) => {
        expect(await query(input)).toEqual(expected);
      });

      test('filters leave out items of a page', async () => {
        const input = { ...of('pk = :p', { ':p': 'steps', ':n': 40 }), FilterExpression: 'n > :n', Limit: 10 };
        expect(await query(input)).toEqual(['041', '042', '043', '044']);
      });

      test('an index follows its items', async () => {
        const entries = () => query({ ...of('gsi1pk = :p', { ':p': 'live' }), IndexName: 'gsi1' });
        await put({ pk: 'call', sk: 'x', gsi1pk: 'live', gsi1sk: '1' });
        expect(await entries()).toEqual(['x']);
        await send(new UpdateCommand({ TableName, Key: { pk: 'call', sk: 'x' }, UpdateExpression: 'REMOVE gsi1pk' }));
        expect(await entries()).toEqual([]);
        await put({ pk: 'call', sk: 'x', gsi1pk: 'live', gsi1sk: '2' });
        await send(new DeleteCommand({ TableName, Key: { pk: 'call', sk: 'x' } }));
        expect(await entries()).toEqual([]);
      });

      test('a scan sees every item once', async () => {
        const keys: string[] = [];
        let ExclusiveStartKey: Record<string, unknown> | undefined;
        do {
          const page = await send(
            new ScanCommand({ TableName, Limit: 11, ...(ExclusiveStartKey && { ExclusiveStartKey }) }),
          );
          keys.push(...(page.Items ?? []).map((item) => `${item.pk}/${item.sk}`));
          ExclusiveStartKey = page.LastEvaluatedKey;
        } while (ExclusiveStartKey);
        expect(new Set(keys).size).toBe(keys.length);
        expect(keys.filter((key) => key.startsWith('steps/')).sort()).toEqual(steps.map((sk) => `steps/${sk}`));
      });
    });

    describe('batches', () => {
      test('write, delete and get many', async () => {
        const keys = Array.from({ length: 25 }, (_, n) => ({ pk: 'batch', sk: String(n).padStart(2, '0') }));
        await send(
          new BatchWriteCommand({
            RequestItems: { [TableName]: keys.map((key) => ({ PutRequest: { Item: { ...key, here: true } } })) },
          }),
        );
        await send(new BatchWriteCommand({ RequestItems: { [TableName]: [{ DeleteRequest: { Key: keys[3] } }] } }));
        const { Responses } = await send(
          new BatchGetCommand({ RequestItems: { [TableName]: { Keys: keys, ConsistentRead: true } } }),
        );
        expect(Responses?.[TableName]?.map((item) => item.sk).sort()).toEqual(
          keys.filter((_, n) => n !== 3).map((key) => key.sk),
        );
      });
    });

    describe('transactions', () => {
      const transact = (
        items: NonNullable<ConstructorParameters<typeof TransactWriteCommand>[0]['TransactItems']>,
        token?: string,
      ) => send(new TransactWriteCommand({ TransactItems: items, ClientRequestToken: token }));

      test('write all their items', async () => {
        await put({ pk: 'tx', sk: 'deleted' });
        await put({ pk: 'tx', sk: 'checked', open: true });
        await transact([
          { Put: { TableName, Item: { pk: 'tx', sk: 'put', gsi1pk: 'tx', gsi1sk: '1' } } },
          {
            Update: {
              TableName,
              Key: { pk: 'tx', sk: 'updated' },
              UpdateExpression: 'ADD n :n',
              ExpressionAttributeValues: { ':n': 2 },
            },
          },
          { Delete: { TableName, Key: { pk: 'tx', sk: 'deleted' } } },
          {
            ConditionCheck: {
              TableName,
              Key: { pk: 'tx', sk: 'checked' },
              ConditionExpression: 'attribute_exists(pk)',
            },
          },
        ]);
        const sks = ['put', 'updated', 'deleted', 'checked'];
        const { Responses } = await send(
          new TransactGetCommand({ TransactItems: sks.map((sk) => ({ Get: { TableName, Key: { pk: 'tx', sk } } })) }),
        );
        expect(Responses?.map((response) => response.Item)).toEqual([
          { pk: 'tx', sk: 'put', gsi1pk: 'tx', gsi1sk: '1' },
          { pk: 'tx', sk: 'updated', n: 2 },
          undefined,
          { pk: 'tx', sk: 'checked', open: true },
        ]);
      });

      test('write nothing when one condition fails, and tell which', async () => {
        await put({ pk: 'tx', sk: 'taken', by: 'other' });
        const failed = transact([
          { Put: { TableName, Item: { pk: 'tx', sk: 'beside' } } },
          {
            Put: {
              TableName,
              Item: { pk: 'tx', sk: 'taken', by: 'me' },
              ConditionExpression: 'attribute_not_exists(pk)',
              ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
            },
          },
        ]);
        const error = await failed.catch(
          (reason: { name: string; CancellationReasons: CancellationReason[] }) => reason,
        );
        expect(error).toMatchObject({ name: 'TransactionCanceledException' });
        const reasons = 'CancellationReasons' in error ? error.CancellationReasons : [];
        expect(reasons.map((reason) => reason.Code)).toEqual(['None', 'ConditionalCheckFailed']);
        expect(reasons[1]?.Item).toMatchObject({ by: { S: 'other' } });
        expect(await get('tx', 'beside')).toBeUndefined();
        expect(await get('tx', 'taken')).toMatchObject({ by: 'other' });
      });

      test('may not touch one item twice', async () => {
        const Key = { pk: 'tx', sk: 'twice' };
        const doubled = transact([{ Put: { TableName, Item: Key } }, { Delete: { TableName, Key } }]);
        await expect(doubled).rejects.toMatchObject({ name: 'ValidationException' });
      });

      test('happen once for one request token', async () => {
        const add = (n: number) => [
          {
            Update: {
              TableName,
              Key: { pk: 'tx', sk: 'token' },
              UpdateExpression: 'ADD n :n',
              ExpressionAttributeValues: { ':n': n },
            },
          },
        ];
        await transact(add(1), 'token-1');
        await transact(add(1), 'token-1');
        expect(await get('tx', 'token')).toMatchObject({ n: 1 });
        await expect(transact(add(2), 'token-1')).rejects.toMatchObject({
          name: 'IdempotentParameterMismatchException',
        });
      });

      fact('read no more than was asked for', async () => {
        const { Responses } = await send(
          new TransactGetCommand({
            TransactItems: [
              { Get: { TableName, Key: { pk: 'tx', sk: 'checked' }, ProjectionExpression: 'sk' } },
              { Get: { TableName, Key: { pk: 'tx', sk: 'never' } } },
            ],
          }),
        );
        expect(Responses?.map((response) => response.Item)).toEqual([{ sk: 'checked' }, undefined]);
      });
    });

    describe('time to live', () => {
      let table: string;
      beforeAll(async () => {
        table = await createTable(clients.client, 'expiring');
      });
      const described = async () =>
        (await clients.client.send(new DescribeTimeToLiveCommand({ TableName: table }))).TimeToLiveDescription;
      const turn = (Enabled: boolean) => {
        const TimeToLiveSpecification = { AttributeName: 'expiresAt', Enabled };
        return clients.client.send(new UpdateTimeToLiveCommand({ TableName: table, TimeToLiveSpecification }));
      };

      test('is off until it is switched on', async () => {
        expect(await described()).toMatchObject({ TimeToLiveStatus: 'DISABLED' });
        await turn(true);
        expect(await described()).toMatchObject({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' });
      });

      fact('cannot be switched on twice', async () => {
        await expect(turn(true)).rejects.toMatchObject({ name: 'ValidationException' });
      });
    });

    electroDbFacts(() => ({ documents: clients.documents, table: TableName }));
  });
}

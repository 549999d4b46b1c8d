import { BatchGetCommand, BatchWriteCommand, DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { tableName as TableName, type World } from './world.ts';

/** Single items and batches of them. */
export function itemFacts(world: () => World): void {
  const db = () => world().documents;

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
      await world().put(item);
      expect(await world().get('types', 'all')).toEqual(item);
    });

    test('are put on a condition only when it holds', async () => {
      const create = { TableName, ConditionExpression: 'attribute_not_exists(pk)' };
      await db().send(new PutCommand({ ...create, Item: { pk: 'once', sk: 'a', by: 'first' } }));
      const again = db().send(new PutCommand({ ...create, Item: { pk: 'once', sk: 'a', by: 'second' } }));
      await expect(again).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
      expect(await world().get('once', 'a')).toMatchObject({ by: 'first' });
    });

    const Key = { pk: 'old', sk: 'a' };
    const refused = {
      ConditionExpression: 'revision = :no',
      ExpressionAttributeValues: { ':no': 6 },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    } as const;
    test.each([
      ['put', () => db().send(new PutCommand({ TableName, Item: Key, ...refused }))],
      ['update', () => db().send(new UpdateCommand({ TableName, Key, UpdateExpression: 'SET x = :no', ...refused }))],
      ['deletion', () => db().send(new DeleteCommand({ TableName, Key, ...refused }))],
    ])('a failed condition of a %s tells the item as it is', async (_what, write) => {
      await world().put({ ...Key, revision: 7 });
      await expect(write()).rejects.toMatchObject({
        name: 'ConditionalCheckFailedException',
        Item: { revision: { N: '7' } },
      });
    });

    test('are updated by expression, and the new item is told', async () => {
      await world().put({ pk: 'update', sk: 'a', count: 1, log: ['a'], gone: true, tags: new Set(['x', 'y']) });
      const { Attributes } = await db().send(
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
      expect(await world().get('update', 'a')).toEqual(expected);
    });

    test('an update creates what is not there, unless the condition forbids it', async () => {
      const update = {
        TableName,
        Key: { pk: 'fresh', sk: 'a' },
        UpdateExpression: 'SET n = :n',
        ExpressionAttributeValues: { ':n': 1 },
      };
      const patch = db().send(new UpdateCommand({ ...update, ConditionExpression: 'attribute_exists(pk)' }));
      await expect(patch).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
      await db().send(new UpdateCommand(update));
      expect(await world().get('fresh', 'a')).toEqual({ pk: 'fresh', sk: 'a', n: 1 });
    });

    test('a deletion tells what was deleted', async () => {
      await world().put({ pk: 'bye', sk: 'a', n: 1 });
      const { Attributes } = await db().send(
        new DeleteCommand({ TableName, Key: { pk: 'bye', sk: 'a' }, ReturnValues: 'ALL_OLD' }),
      );
      expect(Attributes).toEqual({ pk: 'bye', sk: 'a', n: 1 });
      expect(await world().get('bye', 'a')).toBeUndefined();
    });

    test('a bad expression is a ValidationException', async () => {
      const bad = db().send(new UpdateCommand({ TableName, Key: { pk: 'a', sk: 'a' }, UpdateExpression: 'SET' }));
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
      await Promise.all(Array.from({ length: 30 }, () => db().send(new UpdateCommand(add))));
      expect(await world().get('race', 'sum')).toMatchObject({ n: 30 });
    });

    test('one of many claims wins', async () => {
      const claims = Array.from({ length: 12 }, (_, by) =>
        db().send(
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
      expect(await world().get('race', 'claim')).toMatchObject({ by: winner });
    });
  });

  describe('batches', () => {
    test('write, delete and get many', async () => {
      const keys = Array.from({ length: 25 }, (_, n) => ({ pk: 'batch', sk: String(n).padStart(2, '0') }));
      await db().send(
        new BatchWriteCommand({
          RequestItems: { [TableName]: keys.map((key) => ({ PutRequest: { Item: { ...key, here: true } } })) },
        }),
      );
      await db().send(new BatchWriteCommand({ RequestItems: { [TableName]: [{ DeleteRequest: { Key: keys[3] } }] } }));
      const { Responses } = await db().send(
        new BatchGetCommand({ RequestItems: { [TableName]: { Keys: keys, ConsistentRead: true } } }),
      );
      expect(Responses?.[TableName]?.map((item) => item.sk).sort()).toEqual(
        keys.filter((_, n) => n !== 3).map((key) => key.sk),
      );
    });
  });
}

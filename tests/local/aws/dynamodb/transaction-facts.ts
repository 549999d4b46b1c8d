import type { CancellationReason } from '@aws-sdk/client-dynamodb';
import { TransactGetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { type Fact, tableName as TableName, type World } from './world.ts';

/** Transactions. */
export function transactionFacts(world: () => World, fact: Fact): void {
  const db = () => world().documents;

  describe('transactions', () => {
    const transact = (
      items: NonNullable<ConstructorParameters<typeof TransactWriteCommand>[0]['TransactItems']>,
      token?: string,
    ) => db().send(new TransactWriteCommand({ TransactItems: items, ClientRequestToken: token }));

    test('write all their items', async () => {
      await world().put({ pk: 'tx', sk: 'deleted' });
      await world().put({ pk: 'tx', sk: 'checked', open: true });
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
      const { Responses } = await db().send(
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
      await world().put({ pk: 'tx', sk: 'taken', by: 'other' });
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
      const error = await failed.catch((reason: { name: string; CancellationReasons: CancellationReason[] }) => reason);
      expect(error).toMatchObject({ name: 'TransactionCanceledException' });
      const reasons = 'CancellationReasons' in error ? error.CancellationReasons : [];
      expect(reasons.map((reason) => reason.Code)).toEqual(['None', 'ConditionalCheckFailed']);
      expect(reasons[1]?.Item).toMatchObject({ by: { S: 'other' } });
      expect(await world().get('tx', 'beside')).toBeUndefined();
      expect(await world().get('tx', 'taken')).toMatchObject({ by: 'other' });
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
      expect(await world().get('tx', 'token')).toMatchObject({ n: 1 });
      await expect(transact(add(2), 'token-1')).rejects.toMatchObject({
        name: 'IdempotentParameterMismatchException',
      });
    });

    fact('read no more than was asked for', async () => {
      const { Responses } = await db().send(
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
}

import { DeleteCommand, QueryCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { tableName as TableName, type World } from './world.ts';

/** Queries, indexes and scans. */
export function queryFacts(world: () => World): void {
  const db = () => world().documents;

  describe('queries', () => {
    const steps = Array.from({ length: 45 }, (_, n) => String(n).padStart(3, '0'));
    beforeAll(async () => {
      for (const sk of steps)
        await world().put({ pk: 'steps', sk, n: Number(sk), gsi1pk: `mod${Number(sk) % 3}`, gsi1sk: sk });
    });
    const query = async (input: Partial<ConstructorParameters<typeof QueryCommand>[0]>) => {
      const seen: unknown[] = [];
      let ExclusiveStartKey: Record<string, unknown> | undefined;
      do {
        const page = await db().send(
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
      await world().put({ pk: 'call', sk: 'x', gsi1pk: 'live', gsi1sk: '1' });
      expect(await entries()).toEqual(['x']);
      await db().send(
        new UpdateCommand({ TableName, Key: { pk: 'call', sk: 'x' }, UpdateExpression: 'REMOVE gsi1pk' }),
      );
      expect(await entries()).toEqual([]);
      await world().put({ pk: 'call', sk: 'x', gsi1pk: 'live', gsi1sk: '2' });
      await db().send(new DeleteCommand({ TableName, Key: { pk: 'call', sk: 'x' } }));
      expect(await entries()).toEqual([]);
    });

    test('a scan sees every item once', async () => {
      const keys: string[] = [];
      let ExclusiveStartKey: Record<string, unknown> | undefined;
      do {
        const page = await db().send(
          new ScanCommand({ TableName, Limit: 11, ...(ExclusiveStartKey && { ExclusiveStartKey }) }),
        );
        keys.push(...(page.Items ?? []).map((item) => `${item.pk}/${item.sk}`));
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey);
      expect(new Set(keys).size).toBe(keys.length);
      expect(keys.filter((key) => key.startsWith('steps/')).sort()).toEqual(steps.map((sk) => `steps/${sk}`));
    });
  });
}

import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ListTablesCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { createTable } from './clients.ts';
import { type Fact, tableName as TableName, type World } from './world.ts';

/** Tables and their time to live. */
export function tableFacts(world: () => World, fact: Fact): void {
  const db = () => world().documents;

  describe('tables', () => {
    test('are described and listed', async () => {
      const { Table } = await world().client.send(new DescribeTableCommand({ TableName }));
      expect(Table?.TableStatus).toBe('ACTIVE');
      expect(Table?.GlobalSecondaryIndexes?.map((index) => index.IndexName)).toEqual(['gsi1']);
      expect((await world().client.send(new ListTablesCommand({}))).TableNames).toContain(TableName);
    });

    test('cannot be created twice', async () => {
      await expect(createTable(world().client, TableName)).rejects.toMatchObject({ name: 'ResourceInUseException' });
    });

    test('must exist', async () => {
      const lost = db().send(new GetCommand({ TableName: 'nowhere', Key: { pk: 'a', sk: 'b' } }));
      await expect(lost).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    });
  });

  describe('time to live', () => {
    let table: string;
    beforeAll(async () => {
      table = await createTable(world().client, 'expiring');
    });
    const described = async () =>
      (await world().client.send(new DescribeTimeToLiveCommand({ TableName: table }))).TimeToLiveDescription;
    const turn = (Enabled: boolean) => {
      const TimeToLiveSpecification = { AttributeName: 'expiresAt', Enabled };
      return world().client.send(new UpdateTimeToLiveCommand({ TableName: table, TimeToLiveSpecification }));
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
}

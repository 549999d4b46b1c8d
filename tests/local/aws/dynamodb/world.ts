import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type Clients, clientsOf, createTable } from './clients.ts';

export const tableName = 'calls';

/** Clients of a running server that has the table, and the two requests that most facts begin and end with. */
export interface World extends Clients {
  put(item: Record<string, unknown>): Promise<unknown>;
  get(pk: string, sk: string): Promise<Record<string, unknown> | undefined>;
}

/** Registers a test, unless the server at hand is known to differ in it. */
export type Fact = (title: string, run: () => Promise<void>) => void;

export async function createWorld(endpoint: string): Promise<World> {
  const clients = clientsOf(endpoint);
  const { documents } = clients;
  await createTable(clients.client, tableName);
  return {
    ...clients,
    put: (Item) => documents.send(new PutCommand({ TableName: tableName, Item })),
    get: async (pk, sk) =>
      (await documents.send(new GetCommand({ TableName: tableName, Key: { pk, sk }, ConsistentRead: true }))).Item,
  };
}

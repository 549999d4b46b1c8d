import { afterAll, beforeAll, describe, test } from 'vitest';
import { electroDbFacts } from './electrodb-facts.ts';
import { itemFacts } from './item-facts.ts';
import { queryFacts } from './query-facts.ts';
import { tableFacts } from './table-facts.ts';
import { transactionFacts } from './transaction-facts.ts';
import { createWorld, type Fact, type World } from './world.ts';

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
  const fact: Fact = (title, run) => {
    const instead = differs[title];
    if (instead === undefined) test(title, run);
    else test.fails(`${title} (not here: ${instead})`, run);
  };

  describe(name, () => {
    let server: Started;
    let world: World;
    beforeAll(async () => {
      server = await start();
      world = await createWorld(server.endpoint);
    });
    afterAll(async () => {
      world.client.destroy();
      await server.close();
    });

    tableFacts(() => world, fact);
    itemFacts(() => world);
    queryFacts(() => world);
    transactionFacts(() => world, fact);
    electroDbFacts(() => world);
  });
}

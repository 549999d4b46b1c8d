import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { systemClock } from '#adapters/clock/system-clock.ts';
import { createDynamoDbClient } from '#adapters/dynamodb/client.ts';
import { dynamoDbOwnerStore } from '#adapters/dynamodb/owner-store.ts';
import { addOwner, ownerOf } from './new-owner.ts';

const usage = 'npm run owner -- --table TABLE owner.json   (TABLE: the output TableName of the deployment)';

/** Run by the operator, with credentials that may write to the table. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { table: { type: 'string' }, settings: { type: 'string', default: 'deployment.json' } },
    allowPositionals: true,
  });
  const [file] = positionals;
  if (file === undefined || values.table === undefined) throw new Error(usage);
  const owner = ownerOf(await json(file), await json(values.settings));
  const owners = dynamoDbOwnerStore({ client: createDynamoDbClient(), table: values.table, clock: systemClock });
  const key = await addOwner(owners, owner);
  process.stdout.write(`${owner.ownerId} may have calls made.\nAPI key, shown this once: ${key}\n`);
}

async function json(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof SyntaxError ? 'it is not JSON' : 'it cannot be read'}`, {
      cause: error,
    });
  }
}

await main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'the owner could not be added'}\n`);
  process.exitCode = 1;
});

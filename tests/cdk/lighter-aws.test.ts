import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CallId } from '#core/contracts/ids.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import { startS3 } from '#local/aws/s3/start-s3.ts';
import { bundled } from '#tests/cdk/support/bundled.ts';
import { callStoreSuite } from '#tests/support/call-store-suite.ts';
import { openTestTables, type TestTables } from '#tests/support/dynamodb-table.ts';
import { openScriptedServer } from '#tests/support/scripted-server.ts';

/** What the adapters do when everything that bundles leave out is gone. */
const contents = `export { dynamoDbCallStore } from '#adapters/dynamodb/call-store.ts';
  export { createDynamoDbClient } from '#adapters/dynamodb/client.ts';
  export { createS3Client, s3Recordings } from '#adapters/s3/recordings.ts';
  export { createSfnClient, sfnWorkflow } from '#adapters/sfn/workflow.ts';`;

type Adapters = Pick<typeof import('#adapters/dynamodb/call-store.ts'), 'dynamoDbCallStore'> &
  Pick<typeof import('#adapters/dynamodb/client.ts'), 'createDynamoDbClient'> &
  Pick<typeof import('#adapters/s3/recordings.ts'), 'createS3Client' | 's3Recordings'> &
  Pick<typeof import('#adapters/sfn/workflow.ts'), 'createSfnClient' | 'sfnWorkflow'>;

const credentials = { accessKeyId: 'a-key', secretAccessKey: 'a-secret' };
let folder: string;
let adapters: Adapters;
let tables: TestTables;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hold-slayer-lighter-aws-'));
  [adapters, tables] = await Promise.all([bundled<Adapters>(contents, folder), openTestTables({ maxAttempts: 1 })]);
});
afterAll(async () => {
  await tables?.close();
  await rm(folder, { recursive: true });
});

callStoreSuite('DynamoDB as bundled', async () =>
  adapters.dynamoDbCallStore({
    client: adapters.createDynamoDbClient({ region: 'us-east-1', endpoint: tables.endpoint, credentials }),
    table: await tables.create(),
  }),
);

it('recordings are composed and linked by what is in a bundle', async () => {
  const s3 = await startS3({ dataDir: join(folder, 's3'), credentials });
  try {
    const options = { region: 'us-east-1', endpoint: s3.endpoint, credentials };
    await new S3Client({ ...options, forcePathStyle: true }).send(new CreateBucketCommand({ Bucket: 'recordings' }));
    const recordings = adapters.s3Recordings({ client: adapters.createS3Client(options), bucket: 'recordings' });
    const callId = CallId.parse(`call_${'0'.repeat(26)}`);
    const mulaw = new Uint8Array(160).fill(1);
    await recordings.storePiece({ callId, track: 'company', epoch: 1, fromMs: mediaMs(0), mulaw });
    const keys = await recordings.compose(callId, 0);
    expect(Object.keys(keys ?? {}).toSorted()).toEqual(['mixed', 'outbound']);
  } finally {
    await s3.close();
  }
});

it('Step Functions that cannot be reached are told as such', async () => {
  const client = adapters.createSfnClient({ region: 'us-east-1', endpoint: 'http://127.0.0.1:2', credentials });
  const workflow = adapters.sfnWorkflow({
    client,
    stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:calls',
  });
  await expect(workflow.isRunning(CallId.parse(`call_${'0'.repeat(26)}`))).rejects.toMatchObject({
    name: 'StoreUnavailable',
  });
});

it('a worker is given its credentials by the container that it runs in', async () => {
  const given = {
    AccessKeyId: 'of-the-task',
    SecretAccessKey: 'secret',
    Token: 'token',
    Expiration: '2099-01-01T00:00:00Z',
  };
  await using container = await openScriptedServer({ status: 200, body: given });
  const ask = `const { createDynamoDbClient } = await import(process.argv[1]);
    console.log((await createDynamoDbClient({ region: 'us-east-1' }).config.credentials()).accessKeyId);`;
  const env = { PATH: process.env.PATH, HOME: folder, AWS_CONTAINER_CREDENTIALS_FULL_URI: container.url };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '-e', ask, join(folder, 'bundled.mjs')],
    { env },
  );
  expect(stdout.trim()).toBe('of-the-task');
});

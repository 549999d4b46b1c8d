import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, GetObjectAclCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type S3, startS3 } from '#local/aws/s3/start-s3.ts';
import { Bucket, credentials, s3ClientOf } from './world.ts';

let dataDir: string;
const damaged = () => {
  const folder = join(dataDir, 'damaged');
  mkdirSync(folder);
  writeFileSync(join(folder, 'index.sqlite'), 'no database');
  return folder;
};
let server: S3;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 's3-'));
  server = await startS3({ dataDir, credentials });
});
afterEach(async () => {
  await server.close();
  await rm(dataDir, { recursive: true });
});

test.each([
  [
    'a port that is taken',
    () => ({ dataDir: join(dataDir, 'other'), port: Number(new URL(server.endpoint).port) }),
    /port \d+ of 127.0.0.1 is taken/,
  ],
  ['a folder in use', () => ({ dataDir }), /another process uses it; stop that one or choose another folder$/],
  ['a damaged folder', () => ({ dataDir: damaged() }), /not a database; choose another folder or remove this one$/],
  ['a folder that cannot be one', () => ({ dataDir: '/dev/null/x' }), /ENOTDIR|not a directory/],
])('%s is told in one sentence', async (_what, options, message) => {
  await expect(startS3({ credentials, ...options() })).rejects.toThrow(message);
});

test('what a crash left behind is swept at the next start, and nothing else', async () => {
  const s3 = s3ClientOf(server.endpoint);
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'kept' }));
  await server.close();
  await writeFile(join(dataDir, 'incoming', 'half'), 'half of an object');
  await writeFile(join(dataDir, 'buckets', Bucket, 'never-committed'), 'whole, but not in the index');
  server = await startS3({ dataDir, credentials });
  expect(await readdir(join(dataDir, 'incoming'))).toEqual([]);
  expect(await readdir(join(dataDir, 'buckets', Bucket))).toHaveLength(1);
  const again = s3ClientOf(server.endpoint);
  const { Body } = await again.send(new GetObjectCommand({ Bucket, Key: 'a' }));
  expect(await Body?.transformToString()).toBe('kept');
  s3.destroy();
  again.destroy();
});

test('an operation that is not known says so', async () => {
  const s3 = s3ClientOf(server.endpoint);
  const acl = s3.send(new GetObjectAclCommand({ Bucket, Key: 'a' }));
  await expect(acl).rejects.toMatchObject({ name: 'NotImplemented', message: expect.stringContaining('"acl"') });
  s3.destroy();
});

test('work is held from the beginning of a request to the end of its answer', async () => {
  await server.close();
  let held = 0;
  let most = 0;
  const onWork = () => {
    held += 1;
    most = Math.max(most, held);
    return () => {
      held -= 1;
    };
  };
  server = await startS3({ dataDir, credentials, onWork });
  const s3 = s3ClientOf(server.endpoint);
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }));
  s3.destroy();
  await server.close();
  expect([most, held]).toEqual([1, 0]);
  server = await startS3({ dataDir, credentials });
});

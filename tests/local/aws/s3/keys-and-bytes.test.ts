import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Bucket, createWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const bytesOf = (key: string) => Buffer.byteLength(key);
const awkward = [
  '.',
  '..',
  '../../etc/passwd',
  '/',
  '//',
  '/a',
  'a//b',
  'a/./b',
  'a/../b',
  '%2F',
  '%',
  '+',
  ' ',
  '\0',
  '~',
  '\\',
  'con',
  "!'()*",
];
const key = fc.oneof(
  fc.constantFrom(...awkward),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
  fc
    .array(fc.constantFrom('a', '/', '.', '..', '%', ' ', '?', '#', '&', 'ü', '電'), { minLength: 1, maxLength: 20 })
    .map((parts) => parts.join('')),
  fc.integer({ min: 1000, max: 1024 }).map((length) => 'k'.repeat(length)),
);
const body = fc.uint8Array({ maxLength: 3000 });

test('any bytes under any key come back, whole and in part', async () => {
  await fc.assert(
    fc.asyncProperty(key, body, fc.nat(3000), fc.nat(3000), async (Key, Body, a, b) => {
      fc.pre(bytesOf(Key) <= 1024);
      const s3 = world.s3();
      await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
      expect(Buffer.compare(await world.read(Key), Body)).toBe(0);
      const { ContentLength } = await s3.send(new HeadObjectCommand({ Bucket, Key }));
      expect(ContentLength).toBe(Body.length);
      const [start, end] = a < b ? [a, b] : [b, a];
      const part = s3.send(new GetObjectCommand({ Bucket, Key, Range: `bytes=${start}-${end}` }));
      if (start >= Body.length) await expect(part).rejects.toMatchObject({ name: 'InvalidRange' });
      else {
        const bytes = await (await part).Body?.transformToByteArray();
        expect(Buffer.compare(bytes ?? Buffer.of(), Body.subarray(start, end + 1))).toBe(0);
      }
    }),
    { numRuns: 100 },
  );
});

test('two keys are never one object', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(key, { minLength: 2, maxLength: 4 }), async (keys) => {
      fc.pre(keys.every((each) => bytesOf(each) <= 1024));
      const s3 = world.s3();
      for (const [n, Key] of keys.entries()) await s3.send(new PutObjectCommand({ Bucket, Key, Body: `${n}` }));
      for (const [n, Key] of keys.entries()) expect(Buffer.from(await world.read(Key)).toString()).toBe(`${n}`);
      for (const Key of keys) await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    }),
    { numRuns: 20 },
  );
});

test('no key leads out of the folder', async () => {
  for (const Key of awkward) await world.s3().send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
  expect((await readdir(world.dataDir)).sort()).toEqual(['buckets', 'incoming', 'index.sqlite', 'index.sqlite-wal']);
  expect(await readdir(join(world.dataDir, 'buckets'))).toEqual([Bucket]);
  for (const Key of awkward)
    expect(world.server().fileOf(Bucket, Key)).toMatch(/\/buckets\/recordings\/[0-9a-f]{18}-[\w.-]*$/);
});

test('a key has at most 1024 bytes', async () => {
  const long = world.s3().send(new PutObjectCommand({ Bucket, Key: 'ü'.repeat(513), Body: 'x' }));
  await expect(long).rejects.toMatchObject({ name: 'KeyTooLongError' });
});

import { ListObjectsV2Command, type ListObjectsV2CommandInput, PutObjectCommand } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Bucket, createWorld, type World } from './world.ts';

const keys = [
  'a',
  'a/1',
  'a/2/x',
  'a/2/y',
  'a/é',
  'a-b',
  'b/',
  'b/1',
  'c & <d> "e"',
  'z\uffee',
  'z\u{1f4de}',
  ...Array.from({ length: 12 }, (_, n) => `many/${n}/piece`),
];
const inBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
const sorted = [...keys].sort(inBytes);

let world: World;
beforeAll(async () => {
  world = await createWorld();
  for (const Key of keys) await world.s3().send(new PutObjectCommand({ Bucket, Key, Body: Key }));
});
afterAll(() => world.close());

/** All pages together. */
async function listAll(input: Partial<ListObjectsV2CommandInput>) {
  const found = { keys: [] as string[], prefixes: [] as string[], pages: 0 };
  let ContinuationToken: string | undefined;
  do {
    const page = await world.s3().send(new ListObjectsV2Command({ Bucket, ...input, ContinuationToken }));
    const contents = page.Contents?.map((object) => object.Key ?? '') ?? [];
    const prefixes = page.CommonPrefixes?.map((common) => common.Prefix ?? '') ?? [];
    expect(page.KeyCount).toBe(contents.length + prefixes.length);
    expect(page.KeyCount).toBeLessThanOrEqual(input.MaxKeys ?? 1000);
    found.keys.push(...contents);
    found.prefixes.push(...prefixes);
    found.pages += 1;
    ContinuationToken = page.NextContinuationToken;
    expect(page.IsTruncated).toBe(ContinuationToken !== undefined);
  } while (ContinuationToken !== undefined);
  return found;
}

/** What S3's documentation says a list is. */
function expectedList(prefix: string, delimiter: string, after: string) {
  const below = sorted.filter((key) => key.startsWith(prefix) && inBytes(key, after) > 0);
  const commonOf = (key: string) => {
    const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    return at < 0 ? null : key.slice(0, at + delimiter.length);
  };
  const prefixes = below.flatMap((key) => commonOf(key) ?? []);
  return { keys: below.filter((key) => commonOf(key) === null), prefixes: [...new Set(prefixes)] };
}

describe('a list', () => {
  test('tells size, ETag and time of each object, in the order of bytes', async () => {
    const { Contents } = await world.s3().send(new ListObjectsV2Command({ Bucket }));
    expect(Contents?.map((object) => object.Key)).toEqual(sorted);
    for (const object of Contents ?? []) {
      expect(object).toMatchObject({
        Size: Buffer.byteLength(object.Key ?? ''),
        ETag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
      });
      expect(object.LastModified).toBeInstanceOf(Date);
    }
  });

  test('with a delimiter is a folder', async () => {
    expect(await listAll({ Prefix: 'a/', Delimiter: '/' })).toMatchObject({ keys: ['a/1', 'a/é'], prefixes: ['a/2/'] });
  });

  test('of no keys is empty', async () => {
    const none = await world.s3().send(new ListObjectsV2Command({ Bucket, MaxKeys: 0 }));
    expect(none).toMatchObject({ KeyCount: 0, IsTruncated: false });
    expect(await listAll({ Prefix: 'nothing' })).toEqual({ keys: [], prefixes: [], pages: 1 });
  });

  test('may be encoded for URLs', async () => {
    const page = await world.s3().send(new ListObjectsV2Command({ Bucket, Prefix: 'c &', EncodingType: 'url' }));
    expect(page.Contents?.map((object) => object.Key)).toEqual(['c%20%26%20%3Cd%3E%20%22e%22']);
  });

  test('refuses a token it did not give', async () => {
    const list = world.s3().send(new ListObjectsV2Command({ Bucket, ContinuationToken: 'no token!' }));
    await expect(list).rejects.toMatchObject({ name: 'InvalidArgument' });
  });

  test('lists everything once, whatever the prefix, delimiter, start and page size', async () => {
    const piece = fc.constantFrom('', 'a', 'a/', 'a/2', 'many/', 'many/1', '/', 'z', 'piece', 'b/', 'é');
    const request = fc.record({
      prefix: piece,
      delimiter: piece,
      after: fc.constantFrom('', ...keys),
      limit: fc.integer({ min: 1, max: 30 }),
    });
    await fc.assert(
      fc.asyncProperty(request, async ({ prefix, delimiter, after, limit }) => {
        const input = { Prefix: prefix, Delimiter: delimiter, StartAfter: after, MaxKeys: limit };
        expect(await listAll(input)).toMatchObject(expectedList(prefix, delimiter, after));
      }),
      { numRuns: 60 },
    );
  });
});

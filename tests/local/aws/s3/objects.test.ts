import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Bucket, createWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
const s3 = () => world.s3();
const put = (Key: string, Body: string | Uint8Array, more: object = {}) =>
  s3().send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const text = async (Key: string) => Buffer.from(await world.read(Key)).toString();
const base64Crc = (bytes: Uint8Array) => {
  const value = Buffer.alloc(4);
  value.writeUInt32BE(crc32(bytes));
  return value.toString('base64');
};

describe('buckets', () => {
  test('exist once, are found, and are deleted when they are empty', async () => {
    await s3().send(new CreateBucketCommand({ Bucket: 'other-bucket' }));
    const again = s3().send(new CreateBucketCommand({ Bucket: 'other-bucket' }));
    await expect(again).rejects.toMatchObject({ name: 'BucketAlreadyOwnedByYou' });
    await s3().send(new HeadBucketCommand({ Bucket: 'other-bucket' }));
    const { Buckets } = await s3().send(new ListBucketsCommand({}));
    expect(Buckets?.map((bucket) => bucket.Name)).toEqual(['other-bucket', Bucket]);
    await s3().send(new PutObjectCommand({ Bucket: 'other-bucket', Key: 'a', Body: 'x' }));
    const full = s3().send(new DeleteBucketCommand({ Bucket: 'other-bucket' }));
    await expect(full).rejects.toMatchObject({ name: 'BucketNotEmpty' });
    await s3().send(new DeleteObjectCommand({ Bucket: 'other-bucket', Key: 'a' }));
    await s3().send(new DeleteBucketCommand({ Bucket: 'other-bucket' }));
    await expect(s3().send(new HeadBucketCommand({ Bucket: 'other-bucket' }))).rejects.toMatchObject({
      name: 'NotFound',
    });
  });

  test.each(['Upper', 'a', 'under_score', '-dash'])('%j is no name for one', async (name) => {
    const created = s3().send(new CreateBucketCommand({ Bucket: name }));
    await expect(created).rejects.toThrow(/InvalidBucketName|bucket name has 3 to 63/i);
  });

  test('must exist', async () => {
    const lost = s3().send(new PutObjectCommand({ Bucket: 'nowhere', Key: 'a', Body: 'a' }));
    await expect(lost).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });
});

describe('an object', () => {
  test('keeps its bytes, headers and metadata', async () => {
    const Body = Buffer.from('RIFF....WAVE');
    const md5 = createHash('md5').update(Body).digest('hex');
    const { ETag } = await put('call/mixed.wav', Body, {
      ContentType: 'audio/wav',
      CacheControl: 'private',
      ContentDisposition: 'attachment; filename="call.wav"',
      ContentEncoding: 'identity',
      Metadata: { 'call-id': 'c1', track: 'mixed' },
    });
    expect(ETag).toBe(`"${md5}"`);
    const head = await s3().send(new HeadObjectCommand({ Bucket, Key: 'call/mixed.wav' }));
    const got = await s3().send(new GetObjectCommand({ Bucket, Key: 'call/mixed.wav' }));
    for (const answer of [head, got])
      expect(answer).toMatchObject({
        ETag,
        ContentLength: Body.length,
        ContentType: 'audio/wav',
        CacheControl: 'private',
        ContentDisposition: 'attachment; filename="call.wav"',
        ContentEncoding: 'identity',
        Metadata: { 'call-id': 'c1', track: 'mixed' },
        AcceptRanges: 'bytes',
      });
    expect(got.ChecksumCRC32).toBe(base64Crc(Body));
    expect(await got.Body?.transformToString()).toBe('RIFF....WAVE');
  });

  test('is replaced by the next one, and only its file stays', async () => {
    await put('twice', 'first');
    const first = world.server().fileOf(Bucket, 'twice') ?? '';
    await put('twice', 'second', { ContentType: 'text/plain' });
    expect(await text('twice')).toBe('second');
    await expect(readFile(first)).rejects.toThrow('ENOENT');
    expect(await readFile(world.server().fileOf(Bucket, 'twice') ?? '', 'utf8')).toBe('second');
  });

  test('lies in a file that a person finds by its name', async () => {
    await put('recordings/2026/01/02/call_7_mixed.wav', 'x');
    expect(world.server().fileOf(Bucket, 'recordings/2026/01/02/call_7_mixed.wav')).toMatch(/-call_7_mixed\.wav$/);
    expect(world.server().fileOf(Bucket, 'none')).toBeNull();
  });

  test('that is streamed comes in aws-chunked pieces with a checksum behind, and is whole', async () => {
    const pieces = Array.from({ length: 40 }, (_, n) => Buffer.alloc(7_000 + n, n));
    const Body = Readable.from(pieces);
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    await s3().send(new PutObjectCommand({ Bucket, Key: 'streamed', Body, ContentLength: length }));
    expect(Buffer.compare(await world.read('streamed'), Buffer.concat(pieces))).toBe(0);
    const head = await s3().send(new HeadObjectCommand({ Bucket, Key: 'streamed', ChecksumMode: 'ENABLED' }));
    expect(head.ChecksumCRC32).toBe(base64Crc(Buffer.concat(pieces)));
    expect(head.ContentEncoding).toBeUndefined();
  });

  test.each(['SHA1', 'SHA256', 'CRC32'] as const)('can be checked by %s', async (ChecksumAlgorithm) => {
    await put(`sum-${ChecksumAlgorithm}`, 'bytes', { ChecksumAlgorithm });
    const got = await s3().send(
      new GetObjectCommand({ Bucket, Key: `sum-${ChecksumAlgorithm}`, ChecksumMode: 'ENABLED' }),
    );
    expect(got[`Checksum${ChecksumAlgorithm}`]).toEqual(expect.any(String));
    expect(await got.Body?.transformToString()).toBe('bytes');
  });

  test.each([
    ['a CRC32 that is wrong', { ChecksumCRC32: 'AAAAAA==' }, 'BadDigest'],
    ['an MD5 that is wrong', { ContentMD5: '1B2M2Y8AsgTpgAmY7PhCfg==' }, 'BadDigest'],
    ['an algorithm that is not known', { ChecksumCRC32C: 'AAAAAA==' }, 'NotImplemented'],
    ['tags, which are not known', { Tagging: 'a=b' }, 'NotImplemented'],
  ])('with %s is refused, and what was there stays', async (_what, more, name) => {
    await put('kept', 'before');
    await expect(put('kept', 'after', more)).rejects.toMatchObject({ name });
    expect(await text('kept')).toBe('before');
  });

  test('is deleted once or more often', async () => {
    await put('gone', 'x');
    await s3().send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
    await s3().send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
    await expect(text('gone')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(s3().send(new HeadObjectCommand({ Bucket, Key: 'gone' }))).rejects.toMatchObject({ name: 'NotFound' });
  });

  test('many are deleted at once', async () => {
    const keys = ['d/a', 'd/b&<c>', ' d ', 'd/line\r\nfeed'];
    for (const key of keys) await put(key, 'x');
    const { Deleted } = await s3().send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: [...keys, 'd/never'].map((Key) => ({ Key })) } }),
    );
    expect(Deleted?.map((each) => each.Key)).toEqual([...keys, 'd/never']);
    for (const key of keys) await expect(text(key)).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test('is copied with its headers, or with new ones', async () => {
    await put('from/ä b+c', 'bytes', { ContentType: 'audio/wav', Metadata: { a: '1' } });
    const CopySource = encodeURIComponent(`${Bucket}/from/ä b+c`);
    await s3().send(new CopyObjectCommand({ Bucket, Key: 'to/same', CopySource }));
    const replace = { MetadataDirective: 'REPLACE', ContentType: 'text/plain', Metadata: { b: '2' } } as const;
    await s3().send(new CopyObjectCommand({ Bucket, Key: 'to/new', CopySource, ...replace }));
    expect(await text('to/same')).toBe('bytes');
    const [same, fresh] = await Promise.all(
      ['to/same', 'to/new'].map((Key) => s3().send(new HeadObjectCommand({ Bucket, Key }))),
    );
    expect(same).toMatchObject({ ContentType: 'audio/wav', Metadata: { a: '1' } });
    expect(fresh).toMatchObject({ ContentType: 'text/plain', Metadata: { b: '2' } });
    const itself = s3().send(new CopyObjectCommand({ Bucket, Key: 'to/same', CopySource: `${Bucket}/to/same` }));
    await expect(itself).rejects.toMatchObject({ name: 'InvalidRequest' });
    const nothing = s3().send(new CopyObjectCommand({ Bucket, Key: 'to/x', CopySource: `${Bucket}/none` }));
    await expect(nothing).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test('is still there after a restart', async () => {
    await put('lasting', 'here', { Metadata: { a: 'b' } });
    await world.restart();
    const got = await s3().send(new GetObjectCommand({ Bucket, Key: 'lasting' }));
    expect(got.Metadata).toEqual({ a: 'b' });
    expect(await got.Body?.transformToString()).toBe('here');
  });
});

describe('conditions', () => {
  test('If-None-Match: * writes only what is not there', async () => {
    await put('new', 'first', { IfNoneMatch: '*' });
    await expect(put('new', 'second', { IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    expect(await text('new')).toBe('first');
  });

  test('one of many who create wins', async () => {
    const bodies = Array.from({ length: 10 }, (_, n) => `writer ${n}`);
    const results = await Promise.allSettled(bodies.map((body) => put('claim', body, { IfNoneMatch: '*' })));
    const winners = bodies.filter((_, n) => results[n]?.status === 'fulfilled');
    expect(winners).toHaveLength(1);
    expect(await text('claim')).toBe(winners[0]);
  });

  test('If-Match writes only over the version that was seen', async () => {
    await expect(put('absent', 'x', { IfMatch: '"abc"' })).rejects.toMatchObject({ name: 'NoSuchKey' });
    const { ETag } = await put('version', 'one');
    await put('version', 'two', { IfMatch: ETag });
    await expect(put('version', 'three', { IfMatch: ETag })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    expect(await text('version')).toBe('two');
  });

  test('a read of what is known already is answered 304, of another version 412', async () => {
    const { ETag } = await put('read', 'x');
    const get = (conditions: object) => s3().send(new GetObjectCommand({ Bucket, Key: 'read', ...conditions }));
    await expect(get({ IfNoneMatch: ETag })).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
    await expect(get({ IfMatch: '"other"' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(get({ IfUnmodifiedSince: new Date(0) })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    expect(await (await get({ IfMatch: ETag, IfNoneMatch: '"other"' })).Body?.transformToString()).toBe('x');
  });
});

describe('a range', () => {
  beforeAll(() => put('range', '0123456789'));
  test.each([
    ['bytes=0-0', 206, '0', 'bytes 0-0/10'],
    ['bytes=3-5', 206, '345', 'bytes 3-5/10'],
    ['bytes=7-', 206, '789', 'bytes 7-9/10'],
    ['bytes=-4', 206, '6789', 'bytes 6-9/10'],
    ['bytes=8-99', 206, '89', 'bytes 8-9/10'],
    ['bytes=-99', 206, '0123456789', 'bytes 0-9/10'],
    ['bytes=5-3', 200, '0123456789', undefined],
    ['bytes=0-1,4-5', 200, '0123456789', undefined],
    ['seconds=1-2', 200, '0123456789', undefined],
  ])('%s gets %i %j', async (Range, status, expected, contentRange) => {
    const got = await s3().send(new GetObjectCommand({ Bucket, Key: 'range', Range }));
    expect(await got.Body?.transformToString()).toBe(expected);
    expect([got.$metadata.httpStatusCode, got.ContentRange, got.ContentLength]).toEqual([
      status,
      contentRange,
      expected.length,
    ]);
  });

  test.each(['bytes=10-', 'bytes=-0'])('%s has no bytes', async (Range) => {
    await expect(s3().send(new GetObjectCommand({ Bucket, Key: 'range', Range }))).rejects.toMatchObject({
      name: 'InvalidRange',
    });
  });
});

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListPartsCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Bucket, createWorld, type World } from './world.ts';

const MIB = 1024 * 1024;
let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
const s3 = () => world.s3();
const files = () => readdir(join(world.dataDir, 'buckets', Bucket)).catch(() => []);

const begin = async (Key: string, more: object = {}) => {
  const { UploadId = '' } = await s3().send(new CreateMultipartUploadCommand({ Bucket, Key, ...more }));
  const target = { Bucket, Key, UploadId };
  const part = async (PartNumber: number, Body: Uint8Array) => {
    const sent = await s3().send(new UploadPartCommand({ ...target, PartNumber, Body }));
    return { PartNumber, ETag: sent.ETag, ChecksumCRC32: sent.ChecksumCRC32 };
  };
  const complete = (Parts: object[], conditions: object = {}) =>
    s3().send(new CompleteMultipartUploadCommand({ ...target, MultipartUpload: { Parts }, ...conditions }));
  const abort = () => s3().send(new AbortMultipartUploadCommand(target));
  return { target, part, complete, abort };
};

describe('a multipart upload', () => {
  test('of lib-storage, from a stream of unknown length', async () => {
    const pieces = Array.from({ length: 11 }, (_, n) => Buffer.alloc(MIB, n));
    const params = {
      Bucket,
      Key: 'long.wav',
      Body: Readable.from(pieces),
      ContentType: 'audio/wav',
      Metadata: { a: 'b' },
    };
    const done = await new Upload({ client: s3(), params, partSize: 5 * MIB, queueSize: 2 }).done();
    expect(done.ETag).toMatch(/^"[0-9a-f]{32}-3"$/);
    expect(Buffer.compare(await world.read('long.wav'), Buffer.concat(pieces))).toBe(0);
    const head = await s3().send(new HeadObjectCommand({ Bucket, Key: 'long.wav', ChecksumMode: 'ENABLED' }));
    expect(head).toMatchObject({
      ContentType: 'audio/wav',
      Metadata: { a: 'b' },
      ContentLength: 11 * MIB,
      ETag: done.ETag,
    });
    expect(head.ChecksumCRC32).toMatch(/-3$/);
    expect(await files()).toHaveLength(1);
  });

  test('joins its parts by number, and a part sent again replaces the first', async () => {
    const { target, part, complete } = await begin('parts');
    const last = await part(7, Buffer.from('end'));
    await part(2, Buffer.alloc(5 * MIB, 1));
    const first = await part(2, Buffer.alloc(5 * MIB, 2));
    await world.restart();
    const { Parts } = await s3().send(new ListPartsCommand(target));
    expect(Parts?.map((each) => [each.PartNumber, each.Size, each.ETag])).toEqual([
      [2, 5 * MIB, first.ETag],
      [7, 3, last.ETag],
    ]);
    const { IsTruncated, NextPartNumberMarker } = await s3().send(new ListPartsCommand({ ...target, MaxParts: 1 }));
    expect([IsTruncated, NextPartNumberMarker]).toEqual([true, '2']);
    await complete([first, last]);
    const bytes = await world.read('parts');
    expect([bytes.length, bytes[0], Buffer.from(bytes.subarray(-3)).toString()]).toEqual([5 * MIB + 3, 2, 'end']);
    await expect(s3().send(new ListPartsCommand(target))).rejects.toMatchObject({ name: 'NoSuchUpload' });
  });

  test('that is aborted leaves nothing', async () => {
    const before = await files();
    const { target, part, abort } = await begin('aborted');
    await part(1, Buffer.from('x'));
    await abort();
    expect(await files()).toEqual(before);
    await expect(s3().send(new UploadPartCommand({ ...target, PartNumber: 2, Body: 'y' }))).rejects.toMatchObject({
      name: 'NoSuchUpload',
    });
    await expect(world.read('aborted')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test('is refused when its parts are not as they are said to be', async () => {
    const { part, complete } = await begin('wrong');
    const one = await part(1, Buffer.from('small'));
    const two = await part(2, Buffer.from('end'));
    await expect(complete([two, one])).rejects.toMatchObject({ name: 'InvalidPartOrder' });
    await expect(complete([one, two])).rejects.toMatchObject({ name: 'EntityTooSmall' });
    await expect(complete([{ ...one, ETag: two.ETag }])).rejects.toMatchObject({ name: 'InvalidPart' });
    await expect(complete([{ ...one, ChecksumCRC32: two.ChecksumCRC32 }])).rejects.toMatchObject({
      name: 'InvalidPart',
    });
    await expect(complete([{ ...one, PartNumber: 3 }])).rejects.toMatchObject({ name: 'InvalidPart' });
    await complete([one]);
    expect(Buffer.from(await world.read('wrong')).toString()).toBe('small');
  });

  test('completes on a condition', async () => {
    const [first, second] = [await begin('once'), await begin('once')];
    await first.complete([await first.part(1, Buffer.from('first'))], { IfNoneMatch: '*' });
    const late = second.complete([await second.part(1, Buffer.from('second'))], { IfNoneMatch: '*' });
    await expect(late).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await second.abort();
    expect(Buffer.from(await world.read('once')).toString()).toBe('first');
  });
});

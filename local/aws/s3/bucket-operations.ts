import { z } from 'zod';
import { receive, receiveText } from './body.ts';
import { afterKey, list } from './listing.ts';
import { empty, type Operation, type Reply, type Stores, xml } from './reply.ts';
import { invalidArgument, malformedXml, noSuchBucket, S3Error } from './s3-error.ts';
import type { S3Request } from './s3-request.ts';
import { readXml, type XmlTree } from './xml.ts';

const BUCKET_NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const MOST_KEYS = 1000;

/** @throws {S3Error} NoSuchBucket */
export function mustExist({ index }: Stores, { bucket }: S3Request): void {
  if (!index.hasBucket(bucket)) throw noSuchBucket(bucket);
}

export const createBucket: Operation = async ({ index, nowMs }, request) => {
  const { bucket } = request;
  await receive(request, async () => undefined);
  if (!BUCKET_NAME.test(bucket))
    throw new S3Error(400, 'InvalidBucketName', 'A bucket name has 3 to 63 letters a-z, digits, dots and hyphens.', {
      BucketName: bucket,
    });
  if (!index.createBucket(bucket, nowMs()))
    throw new S3Error(
      409,
      'BucketAlreadyOwnedByYou',
      'Your previous request to create the named bucket succeeded and you already own it.',
      {
        BucketName: bucket,
      },
    );
  return empty(200, { location: `/${bucket}` });
};

export const headBucket: Operation = (stores, request) => {
  mustExist(stores, request);
  return empty(200, { 'x-amz-bucket-region': 'us-east-1' });
};

export const deleteBucket: Operation = (stores, request) => {
  mustExist(stores, request);
  if (stores.index.first(request.bucket, Buffer.alloc(0), null))
    throw new S3Error(409, 'BucketNotEmpty', 'The bucket you tried to delete is not empty');
  stores.index.deleteBucket(request.bucket);
  return empty(204);
};

export const listBuckets: Operation = ({ index }) =>
  xml('ListAllMyBucketsResult', {
    Buckets: {
      Bucket: index
        .buckets()
        .map(({ name, createdMs }) => ({ Name: name, CreationDate: new Date(createdMs).toISOString() })),
    },
  });

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export const listObjectsV2: Operation = (stores, request) => {
  mustExist(stores, request);
  const { query, bucket } = request;
  if (query.get('list-type') !== '2')
    throw invalidArgument('Only version 2 of the list is served', 'list-type', query.get('list-type') ?? '');
  const maxKeys = query.get('max-keys') ?? String(MOST_KEYS);
  if (!/^\d{1,9}$/.test(maxKeys)) throw invalidArgument('max-keys must be a whole number', 'max-keys', maxKeys);
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const token = query.get('continuation-token');
  const startAfter = query.get('start-after');
  const limit = Math.min(MOST_KEYS, Number(maxKeys));
  const { objects, prefixes, next } = list(stores.index, {
    bucket,
    prefix,
    delimiter,
    limit,
    from: startOf(token, startAfter),
  });
  const inUrl = query.get('encoding-type') === 'url';
  const text = (key: string) => (inUrl ? encodeURIComponent(key).replaceAll('%2F', '/') : key);
  return xml('ListBucketResult', {
    Name: bucket,
    Prefix: text(prefix),
    Delimiter: delimiter === '' ? undefined : text(delimiter),
    EncodingType: inUrl ? 'url' : undefined,
    StartAfter: startAfter === undefined ? undefined : text(startAfter),
    ContinuationToken: token,
    NextContinuationToken: next?.toString('base64url'),
    KeyCount: objects.length + prefixes.length,
    MaxKeys: limit,
    IsTruncated: next !== null,
    Contents: objects.map(({ key, object }) => ({
      Key: text(key),
      LastModified: new Date(object.modifiedMs).toISOString(),
      ETag: `"${object.etag}"`,
      Size: object.size,
      StorageClass: 'STANDARD',
    })),
    CommonPrefixes: prefixes.map((common) => ({ Prefix: text(common) })),
  });
};

function startOf(token: string | undefined, startAfter: string | undefined): Buffer {
  if (token === undefined) return startAfter ? afterKey(startAfter) : Buffer.alloc(0);
  if (!/^[\w-]+$/.test(token))
    throw invalidArgument('The continuation token provided is incorrect', 'continuation-token', token);
  return Buffer.from(token, 'base64url');
}

const DeleteRequest = z.object({
  Delete: z.object({
    Object: z
      .array(z.object({ Key: z.string(), ETag: z.string().optional(), VersionId: z.string().optional() }))
      .min(1)
      .max(MOST_KEYS),
    Quiet: z.string().optional(),
  }),
});

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
export const deleteObjects: Operation = async (stores, request): Promise<Reply> => {
  mustExist(stores, request);
  const parsed = DeleteRequest.safeParse(readXml(await receiveText(request), ['Object']));
  if (!parsed.success) throw malformedXml(`Expected Delete with 1 to ${MOST_KEYS} Object elements that have a Key`);
  const { Object: objects, Quiet } = parsed.data.Delete;
  const Deleted: XmlTree[] = [];
  const ErrorList: XmlTree[] = [];
  for (const { Key, VersionId, ETag } of objects) {
    if (VersionId !== undefined || ETag !== undefined) {
      ErrorList.push({
        Key,
        Code: 'NotImplemented',
        Message: 'The one-machine S3 knows no VersionId and no ETag here',
      });
      continue;
    }
    await stores.blobs.delete([stores.index.delete(request.bucket, Key)]);
    Deleted.push({ Key });
  }
  return xml('DeleteResult', { Deleted: Quiet === 'true' ? [] : Deleted, Error: ErrorList });
};

import type { Readable } from 'node:stream';
import { receive } from './body.ts';
import { mustExist } from './bucket-operations.ts';
import { checksumHeader } from './checksum.ts';
import { headersToGive, headersToKeep } from './object-headers.ts';
import type { StoredObject } from './object-index.ts';
import { checkRead, checkWrite } from './preconditions.ts';
import { type ByteRange, parseRange } from './range.ts';
import { empty, type Operation, type Stores, xml } from './reply.ts';
import { invalidArgument, noSuchBucket, noSuchKey, S3Error } from './s3-error.ts';
import type { S3Request } from './s3-request.ts';

export const folderOf = (bucket: string) => `buckets/${bucket}`;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export const putObject: Operation = async (stores, request) => {
  mustExist(stores, request);
  checkWrite(request, stores.index.get(request.bucket, request.key));
  const { blob, result } = await stores.blobs.write(folderOf(request.bucket), request.key, (keep) =>
    receive(request, keep),
  );
  const checksum: Record<string, string> = {};
  if (result.checksum) checksum[checksumHeader(result.checksum.algorithm)] = result.checksum.value;
  await commit(stores, request, {
    blob,
    size: result.size,
    etag: result.md5,
    modifiedMs: stores.nowMs(),
    headers: { ...headersToKeep(request), ...checksum },
  });
  return empty(200, { etag: `"${result.md5}"`, ...checksum });
};

/** Makes the object the current one, if its conditions hold now that its bytes are on the disk. */
export async function commit(stores: Stores, request: S3Request, object: StoredObject): Promise<void> {
  const { index, blobs } = stores;
  try {
    mustExist(stores, request);
    checkWrite(request, index.get(request.bucket, request.key));
  } catch (error) {
    await blobs.delete([object.blob]);
    throw error;
  }
  await blobs.delete([index.put(request.bucket, request.key, object)]);
}

export const getObject: Operation = async (stores, request) => {
  const { object, range, body } = await openObject(stores, request);
  if (body === null) return empty(304, headersToGive(request, object, false));
  const headers = headersToGive(request, object, range === null);
  const length = String(range ? range.end - range.start + 1 : object.size);
  if (!range) return { status: 200, headers: { ...headers, 'content-length': length }, body };
  const contentRange = `bytes ${range.start}-${range.end}/${object.size}`;
  return { status: 206, headers: { ...headers, 'content-length': length, 'content-range': contentRange }, body };
};

export const headObject: Operation = (stores, request) => {
  const object = find(stores, request);
  const fresh = checkRead(request, object);
  const range = parseRange(request.header('range'), object.size);
  const headers = headersToGive(request, object, fresh && range === null);
  if (!fresh) return empty(304, headers);
  const length = String(range ? range.end - range.start + 1 : object.size);
  return empty(range ? 206 : 200, { ...headers, 'content-length': length });
};

export const deleteObject: Operation = async (stores, request) => {
  mustExist(stores, request);
  await stores.blobs.delete([stores.index.delete(request.bucket, request.key)]);
  return empty(204);
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export const copyObject: Operation = async (stores, request) => {
  mustExist(stores, request);
  const source = copySource(request);
  if (!stores.index.hasBucket(source.bucket)) throw noSuchBucket(source.bucket);
  const replace = request.header('x-amz-metadata-directive')?.toUpperCase() === 'REPLACE';
  if (source.bucket === request.bucket && source.key === request.key && !replace)
    throw new S3Error(
      400,
      'InvalidRequest',
      'This copy request is illegal because it is trying to copy an object to itself without changing its metadata.',
    );
  const { object, stream } = await openBytes(stores, source.bucket, source.key, () => null);
  const { blob } = await stores.blobs.write(folderOf(request.bucket), request.key, async (keep) => {
    for await (const bytes of stream) await keep(bytes);
  });
  const checksums = Object.entries(object.headers).filter(([name]) => name.startsWith(checksumHeader('')));
  const headers = replace ? { ...headersToKeep(request), ...Object.fromEntries(checksums) } : object.headers;
  const modifiedMs = stores.nowMs();
  await commit(stores, request, { ...object, blob, headers, modifiedMs });
  return xml('CopyObjectResult', { ETag: `"${object.etag}"`, LastModified: new Date(modifiedMs).toISOString() });
};

function copySource(request: S3Request): { bucket: string; key: string } {
  const header = request.header('x-amz-copy-source') ?? '';
  const path = decodeURIComponent(header).replace(/^\//, '');
  const slash = path.indexOf('/');
  if (slash < 1 || slash === path.length - 1 || /\?versionId=/.test(header))
    throw invalidArgument(
      'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
      'x-amz-copy-source',
      header,
    );
  return { bucket: path.slice(0, slash), key: path.slice(slash + 1) };
}

function find(stores: Stores, request: S3Request): StoredObject {
  mustExist(stores, request);
  const object = stores.index.get(request.bucket, request.key);
  if (!object) throw noSuchKey(request.key);
  return object;
}

interface Opened {
  readonly object: StoredObject;
  readonly range: ByteRange | null;
  /** Null: the caller has it already. */
  readonly body: Readable | null;
}

async function openObject(stores: Stores, request: S3Request): Promise<Opened> {
  const now = find(stores, request);
  if (!checkRead(request, now)) return { object: now, range: null, body: null };
  let range: ByteRange | null = null;
  const { object, stream } = await openBytes(stores, request.bucket, request.key, ({ size }) => {
    range = parseRange(request.header('range'), size);
    return range;
  });
  return { object, range, body: stream };
}

/** The file may be replaced between finding and opening it: then the new one is opened. */
async function openBytes(
  { index, blobs }: Stores,
  bucket: string,
  key: string,
  rangeOf: (object: StoredObject) => ByteRange | null,
): Promise<{ object: StoredObject; stream: Readable }> {
  for (let last: string | null = null; ; ) {
    const object = index.get(bucket, key);
    if (!object) throw noSuchKey(key);
    try {
      return { object, stream: await blobs.read(object.blob, rangeOf(object) ?? undefined) };
    } catch (error) {
      if (error instanceof S3Error || object.blob === last) throw error;
      last = object.blob;
    }
  }
}

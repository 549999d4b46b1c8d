import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { receive, receiveText } from './body.ts';
import { mustExist } from './bucket-operations.ts';
import {
  algorithmOf,
  type Checksum,
  type ChecksumAlgorithm,
  checksumElement,
  checksumHeader,
  compositeChecksum,
} from './checksum.ts';
import { headersToKeep } from './object-headers.ts';
import type { Part, Upload } from './object-index.ts';
import { commit, folderOf } from './object-operations.ts';
import { checkWrite } from './preconditions.ts';
import { empty, type Operation, type Stores, xml } from './reply.ts';
import { invalidArgument, malformedXml, noSuchUpload, S3Error } from './s3-error.ts';
import type { S3Request } from './s3-request.ts';
import { readXml } from './xml.ts';

const MOST_PARTS = 10_000;
/** All parts but the last one have at least 5 MiB. */
const SMALLEST_PART = 5 * 1024 * 1024;
const ALGORITHM_HEADER = 'x-amz-checksum-algorithm';

export const createMultipartUpload: Operation = async (stores, request) => {
  mustExist(stores, request);
  await receive(request, async () => undefined);
  const id = randomBytes(24).toString('base64url');
  const algorithm = request.header(ALGORITHM_HEADER);
  const headers = headersToKeep(request);
  if (algorithm !== undefined) headers[ALGORITHM_HEADER] = algorithmOf(algorithm);
  const { bucket, key } = request;
  stores.index.beginUpload({ id, bucket, key, startedMs: stores.nowMs(), headers });
  const given = algorithm === undefined ? {} : { [ALGORITHM_HEADER]: algorithm, 'x-amz-checksum-type': 'COMPOSITE' };
  return xml('InitiateMultipartUploadResult', { Bucket: bucket, Key: key, UploadId: id }, given);
};

export const uploadPart: Operation = async (stores, request) => {
  const { id, bucket } = uploadOf(stores, request);
  const number = Number(request.query.get('partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > MOST_PARTS)
    throw invalidArgument(
      `Part number must be an integer from 1 to ${MOST_PARTS}`,
      'partNumber',
      request.query.get('partNumber') ?? '',
    );
  const { blob, result } = await stores.blobs.write(folderOf(bucket), `part-${number}`, (keep) =>
    receive(request, keep),
  );
  const headers: Record<string, string> = {};
  if (result.checksum) headers[checksumHeader(result.checksum.algorithm)] = result.checksum.value;
  if (!stores.index.upload(id)) {
    await stores.blobs.delete([blob]);
    throw noSuchUpload(id);
  }
  const part = { number, blob, size: result.size, etag: result.md5, modifiedMs: stores.nowMs(), headers };
  await stores.blobs.delete([stores.index.putPart(id, part)]);
  return empty(200, { etag: `"${result.md5}"`, ...headers });
};

export const listParts: Operation = (stores, request) => {
  const { id, bucket, key } = uploadOf(stores, request);
  const limit = Math.min(1000, Number(request.query.get('max-parts') ?? 1000));
  const after = Number(request.query.get('part-number-marker') ?? 0);
  const rest = stores.index.parts(id).filter((part) => part.number > after);
  const page = rest.slice(0, limit);
  return xml('ListPartsResult', {
    Bucket: bucket,
    Key: key,
    UploadId: id,
    PartNumberMarker: after,
    NextPartNumberMarker: page.at(-1)?.number ?? after,
    MaxParts: limit,
    IsTruncated: rest.length > page.length,
    Part: page.map((part) => ({
      PartNumber: part.number,
      LastModified: new Date(part.modifiedMs).toISOString(),
      ETag: `"${part.etag}"`,
      Size: part.size,
    })),
  });
};

export const abortMultipartUpload: Operation = async (stores, request) => {
  const { id } = uploadOf(stores, request);
  await stores.blobs.delete(stores.index.endUpload(id));
  return empty(204);
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html */
export const completeMultipartUpload: Operation = async (stores, request) => {
  const upload = uploadOf(stores, request);
  const { id, bucket, key } = upload;
  const parts = chooseParts(readParts(await receiveText(request)), stores.index.parts(id));
  checkWrite(request, stores.index.get(bucket, key));
  const { blob } = await stores.blobs.write(folderOf(bucket), key, async (keep) => {
    for (const part of parts) for await (const bytes of await stores.blobs.read(part.blob)) await keep(bytes);
  });
  const checksum = checksumOf(upload, parts);
  const { [ALGORITHM_HEADER]: _algorithm, ...kept } = upload.headers;
  const headers = checksum
    ? { ...kept, [checksumHeader(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': 'COMPOSITE' }
    : kept;
  const md5 = createHash('md5');
  for (const part of parts) md5.update(Buffer.from(part.etag, 'hex'));
  const etag = `${md5.digest('hex')}-${parts.length}`;
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  await commit(stores, request, { blob, size, etag, modifiedMs: stores.nowMs(), headers });
  await stores.blobs.delete(stores.index.endUpload(id));
  return xml('CompleteMultipartUploadResult', {
    Location: `/${bucket}/${key}`,
    Bucket: bucket,
    Key: key,
    ETag: `"${etag}"`,
    ...(checksum && { [checksumElement(checksum.algorithm)]: checksum.value, ChecksumType: 'COMPOSITE' }),
  });
};

function uploadOf(stores: Stores, request: S3Request): Upload {
  mustExist(stores, request);
  const id = request.query.get('uploadId') ?? '';
  const upload = stores.index.upload(id);
  if (!upload || upload.bucket !== request.bucket || upload.key !== request.key) throw noSuchUpload(id);
  return upload;
}

const SaidPart = z.looseObject({ PartNumber: z.coerce.number().int(), ETag: z.string() });
const CompleteRequest = z.object({ CompleteMultipartUpload: z.object({ Part: z.array(SaidPart).min(1) }) });
type SaidPart = z.infer<typeof SaidPart>;

function readParts(text: string): SaidPart[] {
  const parsed = CompleteRequest.safeParse(readXml(text, ['Part']));
  if (!parsed.success)
    throw malformedXml('Expected CompleteMultipartUpload with Part elements that have PartNumber and ETag');
  return parsed.data.CompleteMultipartUpload.Part;
}

/** @throws {S3Error} InvalidPartOrder, InvalidPart, EntityTooSmall */
function chooseParts(said: readonly SaidPart[], stored: readonly Part[]): Part[] {
  const parts = said.map((each, at) => {
    const previous = said[at - 1];
    if (previous && previous.PartNumber >= each.PartNumber)
      throw new S3Error(400, 'InvalidPartOrder', 'The list of parts was not in ascending order.');
    const part = stored.find((candidate) => candidate.number === each.PartNumber);
    if (!part || part.etag !== each.ETag.replace(/^"|"$/g, '') || !sameChecksum(each, part))
      throw new S3Error(
        400,
        'InvalidPart',
        `Part ${each.PartNumber} could not be found, or its ETag or checksum is another one.`,
        {
          PartNumber: String(each.PartNumber),
        },
      );
    return part;
  });
  const small = parts.slice(0, -1).find((part) => part.size < SMALLEST_PART);
  if (small)
    throw new S3Error(
      400,
      'EntityTooSmall',
      `Part ${small.number} is smaller than ${SMALLEST_PART} bytes and not the last one`,
      {
        PartNumber: String(small.number),
        ProposedSize: String(small.size),
      },
    );
  return parts;
}

function sameChecksum(said: SaidPart, part: Part): boolean {
  return (['crc32', 'sha1', 'sha256'] satisfies ChecksumAlgorithm[]).every((algorithm) => {
    const value = said[checksumElement(algorithm)];
    return value === undefined || value === part.headers[checksumHeader(algorithm)];
  });
}

function checksumOf(upload: Upload, parts: readonly Part[]): Checksum | null {
  const name = upload.headers[ALGORITHM_HEADER];
  if (name === undefined) return null;
  const algorithm = algorithmOf(name);
  const values = parts.flatMap((part) => part.headers[checksumHeader(algorithm)] ?? []);
  return values.length === parts.length ? compositeChecksum(algorithm, values) : null;
}

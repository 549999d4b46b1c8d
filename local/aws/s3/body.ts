import { createHash } from 'node:crypto';
import { decodeAwsChunked } from './aws-chunked.ts';
import { algorithmOfHeader, type Checksum, type ChecksumAlgorithm, checksumHeader, startChecksum } from './checksum.ts';
import { notImplemented, S3Error } from './s3-error.ts';
import type { S3Request } from './s3-request.ts';

/** What is known of a body when the last byte has passed and everything that was said of it has been found true. */
export interface Received {
  readonly size: number;
  /** In hexadecimal: the ETag. */
  readonly md5: string;
  readonly checksum: Checksum | null;
}

const SHA256 = /^[0-9a-f]{64}$/;
const UNSIGNED_TRAILER = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';
const LARGEST_XML = 2 * 1024 * 1024;

/**
 * Reads the body piece by piece and then compares it with what headers and trailers say: length, signed hash, MD5, checksum.
 * @throws {S3Error} BadDigest, XAmzContentSHA256Mismatch, IncompleteBody, NotImplemented
 */
export async function receive(request: S3Request, keep: (bytes: Buffer) => Promise<void>): Promise<Received> {
  const contentHash = request.header('x-amz-content-sha256') ?? 'UNSIGNED-PAYLOAD';
  const chunked = contentHash === UNSIGNED_TRAILER;
  if (contentHash.startsWith('STREAMING-') && !chunked)
    throw notImplemented(`the body encoding ${contentHash}; it knows ${UNSIGNED_TRAILER}`);

  const said = saidChecksum(request);
  const running = said && startChecksum(said.algorithm);
  const md5 = createHash('md5');
  const sha256 = SHA256.test(contentHash) ? createHash('sha256') : null;
  let size = 0;
  for await (const bytes of chunked ? decodeAwsChunked(request.message, said?.trailer ?? ignore) : request.message) {
    size += bytes.length;
    md5.update(bytes);
    sha256?.update(bytes);
    running?.update(bytes);
    await keep(bytes);
  }

  const announced = request.header(chunked ? 'x-amz-decoded-content-length' : 'content-length');
  if (announced !== undefined && Number(announced) !== size)
    throw new S3Error(400, 'IncompleteBody', `The body has ${size} bytes, not the ${announced} that were announced`);
  if (sha256 && sha256.digest('hex') !== contentHash)
    throw new S3Error(
      400,
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
  const digest = md5.digest();
  const saidMd5 = request.header('content-md5');
  if (saidMd5 !== undefined && saidMd5 !== digest.toString('base64'))
    throw new S3Error(400, 'BadDigest', 'The Content-MD5 you specified did not match what we received.');
  const value = running?.base64();
  if (said && said.value() !== value)
    throw new S3Error(
      400,
      'BadDigest',
      `The ${said.algorithm} checksum you specified did not match what we received: ${value}`,
    );
  const checksum = said && value !== undefined ? { algorithm: said.algorithm, value } : null;
  return { size, md5: digest.toString('hex'), checksum };
}

/** Reads a small body that is to be parsed. */
export async function receiveText(request: S3Request): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  await receive(request, async (bytes) => {
    size += bytes.length;
    if (size <= LARGEST_XML) pieces.push(bytes);
  });
  if (size > LARGEST_XML) throw new S3Error(400, 'MaxMessageLengthExceeded', `Your request was too big: ${size} bytes`);
  return Buffer.concat(pieces).toString('utf8');
}

interface SaidChecksum {
  readonly algorithm: ChecksumAlgorithm;
  trailer(name: string, value: string): void;
  /** Known when the body has been read. */
  value(): string | undefined;
}

/**
 * The checksum that a header gives, or that a trailer is announced to give. Not the one in a presigned URL: the SDK computes it of an
 * empty body when it signs a PutObject, and AWS ignores it (aws/aws-sdk-go-v2#2610, localstack/localstack#12169).
 */
function saidChecksum({ message }: S3Request): SaidChecksum | null {
  const announced = message.headersDistinct['x-amz-trailer'] ?? [];
  const names = [...Object.keys(message.headers), ...announced].map((name) => name.trim().toLowerCase());
  const algorithm = names.map(algorithmOfHeader).find((found) => found !== null);
  if (!algorithm) return null;
  let value = message.headersDistinct[checksumHeader(algorithm)]?.[0];
  return {
    algorithm,
    trailer: (name, text) => {
      if (name === checksumHeader(algorithm)) value = text;
    },
    value: () => value,
  };
}

const ignore = () => undefined;

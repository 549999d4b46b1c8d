import {
  createBucket,
  deleteBucket,
  deleteObjects,
  headBucket,
  listBuckets,
  listObjectsV2,
} from './bucket-operations.ts';
import {
  abortMultipartUpload,
  completeMultipartUpload,
  createMultipartUpload,
  listParts,
  uploadPart,
} from './multipart-operations.ts';
import { copyObject, deleteObject, getObject, headObject, putObject } from './object-operations.ts';
import type { Operation } from './reply.ts';
import { notImplemented, S3Error } from './s3-error.ts';
import type { S3Request } from './s3-request.ts';

type Level = 'service' | 'bucket' | 'object';

/** `METHOD level`, and the query parameters or headers by which S3 tells operations apart. */
const routes: Readonly<Record<string, Operation>> = {
  'GET service': listBuckets,
  'PUT bucket': createBucket,
  'HEAD bucket': headBucket,
  'DELETE bucket': deleteBucket,
  'GET bucket list-type': listObjectsV2,
  'POST bucket delete': deleteObjects,
  'PUT object': putObject,
  'PUT object x-amz-copy-source': copyObject,
  'GET object': getObject,
  'HEAD object': headObject,
  'DELETE object': deleteObject,
  'POST object uploads': createMultipartUpload,
  'PUT object partNumber uploadId': uploadPart,
  'GET object uploadId': listParts,
  'POST object uploadId': completeMultipartUpload,
  'DELETE object uploadId': abortMultipartUpload,
};

const telling = ['delete', 'list-type', 'partNumber', 'uploadId', 'uploads'];

/** Parameters that change the answer, not the operation. */
const harmless = new Set([
  'x-id',
  'prefix',
  'delimiter',
  'max-keys',
  'continuation-token',
  'start-after',
  'encoding-type',
  'fetch-owner',
  'max-parts',
  'part-number-marker',
]);

/** To overlook one of these would change what is stored. */
const refused =
  /^x-amz-(tagging|object-lock-.*|write-offset-bytes|copy-source-(if|range).*|server-side-encryption-customer-.*)$/;

/** @throws {S3Error} NotImplemented, MethodNotAllowed */
export function route(request: S3Request): Operation {
  const level: Level = request.key !== '' ? 'object' : request.bucket !== '' ? 'bucket' : 'service';
  const marks = telling.filter((name) => request.query.has(name));
  if (request.header('x-amz-copy-source') !== undefined) marks.push('x-amz-copy-source');
  const unknown = [...request.query.keys()].find((name) => !isKnown(name));
  if (unknown !== undefined) throw notImplemented(`the parameter "${unknown}" of ${request.method} on a ${level}`);
  const header = Object.keys(request.message.headers).find((name) => refused.test(name));
  if (header !== undefined) throw notImplemented(`the header ${header}`);
  const operation = routes[[request.method, level, ...marks].join(' ')];
  if (operation) return operation;
  if (marks.length > 0) throw notImplemented(`${request.method} on a ${level} with ${marks.join(' and ')}`);
  throw new S3Error(405, 'MethodNotAllowed', `${request.method} is not allowed against a ${level}`);
}

function isKnown(name: string): boolean {
  return telling.includes(name) || harmless.has(name) || /^(x-amz-|response-)/i.test(name);
}

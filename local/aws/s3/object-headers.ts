import { checksumHeader } from './checksum.ts';
import type { StoredObject } from './object-index.ts';
import type { S3Request } from './s3-request.ts';

const kept = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
] as const;

/** The headers of a write that belong to the object. */
export function headersToKeep(request: S3Request): Record<string, string> {
  const headers: Record<string, string> = { 'content-type': 'binary/octet-stream' };
  for (const name of kept) {
    const value = request.header(name);
    if (value) headers[name] = value;
  }
  const encoding = (headers['content-encoding'] ?? '').split(',').map((each) => each.trim());
  const contentEncoding = encoding.filter((each) => each !== 'aws-chunked').join(',');
  if (contentEncoding) headers['content-encoding'] = contentEncoding;
  else delete headers['content-encoding'];
  for (const name of [...Object.keys(request.message.headers), ...request.query.keys()].map((n) => n.toLowerCase())) {
    if (name.startsWith('x-amz-meta-')) headers[name] = request.header(name) ?? '';
  }
  return headers;
}

const checksumPrefix = checksumHeader('');

/** The headers of a read. Checksums are of the whole object, and told only when they are asked for. */
export function headersToGive(request: S3Request, object: StoredObject, whole: boolean): Record<string, string> {
  const headers: Record<string, string> = {};
  const withChecksum = whole && request.header('x-amz-checksum-mode')?.toUpperCase() === 'ENABLED';
  for (const [name, value] of Object.entries(object.headers)) {
    if (withChecksum || !name.startsWith(checksumPrefix)) headers[name] = value;
  }
  for (const name of kept) {
    const override = request.query.get(`response-${name}`);
    if (override !== undefined) headers[name] = override;
  }
  headers.etag = `"${object.etag}"`;
  headers['last-modified'] = new Date(object.modifiedMs).toUTCString();
  headers['accept-ranges'] = 'bytes';
  return headers;
}

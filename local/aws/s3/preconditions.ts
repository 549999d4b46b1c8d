import type { StoredObject } from './object-index.ts';
import { noSuchKey, notImplemented, preconditionFailed } from './s3-error.ts';
import type { S3Request } from './s3-request.ts';

/**
 * Conditional writes: `If-None-Match: *` = only when there is none, `If-Match` = only over this version.
 * @throws {S3Error} PreconditionFailed, NoSuchKey
 */
export function checkWrite(request: S3Request, current: StoredObject | null): void {
  const match = request.header('if-match');
  const noneMatch = request.header('if-none-match');
  if (noneMatch !== undefined && noneMatch !== '*') throw notImplemented('If-None-Match other than * on a write');
  if (noneMatch === '*' && current) throw preconditionFailed('If-None-Match');
  if (match === undefined) return;
  if (!current) throw noSuchKey(request.key);
  if (!names(match, current)) throw preconditionFailed('If-Match');
}

/**
 * Conditional reads in the order of RFC 9110, section 13.2.2.
 * @returns false when the caller has this version already (304)
 * @throws {S3Error} PreconditionFailed
 */
export function checkRead(request: S3Request, current: StoredObject): boolean {
  const match = request.header('if-match');
  const noneMatch = request.header('if-none-match');
  const unmodifiedSince = timeOf(request.header('if-unmodified-since'));
  const modifiedSince = timeOf(request.header('if-modified-since'));
  const modified = Math.floor(current.modifiedMs / 1000);
  if (match !== undefined && !names(match, current)) throw preconditionFailed('If-Match');
  if (match === undefined && unmodifiedSince !== null && modified > unmodifiedSince)
    throw preconditionFailed('If-Unmodified-Since');
  if (noneMatch !== undefined) return !names(noneMatch, current);
  return modifiedSince === null || modified > modifiedSince;
}

function names(header: string, { etag }: StoredObject): boolean {
  return header.split(',').some((each) => ['*', etag].includes(each.trim().replace(/^"|"$/g, '')));
}

function timeOf(header: string | undefined): number | null {
  const ms = Date.parse(header ?? '');
  return Number.isNaN(ms) ? null : Math.floor(ms / 1000);
}

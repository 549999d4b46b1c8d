import type { IncomingMessage } from 'node:http';
import { S3Error } from './s3-error.ts';

const MOST_KEY_BYTES = 1024;

/** A request as S3 sees it, in path style: `/bucket/key`. */
export interface S3Request {
  readonly message: IncomingMessage;
  readonly method: string;
  /** Decoded; begins with a slash. */
  readonly path: string;
  /** Empty when none is named. */
  readonly bucket: string;
  readonly key: string;
  readonly query: ReadonlyMap<string, string>;
  /** A header, or for a presigned request the query parameter that stands for it. */
  header(name: string): string | undefined;
}

/** @throws {S3Error} InvalidURI, KeyTooLongError */
export function readRequest(message: IncomingMessage): S3Request {
  const url = message.url ?? '/';
  const mark = url.indexOf('?');
  const path = decode(mark < 0 ? url : url.slice(0, mark));
  const query = new Map((mark < 0 ? '' : url.slice(mark + 1)).split('&').filter(Boolean).map(pair));
  const slash = path.indexOf('/', 1);
  const key = slash < 0 ? '' : path.slice(slash + 1);
  if (Buffer.byteLength(key) > MOST_KEY_BYTES)
    throw new S3Error(400, 'KeyTooLongError', `Your key is too long: it may have ${MOST_KEY_BYTES} bytes in UTF-8`);
  const presigned = query.has('X-Amz-Signature');
  const hoisted = new Map([...query].map(([name, value]) => [name.toLowerCase(), value]));
  return {
    message,
    method: message.method ?? 'GET',
    path,
    bucket: slash < 0 ? path.slice(1) : path.slice(1, slash),
    key,
    query,
    header: (name) => {
      const values = message.headersDistinct[name];
      return values ? values.join(',') : presigned ? hoisted.get(name) : undefined;
    },
  };
}

function pair(text: string): [string, string] {
  const equals = text.indexOf('=');
  return equals < 0 ? [decode(text), ''] : [decode(text.slice(0, equals)), decode(text.slice(equals + 1))];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error(400, 'InvalidURI', "Couldn't parse the specified URI: it is not UTF-8 in percent encoding.");
  }
}

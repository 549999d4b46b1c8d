import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Clock } from '#core/ports/clock.ts';
import { openLocalEndpoint } from '../local-endpoint.ts';
import { StoreUnusable } from '../store-unusable.ts';
import { openBlobStore } from './blob-store.ts';
import { openObjectIndex } from './object-index.ts';
import type { Reply, Stores } from './reply.ts';
import { route } from './router.ts';
import { S3Error } from './s3-error.ts';
import { readRequest } from './s3-request.ts';
import { type Credentials, verifySignature } from './signature.ts';
import { writeXml } from './xml.ts';

export interface S3Options {
  /** A folder of its own; created when missing. One process at a time. */
  readonly dataDir: string;
  /** Default 0: any free one. */
  readonly port?: number;
  /** The one key that may sign. */
  readonly credentials: Credentials;
  /** The clock by which callers sign, which for the SDK is that of the system: the default. Also the time of objects. */
  readonly clock?: Pick<Clock, 'now'>;
  /** Called when a request begins; its result is called when its answer has been sent. */
  readonly onWork?: () => () => void;
}

export interface S3 {
  readonly endpoint: string;
  /** The file on this machine that holds the object now; null when there is none. For people: programs use the endpoint. */
  fileOf(bucket: string, key: string): string | null;
  close(): Promise<void>;
}

/**
 * S3 for the unmodified SDK: signed requests and presigned URLs, conditional writes, ranges, lists, multipart uploads. An object is whole
 * and on the disk when its write is answered. What it does not know is answered with NotImplemented, never overlooked.
 * @throws {StoreUnusable}
 * @throws {Error} the port is taken, or the folder cannot be made
 */
export async function startS3(options: S3Options): Promise<S3> {
  const { dataDir, port = 0, credentials, clock = { now: () => Date.now() }, onWork = () => () => undefined } = options;
  await mkdir(dataDir, { recursive: true });
  const index = openIndex(dataDir);
  const blobs = await openBlobStore(dataDir, index.blobs());
  const stores: Stores = { index, blobs, nowMs: () => clock.now() };

  const server = await openLocalEndpoint('S3', port, async (message, response) => {
    const release = onWork();
    try {
      const request = readRequest(message);
      verifySignature(request, credentials, clock.now());
      await send(response, await route(request)(stores, request));
    } catch (error) {
      await send(response, errorReply(error, message.url ?? '')).catch(() => response.destroy());
    } finally {
      release();
    }
  }).catch((error) => {
    index.close();
    throw error;
  });

  return {
    endpoint: server.endpoint,
    fileOf: (bucket, key) => {
      const object = index.get(bucket, key);
      return object && blobs.path(object.blob);
    },
    close: async () => {
      await server.close();
      index.close();
    },
  };
}

function openIndex(dataDir: string) {
  try {
    return openObjectIndex(join(dataDir, 'index.sqlite'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StoreUnusable('S3', dataDir, reason, reason.includes('locked'), { cause });
  }
}

async function send(response: ServerResponse, { status, headers, body }: Reply): Promise<void> {
  if (response.headersSent) throw new Error('the answer has begun already');
  const length = typeof body === 'string' ? { 'content-length': Buffer.byteLength(body) } : {};
  response.writeHead(status, {
    ...headers,
    ...length,
    'x-amz-request-id': randomBytes(8).toString('hex').toUpperCase(),
  });
  if (body === undefined || typeof body === 'string') response.end(body);
  else await pipeline(body, response);
}

function errorReply(error: unknown, resource: string): Reply {
  const known =
    error instanceof S3Error
      ? error
      : new S3Error(500, 'InternalError', error instanceof Error ? error.message : String(error));
  const content = { Code: known.code, Message: known.message, ...known.details, Resource: resource.split('?')[0] };
  return { status: known.status, headers: { 'content-type': 'application/xml' }, body: writeXml('Error', content, '') };
}

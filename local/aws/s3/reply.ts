import type { Readable } from 'node:stream';
import type { BlobStore } from './blob-store.ts';
import type { ObjectIndex } from './object-index.ts';
import type { S3Request } from './s3-request.ts';
import { writeXml, type XmlTree } from './xml.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Readable;
}

/** What every operation works on. */
export interface Stores {
  readonly index: ObjectIndex;
  readonly blobs: BlobStore;
  nowMs(): number;
}

export type Operation = (stores: Stores, request: S3Request) => Reply | Promise<Reply>;

export const empty = (status: number, headers: Record<string, string> = {}): Reply => ({ status, headers });

export function xml(root: string, content: XmlTree, headers: Record<string, string> = {}): Reply {
  return { status: 200, headers: { 'content-type': 'application/xml', ...headers }, body: writeXml(root, content) };
}

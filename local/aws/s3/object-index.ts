import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { z } from 'zod';

/** What S3 keeps of an object beside its bytes. */
export interface StoredObject {
  /** The file with the bytes, relative to the data folder. */
  readonly blob: string;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  readonly modifiedMs: number;
  /** Headers to give back: content-type and its like, x-amz-meta-*, x-amz-checksum-*. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface Upload {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  readonly startedMs: number;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Part extends StoredObject {
  readonly number: number;
}

/**
 * Which objects there are and where their bytes lie. Keys are kept as bytes, so any text is a key, and their order is that of S3 lists.
 * Calls do not wait, so what a condition saw is still true when the next call changes it.
 */
export interface ObjectIndex {
  createBucket(name: string, nowMs: number): boolean;
  deleteBucket(name: string): void;
  hasBucket(name: string): boolean;
  buckets(): { name: string; createdMs: number }[];

  get(bucket: string, key: string): StoredObject | null;
  /** @returns the file that is needed no more */
  put(bucket: string, key: string, object: StoredObject): string | null;
  delete(bucket: string, key: string): string | null;
  /** The first object at or after `from` and before `to` (null = the end). */
  first(bucket: string, from: Buffer, to: Buffer | null): { key: Buffer; object: StoredObject } | null;

  beginUpload(upload: Upload): void;
  upload(id: string): Upload | null;
  putPart(id: string, part: Part): string | null;
  parts(id: string): Part[];
  /** @returns the files of its parts */
  endUpload(id: string): string[];

  /** All files that are needed. */
  blobs(): Set<string>;
  close(): void;
}

const SCHEMA = `
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS buckets (name TEXT PRIMARY KEY, createdMs INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS objects (
    bucket TEXT NOT NULL, key BLOB NOT NULL, blob TEXT NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL,
    modifiedMs INTEGER NOT NULL, headers TEXT NOT NULL, PRIMARY KEY (bucket, key)) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS uploads (
    id TEXT PRIMARY KEY, bucket TEXT NOT NULL, key TEXT NOT NULL, startedMs INTEGER NOT NULL, headers TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS parts (
    upload TEXT NOT NULL, number INTEGER NOT NULL, blob TEXT NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL,
    modifiedMs INTEGER NOT NULL, headers TEXT NOT NULL, PRIMARY KEY (upload, number)) STRICT, WITHOUT ROWID;
`;

const Headers = z.string().transform((text) => z.record(z.string(), z.string()).parse(JSON.parse(text)));
const ObjectRow = z.object({
  blob: z.string(),
  size: z.number(),
  etag: z.string(),
  modifiedMs: z.number(),
  headers: Headers,
});
const KeyedRow = ObjectRow.extend({ key: z.instanceof(Uint8Array).transform((bytes) => Buffer.from(bytes)) });
const PartRow = ObjectRow.extend({ number: z.number() });
const UploadRow = z.object({
  id: z.string(),
  bucket: z.string(),
  key: z.string(),
  startedMs: z.number(),
  headers: Headers,
});
const BucketRow = z.object({ name: z.string(), createdMs: z.number() });
const BlobRow = z.object({ blob: z.string() });

/** @throws {Error} the file is no such database, or another process has it open */
export function openObjectIndex(path: string): ObjectIndex {
  const database = new DatabaseSync(path);
  database.exec(SCHEMA);
  const get = database.prepare('SELECT * FROM objects WHERE bucket = ? AND key = ?');
  const put = database.prepare('INSERT OR REPLACE INTO objects VALUES (?, ?, ?, ?, ?, ?, ?)');
  const remove = database.prepare('DELETE FROM objects WHERE bucket = ? AND key = ?');
  const first = database.prepare(
    'SELECT * FROM objects WHERE bucket = ?1 AND key >= ?2 AND (?3 IS NULL OR key < ?3) ORDER BY key LIMIT 1',
  );
  const addBucket = database.prepare('INSERT OR IGNORE INTO buckets VALUES (?, ?)');
  const getBucket = database.prepare('SELECT name FROM buckets WHERE name = ?');
  const getPart = database.prepare('SELECT * FROM parts WHERE upload = ? AND number = ?');
  const putPart = database.prepare('INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?, ?, ?, ?)');
  const parts = database.prepare('SELECT * FROM parts WHERE upload = ? ORDER BY number');
  const bytes = (key: string) => Buffer.from(key, 'utf8');
  const stored = (row: Record<string, SQLOutputValue> | undefined) => (row ? ObjectRow.parse(row) : null);
  const values = (object: StoredObject) =>
    [object.blob, object.size, object.etag, object.modifiedMs, JSON.stringify(object.headers)] as const;

  return {
    createBucket: (name, nowMs) => addBucket.run(name, nowMs).changes > 0,
    deleteBucket: (name) => void database.prepare('DELETE FROM buckets WHERE name = ?').run(name),
    hasBucket: (name) => getBucket.get(name) !== undefined,
    buckets: () => z.array(BucketRow).parse(database.prepare('SELECT * FROM buckets ORDER BY name').all()),

    get: (bucket, key) => stored(get.get(bucket, bytes(key))),
    put: (bucket, key, object) => {
      const old = stored(get.get(bucket, bytes(key)));
      put.run(bucket, bytes(key), ...values(object));
      return old?.blob ?? null;
    },
    delete: (bucket, key) => {
      const old = stored(get.get(bucket, bytes(key)));
      remove.run(bucket, bytes(key));
      return old?.blob ?? null;
    },
    first: (bucket, from, to) => {
      const row = first.get(bucket, from, to);
      if (!row) return null;
      const { key, ...object } = KeyedRow.parse(row);
      return { key, object };
    },

    beginUpload: ({ id, bucket, key, startedMs, headers }) => {
      const row = [id, bucket, key, startedMs, JSON.stringify(headers)] as const;
      database.prepare('INSERT INTO uploads VALUES (?, ?, ?, ?, ?)').run(...row);
    },
    upload: (id) => {
      const row = database.prepare('SELECT * FROM uploads WHERE id = ?').get(id);
      return row ? UploadRow.parse(row) : null;
    },
    putPart: (id, part) => {
      const old = stored(getPart.get(id, part.number));
      putPart.run(id, part.number, ...values(part));
      return old?.blob ?? null;
    },
    parts: (id) => z.array(PartRow).parse(parts.all(id)),
    endUpload: (id) => {
      const blobs = z.array(BlobRow).parse(parts.all(id));
      database.prepare('DELETE FROM parts WHERE upload = ?').run(id);
      database.prepare('DELETE FROM uploads WHERE id = ?').run(id);
      return blobs.map((row) => row.blob);
    },

    blobs: () => {
      const rows = database.prepare('SELECT blob FROM objects UNION ALL SELECT blob FROM parts').all();
      return new Set(
        z
          .array(BlobRow)
          .parse(rows)
          .map((row) => row.blob),
      );
    },
    close: () => database.close(),
  };
}

import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

/** Files that are written once and never changed. Names are relative to the folder. */
export interface BlobStore {
  /**
   * Writes a new file: whole and on the disk when this resolves, or not there at all.
   * @param label goes into the name, so that a person finds the file; any text
   */
  write<T>(
    folder: string,
    label: string,
    fill: (keep: (bytes: Buffer) => Promise<void>) => Promise<T>,
  ): Promise<{ blob: string; result: T }>;
  /** The bytes from `start` up to and with `end`; what was opened stays readable when it is deleted. */
  read(blob: string, range?: { start: number; end: number }): Promise<Readable>;
  delete(blobs: readonly (string | null)[]): Promise<void>;
  path(blob: string): string;
}

const LONGEST_LABEL = 100;

/** Opens the folder and deletes what a crash left: files that were never finished or are not `needed`. */
export async function openBlobStore(folder: string, needed: ReadonlySet<string>): Promise<BlobStore> {
  const path = (blob: string) => join(folder, blob);
  const incoming = path('incoming');
  await rm(incoming, { recursive: true, force: true });
  await mkdir(incoming, { recursive: true });
  await sweep(folder, needed);

  return {
    path,
    write: async (sub, label, fill) => {
      const id = randomBytes(9).toString('hex');
      const blob = `${sub}/${id}-${readable(label)}`;
      const temporary = join(incoming, id);
      await mkdir(path(sub), { recursive: true });
      try {
        const result = await writeWhole(temporary, fill);
        await rename(temporary, path(blob));
        await syncFolder(dirname(path(blob)));
        return { blob, result };
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
    read: async (blob, range) => {
      const file = await open(path(blob), 'r');
      return file.createReadStream({ ...range });
    },
    delete: async (blobs) => {
      for (const blob of blobs) if (blob !== null) await rm(path(blob), { force: true });
    },
  };
}

async function writeWhole<T>(path: string, fill: (keep: (bytes: Buffer) => Promise<void>) => Promise<T>): Promise<T> {
  const file = await open(path, 'wx');
  try {
    const result = await fill((bytes) => writeAll(file, bytes));
    await file.sync();
    return result;
  } finally {
    await file.close();
  }
}

async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  let at = 0;
  while (at < bytes.length) at += (await file.write(bytes, at)).bytesWritten;
}

/** A rename is on the disk when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}

async function sweep(folder: string, needed: ReadonlySet<string>): Promise<void> {
  const buckets = join(folder, 'buckets');
  await mkdir(buckets, { recursive: true });
  for (const bucket of await readdir(buckets)) {
    for (const name of await readdir(join(buckets, bucket))) {
      if (!needed.has(`buckets/${bucket}/${name}`)) await rm(join(buckets, bucket, name), { recursive: true });
    }
  }
}

/** The last part of a key, in letters that every file system takes. */
function readable(label: string): string {
  const last = label.slice(label.lastIndexOf('/') + 1);
  return last.replace(/[^\w.-]/g, '_').slice(-LONGEST_LABEL);
}

import type { ObjectIndex, StoredObject } from './object-index.ts';

export interface ListRequest {
  readonly bucket: string;
  readonly prefix: string;
  /** Empty = none. */
  readonly delimiter: string;
  /** Bytes of the first key that may come; from a token or from `afterKey`. */
  readonly from: Buffer;
  readonly limit: number;
}

export interface Listing {
  readonly objects: { key: string; object: StoredObject }[];
  /** Common prefixes up to and with the delimiter. */
  readonly prefixes: string[];
  /** Where the next page begins; null = that was all. */
  readonly next: Buffer | null;
}

/** One page in the order of bytes in UTF-8. Keys below a common prefix are jumped over, not read. */
export function list(index: ObjectIndex, { bucket, prefix, delimiter, from, limit }: ListRequest): Listing {
  const prefixBytes = Buffer.from(prefix);
  const end = prefix === '' ? null : afterPrefix(prefix);
  const objects: Listing['objects'] = [];
  const prefixes: string[] = [];
  let at = Buffer.compare(from, prefixBytes) > 0 ? from : prefixBytes;
  for (;;) {
    const found = limit > 0 ? index.first(bucket, at, end) : null;
    if (!found) return { objects, prefixes, next: null };
    if (objects.length + prefixes.length >= limit) return { objects, prefixes, next: at };
    const key = found.key.toString('utf8');
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    if (cut < 0) {
      objects.push({ key, object: found.object });
      at = afterKey(key);
    } else {
      const common = key.slice(0, cut + delimiter.length);
      prefixes.push(common);
      at = afterPrefix(common);
    }
  }
}

/** The least key after this one. */
export const afterKey = (key: string): Buffer => Buffer.concat([Buffer.from(key), Buffer.of(0)]);

/** The least key after all that begin so. The last byte of UTF-8 is never 0xFF, so it can be raised. */
function afterPrefix(prefix: string): Buffer {
  const bytes = Buffer.from(prefix);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) + 1;
  return bytes;
}

import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { notImplemented } from './s3-error.ts';

/** A checksum as S3 names it: `crc32`, `sha1` or `sha256`, and the value in base64. */
export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  readonly value: string;
}

export type ChecksumAlgorithm = 'crc32' | 'sha1' | 'sha256';

const known: readonly string[] = ['crc32', 'sha1', 'sha256'] satisfies ChecksumAlgorithm[];
const isKnown = (name: string): name is ChecksumAlgorithm => known.includes(name);

export const checksumHeader = (algorithm: string) => `x-amz-checksum-${algorithm}`;
/** The element of the XML answers. */
export const checksumElement = (algorithm: ChecksumAlgorithm) => `Checksum${algorithm.toUpperCase()}`;

/** @param name of an algorithm, in any case @throws {S3Error} NotImplemented for the others of S3 */
export function algorithmOf(name: string): ChecksumAlgorithm {
  const lower = name.toLowerCase();
  if (!isKnown(lower)) throw notImplemented(`the checksum algorithm ${name}; it knows ${known.join(', ')}`);
  return lower;
}

/** The algorithm that `x-amz-checksum-crc32`, say, stands for; null for another header. */
export function algorithmOfHeader(header: string): ChecksumAlgorithm | null {
  const name = /^x-amz-checksum-(.+)$/.exec(header)?.[1];
  return name === undefined || name === 'mode' || name === 'type' || name === 'algorithm' ? null : algorithmOf(name);
}

export interface RunningChecksum {
  update(bytes: Uint8Array): void;
  base64(): string;
}

export function startChecksum(algorithm: ChecksumAlgorithm): RunningChecksum {
  if (algorithm !== 'crc32') {
    const hash = createHash(algorithm);
    return { update: (bytes) => void hash.update(bytes), base64: () => hash.digest('base64') };
  }
  let value = 0;
  return {
    update: (bytes) => {
      value = crc32(bytes, value);
    },
    base64: () => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes.toString('base64');
    },
  };
}

/** The checksum of a multipart object: of the checksums of its parts, with their number. */
export function compositeChecksum(algorithm: ChecksumAlgorithm, parts: readonly string[]): Checksum {
  const checksum = startChecksum(algorithm);
  for (const part of parts) checksum.update(Buffer.from(part, 'base64'));
  return { algorithm, value: `${checksum.base64()}-${parts.length}` };
}

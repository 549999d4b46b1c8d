import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type S3, startS3 } from '#local/aws/s3/start-s3.ts';

export const Bucket = 'recordings';
export const credentials = { accessKeyId: 'LOCALKEY', secretAccessKey: 'local/secret+key' };

export interface World {
  readonly dataDir: string;
  /** Changes with a restart. */
  server(): S3;
  s3(): S3Client;
  /** Whose clock the server reads; tests move it. */
  readonly time: { offsetMs: number };
  restart(): Promise<void>;
  read(Key: string): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** A server in an empty folder, with one bucket. */
export async function createWorld(): Promise<World> {
  const dataDir = await mkdtemp(join(tmpdir(), 's3-'));
  const time = { offsetMs: 0 };
  const clock = { now: () => Date.now() + time.offsetMs };
  let server = await startS3({ dataDir, credentials, clock });
  let s3 = s3ClientOf(server.endpoint);
  await s3.send(new CreateBucketCommand({ Bucket }));
  return {
    dataDir,
    time,
    server: () => server,
    s3: () => s3,
    restart: async () => {
      s3.destroy();
      await server.close();
      server = await startS3({ dataDir, credentials, clock });
      s3 = s3ClientOf(server.endpoint);
    },
    read: async (Key) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      return (await Body?.transformToByteArray()) ?? new Uint8Array();
    },
    close: async () => {
      s3.destroy();
      await server.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

export const s3ClientOf = (endpoint: string, signer = credentials, maxAttempts = 1) =>
  new S3Client({ endpoint, region: 'us-east-1', credentials: signer, maxAttempts });

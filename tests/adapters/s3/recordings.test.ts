import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, GetObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createS3Client, s3Recordings } from '#adapters/s3/recordings.ts';
import { WAV_HEADER_BYTES } from '#adapters/s3/wav.ts';
import { CallId } from '#core/contracts/ids.ts';
import { StoreUnavailable } from '#core/errors.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import { startS3 } from '#local/aws/s3/start-s3.ts';

const callId = CallId.parse(`call_${'0'.repeat(26)}`);
const createdAt = Date.UTC(2026, 2, 9, 23, 59);
const credentials = { accessKeyId: 'a-key', secretAccessKey: 'a-secret' };

async function aBucket() {
  const dataDir = await mkdtemp(join(tmpdir(), 'recordings-'));
  const s3 = await startS3({ dataDir, credentials });
  const client = createS3Client({ region: 'us-east-1', endpoint: s3.endpoint, credentials });
  onTestFinished(async () => {
    client.destroy();
    await s3.close();
    await rm(dataDir, { recursive: true });
  });
  await client.send(new CreateBucketCommand({ Bucket: 'recordings' }));
  const recordings = s3Recordings({ client, bucket: 'recordings' });
  const store = (track: 'company' | 'user', fromMs: number, ms: number, byte: number, epoch = 1) =>
    recordings.storePiece({ callId, track, epoch, fromMs: mediaMs(fromMs), mulaw: new Uint8Array(ms * 8).fill(byte) });
  const audio = async (key = '') => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: 'recordings', Key: key }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []).subarray(WAV_HEADER_BYTES);
  };
  return { recordings, store, audio };
}

describe('recordings in S3', () => {
  it('composes both tracks on one line of time, as equally long files', async () => {
    const { recordings, store, audio } = await aBucket();
    await Promise.all([store('company', 0, 20, 1), store('company', 20, 20, 2), store('user', 10, 20, 3)]);
    const keys = await recordings.compose(callId, createdAt);
    expect(keys).toEqual({
      outbound: `recordings/2026/03/09/${callId}_outbound.wav`,
      inbound: `recordings/2026/03/09/${callId}_inbound.wav`,
      mixed: `recordings/2026/03/09/${callId}_mixed.wav`,
    });
    const bytes = (parts: readonly (readonly [number, number])[]) =>
      parts.flatMap(([ms, byte]) => Array(ms * 8).fill(byte));
    const company = bytes([
      [20, 1],
      [20, 2],
    ]);
    const user = bytes([
      [10, 0xff],
      [20, 3],
      [10, 0xff],
    ]);
    expect([...(await audio(keys.outbound))]).toEqual(company);
    expect([...(await audio(keys.inbound))]).toEqual(user);
    expect([...(await audio(keys.mixed))]).toEqual(company.flatMap((left, at) => [left, user[at]]));
  });

  it('does so again with the same result, also after a piece was stored twice', async () => {
    const { recordings, store, audio } = await aBucket();
    await store('company', 0, 20, 1);
    const keys = await recordings.compose(callId, createdAt);
    await store('company', 0, 20, 1);
    expect(await recordings.compose(callId, createdAt)).toEqual(keys);
    expect(await audio(keys.outbound)).toHaveLength(160);
  });

  it('makes nothing of nothing, and no track of a person who never came', async () => {
    const { recordings, store } = await aBucket();
    expect(await recordings.compose(callId, createdAt)).toEqual({});
    await store('company', 0, 20, 1);
    expect(Object.keys(await recordings.compose(callId, createdAt))).toEqual(['outbound', 'mixed']);
  });

  it('composes a file of several parts', async () => {
    const { recordings, store, audio } = await aBucket();
    await Promise.all(Array.from({ length: 24 }, (_, minute) => store('company', minute * 60_000, 60_000, minute)));
    const { mixed } = await recordings.compose(callId, createdAt);
    const bytes = await audio(mixed);
    expect(bytes.length).toBe(24 * 60_000 * 16);
    expect([0, 10, 23].map((minute) => bytes[minute * 60_000 * 16])).toEqual([0, 10, 23]);
  });

  it('gives links that work without a key of their own', async () => {
    const { recordings, store } = await aBucket();
    await store('company', 0, 20, 1);
    const { outbound = '' } = await recordings.compose(callId, createdAt);
    const response = await fetch(await recordings.link(outbound, 60), { headers: { connection: 'close' } });
    expect(response.status).toBe(200);
    expect(await response.arrayBuffer()).toHaveProperty('byteLength', WAV_HEADER_BYTES + 160);
  });

  it('tells a bucket that does not answer', async () => {
    const client = createS3Client({ region: 'us-east-1', endpoint: 'http://127.0.0.1:1', credentials, maxAttempts: 1 });
    const recordings = s3Recordings({ client, bucket: 'recordings' });
    const piece = { callId, track: 'user', epoch: 1, fromMs: mediaMs(0), mulaw: new Uint8Array(160) } as const;
    await expect(recordings.storePiece(piece)).rejects.toThrow(StoreUnavailable);
    await expect(recordings.compose(callId, createdAt)).rejects.toThrow(StoreUnavailable);
  });
});

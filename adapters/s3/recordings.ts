import { Readable } from 'node:stream';
import { GetObjectCommand, PutObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { RecordingKind } from '#core/contracts/call-record.ts';
import type { CallId } from '#core/contracts/ids.ts';
import type { Recordings } from '#core/ports/recordings.ts';
import { guarded } from './faults.ts';
import { pieceKey, piecesOf, readPiece, recordingKey, type StoredPiece, type Track } from './piece-key.ts';
import { attemptOffsets, type Stretch, timelineOf } from './timeline.ts';
import { createTrackReader } from './track-reader.ts';
import { interleave, wavHeader, wavPadding } from './wav.ts';

export { createS3Client } from './client.ts';

export interface S3RecordingsOptions {
  readonly client: S3Client;
  readonly bucket: string;
}

/** 10 s of one track. */
const BLOCK_BYTES = 80_000;
const PART_BYTES = 5 * 1024 * 1024;

/**
 * Recordings in S3. Pieces as they come; composed to WAV files of G.711 mu-law (format tag 7), which begin at the same moment and are equally long. An
 * hour of audio passes through a few MB of memory.
 */
export function s3Recordings({ client, bucket }: S3RecordingsOptions): Recordings {
  return {
    storePiece: ({ callId, track, epoch, fromMs, mulaw }) =>
      guarded('store a piece', async () => {
        const Key = pieceKey(callId, track, epoch, fromMs);
        await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: mulaw, ContentType: 'audio/basic' }));
      }),

    compose: (callId, callCreatedAt) =>
      guarded('compose a recording', async () => {
        const [company, user] = await Promise.all([list(callId, 'company'), list(callId, 'user')]);
        const offsetOf = attemptOffsets(company, user);
        const tracks = { company: timelineOf(company, offsetOf), user: timelineOf(user, offsetOf) };
        const samples = Math.max(lengthOf(tracks.company), lengthOf(tracks.user));
        const keys: Partial<Record<RecordingKind, string>> = {};
        for (const kind of RecordingKind.options) {
          if (samples === 0 || (kind === 'inbound' && user.length === 0)) continue;
          const key = recordingKey(callId, callCreatedAt, kind);
          await upload(key, wavOf(kind, tracks, samples));
          keys[kind] = key;
        }
        return keys;
      }),

    link: (key, seconds) =>
      guarded('sign a link', () =>
        getSignedUrl(client, new GetObjectCommand({ Bucket: bucket, Key: key }), { expiresIn: seconds }),
      ),
  };

  async function list(callId: CallId, track: Track): Promise<StoredPiece[]> {
    const pieces: StoredPiece[] = [];
    for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: piecesOf(callId, track) })) {
      for (const { Key = '', Size = 0 } of page.Contents ?? []) {
        const piece = readPiece(Key, Size);
        if (piece) pieces.push(piece);
      }
    }
    return pieces;
  }

  async function fetchPiece({ key }: StoredPiece): Promise<Uint8Array> {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return Body ? await Body.transformToByteArray() : new Uint8Array(0);
  }

  async function* wavOf(
    kind: RecordingKind,
    tracks: Readonly<Record<Track, readonly Stretch[]>>,
    samples: number,
  ): AsyncGenerator<Buffer> {
    const channels = kind === 'mixed' ? 2 : 1;
    const company = createTrackReader(tracks.company, fetchPiece);
    const user = createTrackReader(tracks.user, fetchPiece);
    yield wavHeader(samples, channels);
    for (let at = 0; at < samples; at += BLOCK_BYTES) {
      const bytes = Math.min(BLOCK_BYTES, samples - at);
      if (kind === 'outbound') yield Buffer.from(await company.read(bytes));
      else if (kind === 'inbound') yield Buffer.from(await user.read(bytes));
      else yield interleave(await company.read(bytes), await user.read(bytes));
    }
    yield wavPadding(samples, channels);
  }

  async function upload(Key: string, blocks: AsyncGenerator<Buffer>): Promise<void> {
    const Body = Readable.from(blocks, { objectMode: false });
    const params = { Bucket: bucket, Key, Body, ContentType: 'audio/wav' };
    await new Upload({ client, params, partSize: PART_BYTES, queueSize: 2 }).done();
  }
}

function lengthOf(stretches: readonly Stretch[]): number {
  const last = stretches.at(-1);
  return last ? last.fromByte + last.bytes : 0;
}

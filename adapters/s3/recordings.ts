import { Readable } from 'node:stream';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { CallId } from '#core/contracts/ids.ts';
import { StoreUnavailable } from '#core/errors.ts';
import type { RecordingKind, Recordings } from '#core/ports/recordings.ts';
import { bytesOf, interleaved, layOut, type PlacedPiece } from './assemble.ts';
import { type PieceTrack, pieceKey, piecePrefix, readPieceKey } from './piece-key.ts';
import { mulawWavHeader } from './wav.ts';

export interface S3RecordingsOptions {
  readonly client: S3Client;
  readonly bucket: string;
}

/** Five tries with growing waits by the SDK itself. Region and credentials come from the environment unless given. */
export function createS3Client(
  options: {
    readonly region?: string | undefined;
    readonly endpoint?: string | undefined;
    readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
    readonly maxAttempts?: number;
  } = {},
): S3Client {
  const { region, endpoint, credentials, maxAttempts = 5 } = options;
  return new S3Client({
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
    maxAttempts,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
  });
}

/**
 * Recordings in S3. Pieces lie under `calls/{callId}/pieces/{company|user}/{epoch}-{media ms}.ulaw`, finished files under
 * `recordings/YYYY/MM/DD/call_ID_{outbound|inbound|mixed}.wav` (the UTC day of the request). `outbound` = the call that we placed: what the
 * company said. `inbound` = what the person said. `mixed` = stereo, the company left, the person right. All are G.711 mu-law at 8 kHz.
 */
export function s3Recordings({ client, bucket }: S3RecordingsOptions): Recordings {
  const read = async (key: string): Promise<Uint8Array> => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return (await Body?.transformToByteArray()) ?? new Uint8Array(0);
  };

  const piecesOf = async (callId: CallId, track: PieceTrack): Promise<PlacedPiece[]> => {
    const pieces: PlacedPiece[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await client.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: piecePrefix(callId, track),
          ...(ContinuationToken ? { ContinuationToken } : {}),
        }),
      );
      for (const { Key, Size } of page.Contents ?? []) {
        const piece = Key ? readPieceKey(Key) : null;
        if (piece && Size) pieces.push({ ...piece, bytes: Size });
      }
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken);
    return pieces;
  };

  const store = async (key: string, header: Uint8Array, audio: AsyncIterable<Uint8Array>): Promise<string> => {
    const body = Readable.from(
      (async function* () {
        yield header;
        yield* audio;
      })(),
      { objectMode: false },
    );
    await new Upload({ client, params: { Bucket: bucket, Key: key, Body: body, ContentType: 'audio/wav' } }).done();
    return key;
  };

  return {
    storePiece: ({ callId, track, epoch, fromMs, mulaw }) =>
      guarded(async () => {
        const Key = pieceKey(callId, track, epoch, fromMs);
        await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: mulaw, ContentType: 'audio/basic' }));
      }),

    compose: (callId, callCreatedAt) =>
      guarded(async () => {
        const [company, user] = await Promise.all([piecesOf(callId, 'company'), piecesOf(callId, 'user')]);
        const [left, right] = [layOut(company), layOut(user)];
        const folder = `recordings/${new Date(callCreatedAt).toISOString().slice(0, 10).replaceAll('-', '/')}`;
        const keyOf = (kind: RecordingKind) => `${folder}/${callId}_${kind}.wav`;
        const keys: Partial<Record<RecordingKind, string>> = {};
        if (left.bytes > 0)
          keys.outbound = await store(keyOf('outbound'), mulawWavHeader(1, left.bytes), bytesOf(left.stretches, read));
        if (right.bytes > 0)
          keys.inbound = await store(keyOf('inbound'), mulawWavHeader(1, right.bytes), bytesOf(right.stretches, read));
        const samples = Math.max(left.bytes, right.bytes);
        if (samples > 0) {
          const both = interleaved(bytesOf(left.stretches, read), bytesOf(right.stretches, read));
          keys.mixed = await store(keyOf('mixed'), mulawWavHeader(2, samples), both);
        }
        return keys;
      }),

    link: (key, seconds) =>
      guarded(() => getSignedUrl(client, new GetObjectCommand({ Bucket: bucket, Key: key }), { expiresIn: seconds })),
  };
}

async function guarded<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    throw new StoreUnavailable(`S3: ${error instanceof Error ? error.name : 'unknown'}`, { cause: error });
  }
}

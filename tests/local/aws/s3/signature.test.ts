import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { Readable } from 'node:stream';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Bucket, createWorld, credentials, s3ClientOf, type World } from './world.ts';

const MINUTE_MS = 60_000;
let world: World;
beforeAll(async () => {
  world = await createWorld();
  await world.s3().send(new PutObjectCommand({ Bucket, Key: 'a b/ü+(1)', Body: 'hello', ContentType: 'text/plain' }));
});
afterEach(() => {
  world.time.offsetMs = 0;
});
afterAll(() => world.close());

const Key = 'a b/ü+(1)';
const urlOf = (expiresIn = 60, input: object = {}) =>
  getSignedUrl(world.s3(), new GetObjectCommand({ Bucket, Key, ...input }), { expiresIn });
const errorOf = async (response: Response) => ({
  status: response.status,
  code: /<Code>(.*)<\/Code>/.exec(await response.clone().text())?.[1],
  message: /<Message>(.*)<\/Message>/.exec(await response.text())?.[1],
});

describe('a presigned URL', () => {
  test('gets the object', async () => {
    const response = await fetch(await urlOf());
    expect([response.status, await response.text(), response.headers.get('content-type')]).toEqual([
      200,
      'hello',
      'text/plain',
    ]);
  });

  test('may say under which name and type', async () => {
    const input = { ResponseContentDisposition: 'attachment; filename="call.wav"', ResponseContentType: 'audio/wav' };
    const { headers } = await fetch(await urlOf(60, input));
    expect([headers.get('content-disposition'), headers.get('content-type')]).toEqual([
      'attachment; filename="call.wav"',
      'audio/wav',
    ]);
  });

  test('takes a range', async () => {
    const response = await fetch(await urlOf(), { headers: { range: 'bytes=1-2' } });
    expect([response.status, await response.text()]).toEqual([206, 'el']);
  });

  test('puts an object', async () => {
    const command = new PutObjectCommand({ Bucket, Key: 'put by url', ContentType: 'audio/wav' });
    const url = await getSignedUrl(world.s3(), command, { expiresIn: 60 });
    const response = await fetch(url, { method: 'PUT', body: 'bytes', headers: { 'content-type': 'audio/wav' } });
    expect(response.status).toBe(200);
    expect(Buffer.from(await world.read('put by url')).toString()).toBe('bytes');
  });

  test('works until it expires', async () => {
    const url = await urlOf(600);
    world.time.offsetMs = 9 * MINUTE_MS;
    expect((await fetch(url)).status).toBe(200);
    world.time.offsetMs = 11 * MINUTE_MS;
    expect(await errorOf(await fetch(url))).toEqual({
      status: 403,
      code: 'AccessDenied',
      message: 'Request has expired',
    });
  });

  test.each([
    ['another key', (url: URL) => url.pathname.concat('x'), 'SignatureDoesNotMatch'],
    ['a longer life', (url: URL) => url.searchParams.set('X-Amz-Expires', '3600'), 'SignatureDoesNotMatch'],
    [
      'another disposition',
      (url: URL) => url.searchParams.set('response-content-type', 'text/html'),
      'SignatureDoesNotMatch',
    ],
    ['a life of a year', (url: URL) => url.searchParams.set('X-Amz-Expires', '31536000'), 'SignatureDoesNotMatch'],
    ['no date', (url: URL) => url.searchParams.delete('X-Amz-Date'), 'AuthorizationQueryParametersError'],
    ['no signature', (url: URL) => url.searchParams.delete('X-Amz-Signature'), 'AccessDenied'],
    [
      'another algorithm',
      (url: URL) => url.searchParams.set('X-Amz-Algorithm', 'AWS4-HMAC-MD5'),
      'AuthorizationQueryParametersError',
    ],
  ])('with %s is refused', async (_what, change, code) => {
    const url = new URL(await urlOf());
    const path = change(url);
    if (typeof path === 'string') url.pathname = path;
    const error = await errorOf(await fetch(url));
    expect(error.code).toBe(code);
    expect(error.message).not.toBe('');
  });

  test('is good for its method only', async () => {
    expect(await errorOf(await fetch(await urlOf(), { method: 'DELETE' }))).toMatchObject({
      status: 403,
      code: 'SignatureDoesNotMatch',
    });
    expect(Buffer.from(await world.read(Key)).toString()).toBe('hello');
  });

  test('of more than a week is refused', async () => {
    await expect(urlOf(8 * 24 * 3600)).rejects.toThrow(/one week/);
  });
});

describe('a signed request', () => {
  test.each([
    ['an unknown key', { ...credentials, accessKeyId: 'OTHER' }, 'InvalidAccessKeyId'],
    ['a wrong secret', { ...credentials, secretAccessKey: 'guess' }, 'SignatureDoesNotMatch'],
  ])('with %s is refused', async (_what, signer, name) => {
    const stranger = s3ClientOf(world.server().endpoint, signer);
    await expect(stranger.send(new GetObjectCommand({ Bucket, Key }))).rejects.toMatchObject({ name });
    await expect(stranger.send(new PutObjectCommand({ Bucket, Key, Body: 'evil' }))).rejects.toMatchObject({ name });
    await expect(stranger.send(new HeadObjectCommand({ Bucket, Key }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    });
    stranger.destroy();
    expect(Buffer.from(await world.read(Key)).toString()).toBe('hello');
  });

  test('that is more than 15 minutes off is refused', async () => {
    const { endpoint } = world.server();
    const read = async () => {
      const s3 = s3ClientOf(endpoint);
      await s3.send(new HeadObjectCommand({ Bucket, Key })).finally(() => s3.destroy());
    };
    world.time.offsetMs = 14 * MINUTE_MS;
    await read();
    world.time.offsetMs = 16 * MINUTE_MS;
    await expect(read()).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
  });

  test('of a machine whose clock is off is tried again by the SDK with the time of the server', async () => {
    const s3 = s3ClientOf(world.server().endpoint, credentials, 2);
    world.time.offsetMs = -60 * MINUTE_MS;
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    expect(await Body?.transformToString()).toBe('hello');
    s3.destroy();
  });

  test('that is not signed is refused', async () => {
    const response = await fetch(`${world.server().endpoint}/${Bucket}/x`);
    expect(await errorOf(response)).toMatchObject({ status: 403, code: 'AccessDenied' });
  });

  test('whose bytes were changed on the way is refused', async () => {
    const { endpoint } = world.server();
    const captured = await capture(new PutObjectCommand({ Bucket, Key: 'changed', Body: 'honest' }));
    const response = await replay(endpoint, captured, 'forged');
    expect(response).toContain('XAmzContentSHA256Mismatch');
    await expect(world.read('changed')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test.each([
    ['the right checksum', '5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n', ''],
    ['a wrong checksum', '5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n', 'BadDigest'],
    ['no checksum', '5\r\nhello\r\n0\r\n\r\n', 'BadDigest'],
    ['other bytes', '5\r\nhellO\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n', 'BadDigest'],
    ['a byte too few', '4\r\nhell\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n', 'IncompleteBody'],
  ])('that streams its body with %s behind it', async (_what, body, code) => {
    const Body = Readable.from(['hello']);
    const captured = await capture(new PutObjectCommand({ Bucket, Key: 'streamed', Body, ContentLength: 5 }));
    const { 'content-length': _length, ...headers } = captured.headers;
    expect(headers['x-amz-trailer']).toBe('x-amz-checksum-crc32');
    const response = await replay(world.server().endpoint, { ...captured, headers }, body);
    if (code === '') expect(response).toBe('');
    else expect(response).toContain(`<Code>${code}</Code>`);
  });

  test('with a header that is not signed is refused', async () => {
    const captured = await capture(new PutObjectCommand({ Bucket, Key: 'header', Body: 'x' }));
    const headers = { ...captured.headers, 'x-amz-meta-owner': 'eve' };
    expect(await replay(world.server().endpoint, { ...captured, headers }, 'x')).toContain('x-amz-meta-owner');
    await expect(world.read('header')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test('whose body breaks off leaves nothing', async () => {
    const { endpoint } = world.server();
    const captured = await capture(new PutObjectCommand({ Bucket, Key: 'broken', Body: 'honest' }));
    const client = httpRequest(endpoint + captured.path, { method: 'PUT', headers: captured.headers });
    client.on('error', () => undefined);
    client.write('hon');
    await once(client, 'socket');
    const closed = new Promise((resolve) => client.once('close', resolve));
    client.destroy();
    await closed;
    await world.restart();
    await expect(world.read('broken')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });
});

interface Captured {
  /** With the query. */
  readonly path: string;
  readonly headers: Record<string, string>;
}

/** What the SDK would send, signed, without sending it. */
async function capture(command: PutObjectCommand): Promise<Captured> {
  const captured = Promise.withResolvers<Captured>();
  command.middlewareStack.add(
    () => async (args) => {
      const { path, query, headers } = args.request as Captured & { query: Record<string, string> };
      captured.resolve({ path: `${path}?${new URLSearchParams(query)}`, headers });
      return { output: { $metadata: {} }, response: undefined };
    },
    { step: 'finalizeRequest', priority: 'low', name: 'capture' },
  );
  await world.s3().send(command);
  return captured.promise;
}

async function replay(endpoint: string, { path, headers }: Captured, body: string): Promise<string> {
  const client = httpRequest(endpoint + path, { method: 'PUT', headers });
  client.end(body);
  const [response] = await once(client, 'response');
  let text = '';
  for await (const piece of response) text += piece;
  return text;
}

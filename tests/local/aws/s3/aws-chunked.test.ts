import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeAwsChunked } from '#local/aws/s3/aws-chunked.ts';

const encode = (chunks: readonly Uint8Array[], trailers: string) =>
  Buffer.concat([
    ...chunks.flatMap((chunk) => [Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n')]),
    Buffer.from(`0\r\n${trailers}\r\n`),
  ]);

async function decode(pieces: Iterable<Buffer>) {
  const trailers: Record<string, string> = {};
  const bytes: Buffer[] = [];
  async function* source() {
    yield* pieces;
  }
  for await (const piece of decodeAwsChunked(source(), (name, value) => {
    trailers[name] = value;
  }))
    bytes.push(piece);
  return { bytes: Buffer.concat(bytes), trailers };
}

function* cut(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

test('cutting the stream elsewhere changes nothing', async () => {
  const chunks = fc.array(fc.uint8Array({ minLength: 1, maxLength: 200 }), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(chunks, fc.integer({ min: 1, max: 300 }), async (bodies, size) => {
      const encoded = encode(bodies, 'x-amz-checksum-crc32: AAAAAA==\r\n');
      const { bytes, trailers } = await decode(cut(encoded, size));
      expect(Buffer.compare(bytes, Buffer.concat(bodies))).toBe(0);
      expect(trailers).toEqual({ 'x-amz-checksum-crc32': 'AAAAAA==' });
    }),
  );
});

test.each([
  ['it ends within a chunk', '5\r\nhel', /ended before its last chunk/],
  ['it ends before the trailers', '0\r\n', /ended before its last chunk/],
  ['a size is no number', 'five\r\nhello\r\n0\r\n\r\n', /does not begin with its size/],
  ['a chunk is too long', '3\r\nhello\r\n0\r\n\r\n', /longer than its size says/],
  ['a trailer has no colon', '0\r\nnonsense\r\n\r\n', /has no colon/],
  ['a line has no end', 'a'.repeat(40_000), /too long/],
])('is refused when %s', async (_what, text, message) => {
  await expect(decode([Buffer.from(text)])).rejects.toThrow(message);
});

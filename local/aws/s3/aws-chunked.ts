import { S3Error } from './s3-error.ts';

const LONGEST_LINE = 16 * 1024;

/**
 * Decodes a body in the content encoding `aws-chunked`: chunks `HEX\r\nBYTES\r\n`, a chunk of 0, then trailing headers and an empty line.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 * @param trailer gets each trailing header, its name in lower case
 * @throws {S3Error} IncompleteBody, InvalidRequest
 */
export async function* decodeAwsChunked(
  source: AsyncIterable<Buffer>,
  trailer: (name: string, value: string) => void,
): AsyncGenerator<Buffer> {
  const input = createInput(source);
  for (let left = await chunkSize(input); left > 0; left = await chunkSize(input)) {
    while (left > 0) {
      const bytes = await input.bytes(left);
      left -= bytes.length;
      yield bytes;
    }
    if ((await input.line()) !== '') throw malformed('a chunk is longer than its size says');
  }
  for (let line = await input.line(); line !== ''; line = await input.line()) {
    const colon = line.indexOf(':');
    if (colon < 0) throw malformed('a trailing header has no colon');
    trailer(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
}

async function chunkSize(input: Input): Promise<number> {
  const line = await input.line();
  const size = /^([0-9a-f]{1,8})(;.*)?$/i.exec(line)?.[1];
  if (size === undefined) throw malformed('a chunk does not begin with its size in hexadecimal');
  return Number.parseInt(size, 16);
}

interface Input {
  line(): Promise<string>;
  /** Some bytes, at least one and at most `most`. */
  bytes(most: number): Promise<Buffer>;
}

function createInput(source: AsyncIterable<Buffer>): Input {
  const iterator = source[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);

  const more = async () => {
    const { value, done } = await iterator.next();
    if (done) throw new S3Error(400, 'IncompleteBody', 'The body ended before its last chunk');
    held = held.length > 0 ? Buffer.concat([held, value]) : value;
  };

  return {
    line: async () => {
      for (;;) {
        const end = held.indexOf('\r\n');
        if (end >= 0) {
          const line = held.toString('latin1', 0, end);
          held = held.subarray(end + 2);
          return line;
        }
        if (held.length > LONGEST_LINE) throw malformed('a line of the encoding is too long');
        await more();
      }
    },
    bytes: async (most) => {
      if (held.length === 0) await more();
      const bytes = held.subarray(0, most);
      held = held.subarray(bytes.length);
      return bytes;
    },
  };
}

const malformed = (what: string) => new S3Error(400, 'InvalidRequest', `The aws-chunked body is malformed: ${what}`);

import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { crc32 } from 'node:zlib';
import { AwsError, protocolError } from './aws-error.ts';
import type { Fields } from './engine.ts';

const MOST_BYTES = 16 * 1024 * 1024;
const TARGET = /^DynamoDB_20120810\.(\w+)$/;

export interface JsonRequest {
  readonly target: string;
  readonly fields: Fields;
}

/**
 * Reads a request of the AWS JSON 1.0 protocol: `POST /` with the operation in X-Amz-Target. It must be signed, but who signed it is not
 * looked at: nobody but this machine can reach the server.
 * @throws {AwsError}
 */
export async function readJsonRequest(request: IncomingMessage): Promise<JsonRequest> {
  const body = await readBody(request);
  const target = TARGET.exec(String(request.headers['x-amz-target']))?.[1];
  if (request.method !== 'POST' || target === undefined)
    throw protocolError(
      'UnknownOperationException',
      'Expected a POST with the header X-Amz-Target: DynamoDB_20120810.<operation>',
    );
  if (!request.headers.authorization?.startsWith('AWS4-'))
    throw protocolError('MissingAuthenticationTokenException', 'Request is missing Authentication Token');
  return { target, fields: parseJson(body) };
}

export function answerJson(response: ServerResponse, status: number, body: Fields): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': Buffer.byteLength(text),
    'x-amz-crc32': String(crc32(text)),
    'x-amzn-requestid': randomUUID(),
  });
  response.end(text);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes <= MOST_BYTES) chunks.push(chunk);
  }
  if (bytes > MOST_BYTES)
    throw protocolError(
      'RequestEntityTooLargeException',
      `A request may have ${MOST_BYTES} bytes, this one has ${bytes}`,
      413,
    );
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(body: string): Fields {
  try {
    const fields: unknown = JSON.parse(body);
    if (typeof fields === 'object' && fields !== null && !Array.isArray(fields)) return { ...fields };
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
  }
  throw protocolError('SerializationException', 'The body is not a JSON object');
}

/** What is answered for a failure: the protocol's own error, or 500 for a fault of this server, which the SDK tries again. */
export function errorAnswer(error: unknown): { status: number; body: Fields } {
  const known =
    error instanceof AwsError
      ? error
      : protocolError('InternalServerError', error instanceof Error ? error.message : String(error), 500);
  return { status: known.status, body: known.body() };
}

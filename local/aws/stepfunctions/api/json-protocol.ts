import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readBody } from '../../apigateway/listen.ts';
import type { Operation } from './operation.ts';
import { ServiceError } from './service-error.ts';

const TARGET = 'AWSStepFunctions.';
const MAX_REQUEST_BYTES = 4_194_304;

/** An HTTP server that speaks AWS JSON 1.0: POST /, operation in `X-Amz-Target`, errors as `__type` and `message`. Signatures are not checked. */
export function createJsonServer(operations: ReadonlyMap<string, Operation>, onWork: () => () => void): Server {
  return createServer((request, response) => {
    const workDone = onWork();
    handle(request, operations)
      .then(
        (body) => send(response, 200, body),
        (error: unknown) => sendError(response, error),
      )
      .finally(workDone);
  });
}

async function handle(request: IncomingMessage, operations: ReadonlyMap<string, Operation>) {
  const target = request.headers['x-amz-target'];
  const body = await readBody(request, MAX_REQUEST_BYTES);
  const name = typeof target === 'string' && target.startsWith(TARGET) ? target.slice(TARGET.length) : null;
  const operation = name === null ? undefined : operations.get(name);
  if (!operation)
    throw new ServiceError(
      'UnknownOperationException',
      `${target ?? 'A request without X-Amz-Target'} is not offered here. Offered: ${[...operations.keys()].join(', ')}`,
    );
  if (body === null) throw new ServiceError('RequestEntityTooLargeException', `More than ${MAX_REQUEST_BYTES} bytes`);
  return operation(parseBody(body));
}

function parseBody(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString() || '{}');
  } catch (error) {
    throw new ServiceError('SerializationException', error instanceof Error ? error.message : String(error));
  }
}

function sendError(response: ServerResponse, error: unknown): void {
  if (error instanceof ServiceError) send(response, 400, { __type: error.name, message: error.message });
  else send(response, 500, { __type: 'InternalFailure', message: String(error) });
}

function send(response: ServerResponse, status: number, body: Record<string, unknown>): void {
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-RequestId': randomUUID() };
  response.writeHead(status, headers).end(JSON.stringify(body));
}

import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { commonLogTime, splitOnce } from './http-event.ts';

/** Facts about one connection that stand in every event of it. */
export interface ConnectionFacts {
  readonly connectionId: string;
  readonly connectedAtMs: number;
  readonly stage: string;
  readonly host: string;
  readonly sourceIp: string;
  readonly userAgent: string;
}

export type WebSocketEventType = 'CONNECT' | 'MESSAGE' | 'DISCONNECT';

/** `L0SM9cOFvHcCIhw=`: API Gateway's ids end in `=`, so clients must escape them in a path. */
const newConnectionId = () => randomBytes(11).toString('base64').replaceAll(/[+/]/g, '0');

export function connectionFacts(request: IncomingMessage, stage: string, connectedAtMs: number): ConnectionFacts {
  return {
    connectionId: newConnectionId(),
    connectedAtMs,
    stage,
    host: request.headers.host ?? '127.0.0.1',
    sourceIp: request.socket.remoteAddress ?? '',
    userAgent: request.headers['user-agent'] ?? '',
  };
}

/** `requestContext` of a WebSocket API's Lambda event. */
export function requestContext(facts: ConnectionFacts, eventType: WebSocketEventType, routeKey: string, nowMs: number) {
  const requestId = randomUUID();
  return {
    routeKey,
    eventType,
    messageDirection: 'IN',
    connectionId: facts.connectionId,
    connectedAt: facts.connectedAtMs,
    requestTime: commonLogTime(nowMs),
    requestTimeEpoch: nowMs,
    requestId,
    extendedRequestId: requestId,
    stage: facts.stage,
    domainName: facts.host,
    apiId: 'one-machine',
    identity: { sourceIp: facts.sourceIp, userAgent: facts.userAgent },
  };
}

/** The `$connect` event carries the handshake; later events do not. */
export function connectEvent(request: IncomingMessage, facts: ConnectionFacts, nowMs: number) {
  const [, query] = splitOnce(request.url ?? '/', '?');
  const multiValueHeaders = originalHeaders(request.rawHeaders);
  const parameters = [...new URLSearchParams(query).keys()].map((name) => [
    name,
    new URLSearchParams(query).getAll(name),
  ]);
  const multiValueQuery: Record<string, string[]> = Object.fromEntries(parameters);
  return {
    headers: lastOf(multiValueHeaders),
    multiValueHeaders,
    ...(query
      ? { queryStringParameters: lastOf(multiValueQuery), multiValueQueryStringParameters: multiValueQuery }
      : {}),
    requestContext: requestContext(facts, 'CONNECT', '$connect', nowMs),
    isBase64Encoded: false,
  };
}

/** WebSocket APIs keep the case of header names. */
function originalHeaders(raw: readonly string[]): Record<string, string[]> {
  const headers: Record<string, string[]> = {};
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = raw[index] ?? '';
    headers[name] = [...(headers[name] ?? []), raw[index + 1] ?? ''];
  }
  return headers;
}

const lastOf = (multi: Record<string, string[]>): Record<string, string> =>
  Object.fromEntries(Object.entries(multi).map(([name, values]) => [name, values.at(-1) ?? '']));

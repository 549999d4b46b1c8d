import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WebSocket } from 'ws';
import { readBody } from './listen.ts';
import { decode } from './route-table.ts';
import type { ConnectionFacts } from './websocket-event.ts';

export interface Connection {
  readonly facts: ConnectionFacts;
  readonly socket: WebSocket;
  lastActiveMs: number;
  /** Counts the time without messages from zero again. */
  touch(): void;
}

/** WebSocket API quota: 128 KB a message. */
export const MAX_MESSAGE_BYTES = 131_072;

/** The `@connections` API: POST sends, GET tells, DELETE ends; a connection that is gone is a 410 GoneException. */
export function connectionsApi(stage: string, connections: ReadonlyMap<string, Connection>) {
  const prefix = `/${stage}/@connections/`;

  const handle = async (request: IncomingMessage, response: ServerResponse, id: string) => {
    const body = await readBody(request, MAX_MESSAGE_BYTES);
    const connection = connections.get(id);
    if (!connection || connection.socket.readyState !== connection.socket.OPEN)
      return fail(response, 410, 'GoneException', 'The connection is gone');
    switch (request.method) {
      case 'POST':
        if (body === null)
          return fail(response, 413, 'PayloadTooLargeException', `More than ${MAX_MESSAGE_BYTES} bytes`);
        connection.socket.send(body, { binary: false });
        connection.touch();
        return void response.writeHead(200).end();
      case 'GET': {
        const { connectedAtMs, sourceIp, userAgent } = connection.facts;
        const told = {
          connectedAt: new Date(connectedAtMs).toISOString(),
          lastActiveAt: new Date(connection.lastActiveMs).toISOString(),
          identity: { sourceIp, userAgent },
        };
        return void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(told));
      }
      case 'DELETE':
        connection.socket.close(1000, 'Connection Closed Normally');
        return void response.writeHead(204).end();
      default:
        return fail(response, 403, 'ForbiddenException', `${request.method} is none of POST, GET, DELETE`);
    }
  };

  /** @returns false when the request is not for this API */
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const path = decode((request.url ?? '/').split('?')[0] ?? '/');
    if (!path.startsWith(prefix)) return false;
    handle(request, response, path.slice(prefix.length)).catch(() => response.destroy());
    return true;
  };
}

function fail(response: ServerResponse, status: number, type: string, message: string): void {
  const headers = { 'content-type': 'application/json', 'x-amzn-ErrorType': type };
  response.writeHead(status, headers).end(JSON.stringify({ message }));
}

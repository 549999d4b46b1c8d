import { createServer, type RequestListener } from 'node:http';

/** A connection that a client keeps alive would hold the close for a minute. */
const REQUESTS_END_WITHIN_MS = 1_000;

/** A server of the one-machine stack, reachable from this machine only. */
export interface LocalEndpoint {
  /** By address, not by name: an S3 client goes path-style by itself when the host is an IP address. */
  readonly endpoint: string;
  /** Takes no new connection, lets running requests finish within a second, then resolves. */
  close(): Promise<void>;
}

/**
 * @param name what is served, for the error message
 * @param port 0 = any free one
 * @throws {Error} the port is taken or not allowed
 */
export function openLocalEndpoint(name: string, port: number, serve: RequestListener): Promise<LocalEndpoint> {
  const server = createServer({ keepAliveTimeout: 60_000 }, serve);
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(new Error(explain(name, port, cause), { cause })));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') return reject(new Error(`${name} got no port`));
      resolve({
        endpoint: `http://127.0.0.1:${address.port}`,
        close: () =>
          new Promise((closed, failed) => {
            const cut = setTimeout(() => server.closeAllConnections(), REQUESTS_END_WITHIN_MS);
            server.close((error) => {
              clearTimeout(cut);
              if (error) failed(error);
              else closed();
            });
          }),
      });
    });
  });
}

function explain(name: string, port: number, cause: NodeJS.ErrnoException): string {
  if (cause.code === 'EADDRINUSE')
    return `${name}: port ${port} of 127.0.0.1 is taken; choose another one, or 0 for any`;
  if (cause.code === 'EACCES') return `${name}: port ${port} of 127.0.0.1 is not allowed; choose one above 1023`;
  return `${name}: cannot listen on port ${port} of 127.0.0.1: ${cause.message}`;
}

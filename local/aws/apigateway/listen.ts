import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Somebody listens on the port already, or it is not allowed to us. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken';
  readonly port: number;

  constructor(port: number, options?: ErrorOptions) {
    super(`Port ${port} of 127.0.0.1 is taken: stop the other program or choose another port`, options);
    this.port = port;
  }
}

/**
 * Listens on 127.0.0.1.
 * @param port 0 lets the system choose
 * @returns the port. @throws {PortTaken}
 */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE' || error.code === 'EACCES';
      reject(taken ? new PortTaken(port, { cause: error }) : error);
    };
    server.once('error', onError);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', onError);
      resolve(portOf(server.address()) ?? port);
    });
  });
}

const portOf = (address: string | AddressInfo | null) => (typeof address === 'object' ? address?.port : undefined);

/** Stops listening and ends every connection, kept-alive ones too. */
export async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** The body of a request, or null when it has more than `maxBytes`. */
export async function readBody(request: AsyncIterable<Buffer>, maxBytes: number): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request) {
    bytes += part.length;
    if (bytes <= maxBytes) parts.push(part);
  }
  return bytes > maxBytes ? null : Buffer.concat(parts);
}

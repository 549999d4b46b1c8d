import { once } from 'node:events';
import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LossyProxy extends AsyncDisposable {
  readonly url: string;
  /** The next answer to a request with this `x-amz-target` (its end, "UpdateItem") is lost on its way: the request has its effect. */
  loseAnswer(target: string): void;
  /** How many answers were lost. */
  readonly lost: number;
}

/** Stands before an HTTP server and loses answers when told. */
export async function openLossyProxy(upstream: string): Promise<LossyProxy> {
  let victim: string | null = null;
  let lost = 0;
  const server = createServer((incoming, outgoing) => {
    const { method, headers, url = '/' } = incoming;
    const loses = victim !== null && String(headers['x-amz-target']).endsWith(`.${victim}`);
    if (loses) victim = null;
    const onward = forward(new URL(url, upstream), { ...(method ? { method } : {}), headers }, (answer) => {
      if (loses) {
        lost += 1;
        answer.resume().once('end', () => incoming.socket.destroy());
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    loseAnswer: (target) => {
      victim = target;
    },
    get lost() {
      return lost;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

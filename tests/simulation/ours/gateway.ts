import { z } from 'zod';
import type { Clock } from '#core/ports/clock.ts';
import { httpRoutes } from '#lambdas/routes.ts';
import { compileRoutes } from '#local/aws/apigateway/route-table.ts';
import { httpEvent } from '#tests/support/http-event.ts';
import type { Invoke } from './lambdas.ts';

export interface GatewayAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

export interface GatewayRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const Answer = z.object({
  statusCode: z.number(),
  headers: z.record(z.string(), z.unknown()).default({}),
  body: z.string().default(''),
});

/** An HTTP API waits no longer for its Lambda. */
const LIMIT_MS = 29_000;

/** The HTTP API over the real route table, without its server. */
export function openGateway(invoke: Invoke, clock: Clock): (request: GatewayRequest) => Promise<GatewayAnswer> {
  const find = compileRoutes(httpRoutes);
  return async ({ method, path, headers = {}, body }) => {
    const match = find(method, path.split('?')[0] ?? path);
    if (!match) return { status: 404, headers: {}, body: '{"message":"Not Found"}' };
    const { promise: late, resolve } = Promise.withResolvers<GatewayAnswer>();
    const cancel = clock.after(LIMIT_MS, () => resolve({ status: 503, headers: {}, body: '' }));
    try {
      const run = invoke(match.route.functionName, httpEvent({ method, path, headers, body })).then((returned) => {
        const { statusCode: status, ...rest } = Answer.parse(returned);
        return { status, ...rest };
      });
      return await Promise.race([run, late]);
    } catch {
      return { status: 500, headers: {}, body: '{"message":"Internal Server Error"}' };
    } finally {
      cancel();
    }
  };
}

import type { Context } from 'aws-lambda';
import { systemClock } from '#adapters/clock/system-clock.ts';
import { cloudWatchTelemetry } from '#adapters/powertools/telemetry.ts';
import { createSecretsClient, readSecrets } from '#adapters/secrets-manager/secrets.ts';
import type { Port } from '#lambdas/needs.ts';
import { readEnvironment } from '#lambdas/shared/environment.ts';
import type { Wiring } from '#lambdas/shared/ports.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { keepFresh } from './keep-fresh.ts';
import { quietFailure } from './quiet-failure.ts';

type Handler = (event: unknown, context: Context) => Promise<unknown>;
type Always = Exclude<keyof Services, Port>;

/**
 * The handler that AWS calls. Its services are made when the sandbox starts, of the environment and the secrets that SECRET_IDS names, and
 * kept; rotated secrets are noticed within a quarter of an hour.
 */
export function serve<P extends Port>(
  make: (services: Pick<Services, P | Always>) => unknown,
  ports: { readonly [K in P]: (wiring: Wiring) => Services[K] },
): Handler {
  const secretsClient = createSecretsClient();
  const ready = keepFresh(systemClock, async () => {
    const secretIds = (process.env.SECRET_IDS ?? '').split(',').filter((id) => id !== '');
    const variables = { ...process.env, ...(await readSecrets(secretsClient, secretIds)) };
    const wiring: Wiring = {
      environment: readEnvironment(variables),
      clock: systemClock,
      ...cloudWatchTelemetry('hold-slayer'),
    };
    const made = Object.entries<(wiring: Wiring) => unknown>(ports).map(([name, port]) => [name, port(wiring)]);
    return quietFailure(make({ ...wiring, ...Object.fromEntries(made) }) as Handler);
  });
  // What goes wrong now is told to the first request.
  ready().catch(() => {});
  return async (event, context) => (await ready())(event, context);
}

import type { Context } from 'aws-lambda';
import { systemClock } from '#adapters/clock/system-clock.ts';
import { createLambdaClient, lambdaWorkerLink } from '#adapters/lambda/command-door.ts';
import { createSecretsClient, readSecrets } from '#adapters/secrets-manager/secrets.ts';
import { readEnvironment } from '#lambdas/shared/environment.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { cloudWatchLog, cloudWatchMeter } from '#lambdas/shared/telemetry.ts';
import { wire } from '#lambdas/shared/wire.ts';
import { keepFresh } from './keep-fresh.ts';

type Handler = (event: unknown, context: Context) => Promise<unknown>;

/** The handler that AWS calls. Services are made when the sandbox starts, from the environment and the secrets it names, and kept. */
export function serve(make: (services: Services) => unknown): Handler {
  const secretsClient = createSecretsClient();
  const ready = keepFresh(systemClock, async () => {
    const secretIds = (process.env.SECRET_IDS ?? '').split(',').filter((id) => id !== '');
    const secrets = await readSecrets(secretsClient, secretIds);
    return make(servicesOf({ ...process.env, ...secrets })) as Handler;
  });
  ready().catch(() => {});
  return async (event, context) => (await ready())(event, context);
}

function servicesOf(variables: Readonly<Record<string, string | undefined>>): Services {
  const environment = readEnvironment(variables);
  const services = wire({ environment, clock: systemClock, log: cloudWatchLog(), meter: cloudWatchMeter() });
  const door = variables.COMMAND_DOOR;
  if (door === undefined) return services;
  const { WORKER_SECRET: secret } = environment;
  return { ...services, workers: lambdaWorkerLink({ client: createLambdaClient(), functionName: door, secret }) };
}

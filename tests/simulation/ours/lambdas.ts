import type { Clock } from '#core/ports/clock.ts';
import { functions } from '#lambdas/functions.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { FunctionError } from '#local/aws/lambda/function-error.ts';
import { createLambdaRuntime } from '#local/aws/lambda/runtime.ts';
import { callIn, type Fates } from '#tests/simulation/fates.ts';
import { beginLife, mortal } from './life.ts';

export type Invoke = (functionName: string, event: unknown) => Promise<unknown>;

/** Chances from 0 to 1, for each run of a Lambda. */
export interface LambdaFaults {
  /** 429 or a fault of the service, before it began. */
  readonly notRun: number;
  /** It did all it had to, and is told to have timed out. */
  readonly answerLost: number;
  /** Run by the service twice, at the same time. */
  readonly twice: number;
  /** Its process dies in the middle. */
  readonly dies: number;
  readonly coldStart: number;
}

const TIMEOUT_MS = 60_000;
const USUAL_MS = [4, 20] as const;
const COLD_MS = [400, 1_500] as const;
/** A run that dies does so before its n-th request to the outside. */
const DIES_WITHIN_REQUESTS = 12;

/** Every Lambda by its name, run in this process as Lambda would, with all that may happen to a run. */
export function openLambdas(services: Services, fates: Fates, clock: Clock, faults: LambdaFaults): Invoke {
  const runtime = createLambdaRuntime({ clock, timeoutMs: TIMEOUT_MS });
  for (const [name, make] of Object.entries(functions)) runtime.register<never>(name, make(services));

  const dying = (name: string, place: string) => {
    const life = beginLife();
    let left = 1 + Math.floor(fates.draw(place) * DIES_WITHIN_REQUESTS);
    const count = () => {
      left -= 1;
      if (left <= 0) life.end();
    };
    const ports = Object.fromEntries(
      Object.entries(services).map(([port, value]) => [port, isPort(port, value) ? mortal(value, life, count) : value]),
    );
    const killed = new Promise<never>((_, reject) => {
      life.onEnd(() => reject(exited()));
    });
    const alone = createLambdaRuntime({ clock, timeoutMs: TIMEOUT_MS });
    const make = functions[name as keyof typeof functions];
    alone.register<never>(name, make({ ...services, ...ports }));
    return (event: unknown) => Promise.race([alone.invoke(name, event), killed]);
  };

  return async (name, event) => {
    const callId = callIn(JSON.stringify(event));
    const place = `${name} ${callId ?? ''}`;
    const strikes = (what: string, chance: number) => fates.strikes(`lambda ${what}`, place, chance, callId);
    const [least, most] = strikes('cold start', faults.coldStart) ? COLD_MS : USUAL_MS;
    await clock.sleep(least + (most - least) * fates.draw(place));
    if (strikes('not run', faults.notRun)) throw serviceFault(fates.draw(place));
    if (strikes('dies', faults.dies)) return dying(name, place)(event);
    if (strikes('runs twice', faults.twice)) void runtime.invoke(name, event).catch(() => {});
    const answer = await runtime.invoke(name, event);
    if (strikes('answer lost', faults.answerLost)) {
      throw new FunctionError({ errorType: 'Sandbox.Timedout', errorMessage: 'Error: Task timed out' });
    }
    return answer;
  };
}

function isPort(name: string, value: unknown): value is object {
  return typeof value === 'object' && value !== null && !['environment', 'clock', 'log', 'meter'].includes(name);
}

function serviceFault(draw: number): FunctionError {
  const errorType = draw < 0.5 ? 'Lambda.TooManyRequestsException' : 'Lambda.ServiceException';
  return new FunctionError({ errorType, errorMessage: 'Rate Exceeded.' });
}

/** As newer runtimes tell a process that was killed, for its memory say. */
function exited(): FunctionError {
  return new FunctionError({
    errorType: 'Runtime.ExitError',
    errorMessage: 'Error: Runtime exited with error: signal: killed',
  });
}

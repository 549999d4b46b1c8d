import { parser } from '@aws-lambda-powertools/parser/middleware';
import middy from '@middy/core';
import type { z } from 'zod';
import { callMachine, type TaskName } from '#core/contracts/call-machine.ts';
import { lambdaOptions, observeHandler } from '#lambdas/shared/observe-handler.ts';
import type { Services } from '#lambdas/shared/services.ts';

type Input<N extends TaskName> = z.infer<(typeof callMachine)[N]['input']>;

/** The Lambda of one task state: the contract's input is parsed, then the use case runs. */
export function taskHandler<N extends TaskName>(
  name: N,
  services: Pick<Services, 'log' | 'meter' | 'clock'>,
  run: (input: Input<N>) => Promise<unknown>,
) {
  return middy(lambdaOptions)
    .use(observeHandler(services, name))
    .use(parser({ schema: callMachine[name].input }))
    .handler((event) => run(event as Input<N>));
}

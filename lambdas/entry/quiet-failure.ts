import type { Context } from 'aws-lambda';
import { HoldSlayerError } from '#core/errors.ts';
import { loggable } from '#core/policy/loggable.ts';

type Handler = (event: unknown, context: Context) => Promise<unknown>;

/**
 * What a handler throws, Lambda writes into the log with its message and fields, and Step Functions keeps as the cause of a failed step. Errors of ours
 * may be read there. Of foreign ones, whose messages may quote what was sent, the name is left, which the state machine matches, and the place.
 */
export function quietFailure(handler: Handler): Handler {
  return async (event, context) => {
    try {
      return await handler(event, context);
    } catch (error) {
      throw error instanceof HoldSlayerError ? error : withoutWords(error);
    }
  };
}

function withoutWords(fault: unknown): Error {
  const { error: name, stack = [] } = loggable(fault);
  const quiet = new Error('a foreign error: the line "handler failed" tells where');
  quiet.name = name;
  quiet.stack = [`${name}: ${quiet.message}`, ...stack].join('\n');
  return quiet;
}

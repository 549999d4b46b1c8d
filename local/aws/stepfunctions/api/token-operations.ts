import { z } from 'zod';
import type { AttemptBoard } from '../engine/attempt-board.ts';
import { looksLikeToken } from '../engine/token.ts';
import type { Outcome } from '../journal/attempt-rows.ts';
import type { Journal } from '../journal/journal.ts';
import { MAX_STATE_DATA_BYTES, parseJson } from '../json.ts';
import { operation } from './operation.ts';
import { ServiceError } from './service-error.ts';

const taskToken = z.string().min(1).max(2048);
const successRequest = z.strictObject({ taskToken, output: z.string().max(MAX_STATE_DATA_BYTES) });
const failureRequest = z.strictObject({
  taskToken,
  error: z.string().max(256).optional(),
  cause: z.string().max(32_768).optional(),
});

/**
 * SendTaskSuccess, SendTaskFailure, SendTaskHeartbeat. InvalidToken: no token of ours by its form, or never given away; TaskDoesNotExist: of the
 * right form, but unknown to this journal; TaskTimedOut: the task has ended, by an answer, a deadline, or the end of its execution.
 */
export function tokenOperations(journal: Journal, attempts: AttemptBoard) {
  const check = (token: string) => {
    if (!looksLikeToken(token)) throw new ServiceError('InvalidToken', "Invalid Token: 'Invalid token'");
    const row = journal.attempts.get(token);
    if (!row) throw new ServiceError('TaskDoesNotExist', "Task Does Not Exist: 'Provided task does not exist'");
    if (!row.answerable) throw new ServiceError('InvalidToken', "Invalid Token: 'Invalid token'");
  };
  const answer = (token: string, outcome: Outcome) => {
    check(token);
    if (!attempts.settle(token, outcome)) throw ended();
    return {};
  };

  return {
    SendTaskSuccess: operation(successRequest, ({ taskToken: token, output }) => {
      return answer(token, { kind: 'succeeded', output: parseOutput(output) });
    }),
    SendTaskFailure: operation(failureRequest, ({ taskToken: token, error, cause }) => {
      return answer(token, { kind: 'failed', error, cause });
    }),
    SendTaskHeartbeat: operation(z.strictObject({ taskToken }), ({ taskToken: token }) => {
      check(token);
      if (!attempts.beat(token)) throw ended();
      return {};
    }),
  };
}

const ended = () => new ServiceError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");

function parseOutput(text: string) {
  try {
    return parseJson(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new ServiceError('InvalidOutput', `Invalid Output: 'Output is no JSON: ${message}'`);
  }
}

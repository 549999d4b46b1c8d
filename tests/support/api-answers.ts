import { expect } from 'vitest';
import { CallView, Problem } from '#core/contracts/http.ts';
import type { LambdaAnswer } from '#tests/support/lambda-world.ts';

export const viewIn = ({ body }: LambdaAnswer): CallView => CallView.parse(JSON.parse(body));

/** The problem in an answer, which says so in its headers and tells the same status. */
export function problemIn(answer: LambdaAnswer): Problem {
  expect(answer.headers['content-type']).toBe('application/problem+json');
  const problem = Problem.parse(JSON.parse(answer.body));
  expect(problem.status).toBe(answer.status);
  return problem;
}

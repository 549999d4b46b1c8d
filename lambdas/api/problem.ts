import type { z } from 'zod';
import { readWritten } from '#core/contracts/faults.ts';
import type { Problem } from '#core/contracts/http.ts';

/** An answer that tells what was wrong, where, and what would be right (RFC 9457). */
export class ProblemAnswer extends Error {
  override readonly name = 'ProblemAnswer';
  readonly problem: Problem;
  constructor(
    status: number,
    title: string,
    detail?: string,
    errors?: Problem['errors'],
    more: Pick<Problem, 'code' | 'candidates'> = {},
  ) {
    super(title);
    this.problem = {
      type: 'about:blank',
      title,
      status,
      ...(detail === undefined ? {} : { detail }),
      ...(errors === undefined ? {} : { errors }),
      ...more,
    };
  }

  toResponse(headers: Readonly<Record<string, string>> = {}): Response {
    return new Response(JSON.stringify(this.problem), {
      status: this.problem.status,
      headers: { 'content-type': 'application/problem+json', ...headers },
    });
  }
}

/** Parses a JSON body. @throws {ProblemAnswer} 400 that names each field that is wrong */
export async function bodyOf<T extends z.ZodType>(request: Request, schema: T): Promise<z.infer<T>> {
  const text = await request.text();
  let value: unknown;
  try {
    value = text === '' ? {} : JSON.parse(text);
  } catch {
    throw new ProblemAnswer(
      400,
      'The body is not JSON',
      'Send an object, like {"number":"+18005550100","intent":"dispute a charge"}.',
    );
  }
  const parsed = readWritten(schema, value);
  if (parsed.ok) return parsed.value;
  const errors = parsed.faults.map(({ path, message }) => ({ path: path.join('.') || '(body)', message }));
  throw new ProblemAnswer(400, 'The body is not right', 'See "errors" for what is wrong and where.', errors);
}

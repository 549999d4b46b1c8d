import { z } from 'zod';
import { validationFailed } from './service-error.ts';

/** One operation of the API: request body in, response body out. @throws {ServiceError} */
export type Operation = (body: unknown) => Record<string, unknown>;

/** Members that the schema does not know are refused: whoever relies on them would be deceived here. */
export function operation<S extends z.ZodType>(
  request: S,
  handle: (request: z.infer<S>) => Record<string, unknown>,
): Operation {
  return (body) => {
    const parsed = request.safeParse(body);
    if (!parsed.success) throw validationFailed(z.prettifyError(parsed.error));
    return handle(parsed.data);
  };
}

/** Timestamps of AWS JSON 1.0: seconds since the Unix epoch. */
export const toSeconds = (ms: number) => ms / 1000;

import type { z } from 'zod';
import { validationError } from './aws-error.ts';

/** @throws {AwsError} ValidationException that names the field */
export function parseFields<T>(schema: z.ZodType<T>, fields: unknown): T {
  const parsed = schema.safeParse(fields);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw validationError(`${issue?.path.join('.')}: ${issue?.message}`);
}

import type { z } from 'zod';
import { checkExpressions } from './check-expressions.ts';
import { checkGraph } from './check-graph.ts';
import { type Definition, definitionSchema } from './definition.ts';

/** One thing that is wrong with a definition. `location` is a JSON pointer, as Step Functions gives it. */
export interface Diagnostic {
  readonly code: string;
  readonly message: string;
  readonly location: string;
}

export type ParsedDefinition =
  | { readonly ok: true; readonly definition: Definition }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Reads a definition and tells everything that is wrong with it. Codes are those of ValidateStateMachineDefinition. */
export function parseDefinition(text: string): ParsedDefinition {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, diagnostics: [{ code: 'INVALID_JSON_DESCRIPTION', message, location: '/' }] };
  }
  const parsed = definitionSchema.safeParse(json);
  if (!parsed.success) return { ok: false, diagnostics: parsed.error.issues.flatMap(toDiagnostics) };
  const diagnostics = [...checkGraph(parsed.data), ...checkExpressions(parsed.data)];
  return diagnostics.length > 0 ? { ok: false, diagnostics } : { ok: true, definition: parsed.data };
}

function toDiagnostics(issue: z.core.$ZodIssue): Diagnostic[] {
  const location = `/${issue.path.map(String).join('/')}`;
  const code = 'SCHEMA_VALIDATION_FAILED';
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        code,
        location,
        message: jsonPathFields.has(key)
          ? `Field '${key}' belongs to JSONPath; only JSONata runs here: use Arguments, Output and Assign`
          : `Field '${key}' is not supported`,
      }));
    case 'invalid_union':
      return [{ code, location, message: unionMessage(issue) }];
    default:
      return [{ code, location, message: issue.message }];
  }
}

function unionMessage(issue: z.core.$ZodIssueInvalidUnion): string {
  if (issue.discriminator) return 'Type must be one of Task, Choice, Pass, Wait, Succeed, Fail, Parallel';
  return issue.errors.flatMap((errors) => errors.map((error) => error.message)).join(', or: ');
}

const jsonPathFields = new Set([
  'InputPath',
  'OutputPath',
  'ResultPath',
  'ResultSelector',
  'Parameters',
  'Result',
  'ItemsPath',
  'TimeoutSecondsPath',
  'HeartbeatSecondsPath',
  'SecondsPath',
  'TimestampPath',
  'Variable',
]);

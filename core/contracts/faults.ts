import { z } from 'zod';

/** One thing that is wrong with what a person wrote. */
export interface Fault {
  /** Where: `['devices', 0, 'name']`. A field that is missing or unknown is named as well. */
  readonly path: readonly (string | number)[];
  readonly what: 'unknown_field' | 'wrong_value';
  /** What is wrong and what would be right; nothing of what was written but names of fields. */
  readonly message: string;
}

export type Written<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** Parses what a person wrote. Sentences of the schema itself come first; where it has none, these tell what it takes. */
export function readWritten<T extends z.ZodType>(schema: T, written: unknown): Written<z.output<T>> {
  const parsed = schema.safeParse(written, { error: sentenceOf });
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, faults: parsed.error.issues.flatMap(faultsOf) };
}

function faultsOf(issue: z.core.$ZodIssue): Fault[] {
  const path = issue.path.filter((part): part is string | number => typeof part !== 'symbol');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...path, key],
      what: 'unknown_field',
      message: `unknown field ${key}; ${issue.message}`,
    }));
  return [{ path, what: 'wrong_value', message: issue.message }];
}

/** Undefined leaves it to zod: forms that no schema here has. */
function sentenceOf(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type': {
      const takes = `it takes ${KINDS[issue.expected] ?? issue.expected}`;
      if (issue.input === undefined) return `is missing; ${takes}`;
      const quotes = issue.expected === 'string' && typeof issue.input === 'number' ? '; put it in quotes' : '';
      return `${takes}, not ${kindOf(issue.input)}${quotes}`;
    }
    case 'too_small':
      if (issue.origin === 'number') return `at least ${issue.minimum}`;
      return Number(issue.minimum) === 1 ? 'must not be empty' : `at least ${issue.minimum} ${PARTS[issue.origin]}`;
    case 'too_big':
      return `at most ${[issue.maximum, PARTS[issue.origin]].filter(Boolean).join(' ')}`;
    case 'invalid_value':
      return `it takes ${oneOf(issue.values)}`;
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options) ? `it takes ${oneOf(issue.options)}` : undefined;
    case 'invalid_key':
      return issue.issues[0]?.message;
    case 'unrecognized_keys':
      return issue.inst instanceof z.ZodObject
        ? `known here are ${Object.keys(issue.inst.shape).join(', ')}`
        : undefined;
    default:
      return undefined;
  }
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

const PARTS: Readonly<Record<string, string>> = { string: 'characters', array: 'entries' };

function kindOf(input: unknown): string {
  if (input === null) return 'null';
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'number') return Number.isInteger(input) ? 'a number' : 'a fraction';
  return { string: 'text', boolean: 'true or false', object: 'an object' }[typeof input as string] ?? typeof input;
}

const oneOf = (values: readonly unknown[]): string => {
  const quoted = values.map((value) => JSON.stringify(value));
  return [quoted.slice(0, -1).join(', '), quoted.at(-1)].filter(Boolean).join(' or ');
};

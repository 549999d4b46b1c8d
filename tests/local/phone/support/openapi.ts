import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** Twilio's own description of its API; it lies beside the checkout of some machines only. */
const DESCRIPTION = new URL('../../../../../shared/facts/twilio_api_v2010.json', import.meta.url);

export const isDescriptionHere = existsSync(DESCRIPTION);

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export interface ResponseSchemas {
  /** What is wrong with an answer to `method path`, as text; empty when nothing is. `path` as in the description: `.../Calls/{Sid}.json`. */
  faults(method: 'get' | 'post', path: string, status: number, answer: unknown): string[];
}

export function readResponseSchemas(): ResponseSchemas {
  const description: Json = JSON.parse(readFileSync(DESCRIPTION, 'utf8'));
  return {
    faults: (method, path, status, answer) => {
      const found = at(description, ['paths', path, method, 'responses', String(status), 'content']);
      const content = found !== null && typeof found === 'object' ? Object.values(found)[0] : undefined;
      const schema = at(content ?? null, ['schema']);
      if (schema === null) return [`the description knows no ${status} of ${method} ${path}`];
      const verdict = z.fromJSONSchema(strict(schema, description)).safeParse(answer);
      return verdict.success ? [] : verdict.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    },
  };
}

function at(value: Json, path: readonly string[]): Json {
  let here: Json = value;
  for (const key of path) {
    if (here === null || typeof here !== 'object' || Array.isArray(here)) return null;
    here = here[key] ?? null;
  }
  return here;
}

/** OpenAPI 3.0 to JSON Schema: references resolved, `nullable` spelled out, and every property wanted, with none beside them. */
function strict(schema: Json, description: Json): z.core.JSONSchema.JSONSchema {
  if (schema === null || typeof schema !== 'object' || Array.isArray(schema)) return {};
  if (typeof schema.$ref === 'string') return strict(at(description, schema.$ref.slice(2).split('/')), description);
  const { properties, items, nullable } = schema;
  const plain: z.core.JSONSchema.JSONSchema = {};
  if (typeof schema.type === 'string') Object.assign(plain, { type: schema.type });
  if (typeof schema.pattern === 'string') plain.pattern = schema.pattern;
  if (Array.isArray(schema.enum)) plain.enum = schema.enum.filter((value) => typeof value === 'string');
  if (items !== undefined) plain.items = strict(items, description);
  if (properties !== null && typeof properties === 'object' && !Array.isArray(properties)) {
    const entries = Object.entries(properties);
    plain.properties = Object.fromEntries(entries.map(([name, each]) => [name, strict(each, description)]));
    plain.required = entries.map(([name]) => name);
    plain.additionalProperties = false;
  }
  return nullable === true || schema.enum ? { anyOf: [plain, { type: 'null' }] } : plain;
}

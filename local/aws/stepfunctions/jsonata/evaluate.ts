import jsonata from 'jsonata';
import type { Clock } from '#core/ports/clock.ts';
import { queryEvaluationFailed } from '../engine/state-failure.ts';
import { type Json, type JsonObject, parseJson } from '../json.ts';
import { expressionOf } from './expression-text.ts';
import { stepFunctionsFunctions } from './functions.ts';

/** What an expression can see. */
export interface Scope {
  /** `$states`: input, context, and where it applies result or errorOutput. */
  readonly states: JsonObject;
  /** Variables that earlier states assigned, by name without `$`. */
  readonly variables: JsonObject;
}

export interface Evaluator {
  /**
   * Replaces every `{% %}` string in a template by its value.
   * @param field where the template stands in the state, for error messages: `Arguments`, `Catch[0]/Output`
   * @throws {StateFailure} States.QueryEvaluationError: the expression failed or returned nothing
   */
  template(template: Json, scope: Scope, field: string): Promise<Json>;
}

/** Evaluates JSONata as Step Functions does: no context item, only `$states`, variables and functions. */
export function createEvaluator(clock: Clock): Evaluator {
  const compiled = new Map<string, jsonata.Expression>();
  const functions = stepFunctionsFunctions(clock);

  const compile = (text: string) => {
    const known = compiled.get(text);
    if (known) return known;
    const expression = jsonata(text);
    compiled.set(text, expression);
    return expression;
  };

  const evaluate = async (text: string, scope: Scope, field: string): Promise<Json> => {
    const where = `The JSONata expression '${text}' specified for the field '${field}'`;
    let value: unknown;
    try {
      value = await compile(text).evaluate(undefined, { ...functions, ...scope.variables, states: scope.states });
    } catch (error) {
      throw queryEvaluationFailed(`${where} threw an error during evaluation. ${describe(error)}`);
    }
    const json = typeof value === 'function' ? undefined : JSON.stringify(value);
    if (json === undefined) throw queryEvaluationFailed(`${where} returned nothing (undefined).`);
    return parseJson(json);
  };

  const template = async (part: Json, scope: Scope, field: string): Promise<Json> => {
    if (typeof part === 'string') {
      const text = expressionOf(part);
      return text === null ? part : await evaluate(text, scope, field);
    }
    if (Array.isArray(part))
      return await Promise.all(part.map((item, index) => template(item, scope, `${field}[${index}]`)));
    if (part === null || typeof part !== 'object') return part;
    const entries = Object.entries(part).map(async ([key, item]) => [
      key,
      await template(item, scope, `${field}/${key}`),
    ]);
    return Object.fromEntries(await Promise.all(entries));
  };

  return { template };
}

/** jsonata throws plain objects with `code` and `message`. */
function describe(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('message' in error)) return String(error);
  return 'code' in error ? `${error.code}: ${error.message}` : String(error.message);
}

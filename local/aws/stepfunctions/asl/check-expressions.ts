import jsonata from 'jsonata';
import { expressionOf } from '../jsonata/expression-text.ts';
import type { Definition } from './definition.ts';
import type { Diagnostic } from './parse-definition.ts';

/**
 * Parses every expression of a definition, and refuses what Step Functions refuses: a name read from a context that does not exist there
 * (`phone` instead of `$phone` or `$states.input.phone`), `$$`, `$eval`, and `$states.errorOutput` outside of a Catch.
 */
export function checkExpressions(definition: Definition): Diagnostic[] {
  return [...walk(definition, '', false)];
}

function* walk(value: unknown, at: string, inCatch: boolean): Generator<Diagnostic> {
  if (typeof value === 'string') {
    const expression = expressionOf(value);
    if (expression !== null) yield* checkExpression(expression, at, inCatch);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) yield* walk(child, `${at}/${key}`, inCatch || key === 'Catch');
}

function* checkExpression(expression: string, location: string, inCatch: boolean): Generator<Diagnostic> {
  let ast: unknown;
  try {
    ast = jsonata(expression).ast();
  } catch (error) {
    const message = isMessage(error) ? error.message : String(error);
    yield { code: 'INVALID_JSONATA_EXPRESSION', message, location };
    return;
  }
  const unsupported = new Set<string>();
  inspect(ast, (message) => unsupported.add(message), inCatch);
  for (const message of unsupported) yield { code: 'UNSUPPORTED_JSONATA_EXPRESSION', message, location };
}

interface Node {
  readonly type?: unknown;
  readonly value?: unknown;
  readonly steps?: unknown;
  readonly [key: string]: unknown;
}

/** Visits the nodes that are evaluated in the outermost context; what stands in a later step of a path has that step as its context. */
function inspect(node: unknown, tell: (message: string) => void, inCatch: boolean): void {
  if (Array.isArray(node)) {
    for (const child of node) inspect(child, tell, inCatch);
    return;
  }
  if (!isNode(node)) return;
  if (node.type === 'path' && Array.isArray(node.steps)) {
    const [first, second] = node.steps;
    if (isNode(first) && first.type === 'name')
      tell(
        `Reference to '${first.value}' at the top level is not supported. Use $${first.value} or $states.input.${first.value}`,
      );
    if (!inCatch && isNode(first) && isNode(second) && isVariable(first, 'states') && second.value === 'errorOutput')
      tell('Reference to $states.errorOutput is only supported in Catch');
    if (isNode(first)) inspect({ ...first, stages: undefined, predicate: undefined }, tell, inCatch);
    return;
  }
  if (node.type === 'transform') return;
  if (isVariable(node, '$')) tell("Reference to '$$' is not supported.");
  if (isVariable(node, 'eval')) tell('Function $eval is not supported; use $parse for JSON text');
  for (const [key, child] of Object.entries(node))
    if (key !== 'value' || typeof child === 'object') inspect(child, tell, inCatch);
}

const isVariable = (node: Node, name: string) => node.type === 'variable' && node.value === name;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;
const isMessage = (value: unknown): value is { message: string } =>
  isNode(value) && 'message' in value && typeof value.message === 'string';

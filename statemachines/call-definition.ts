import { readFileSync } from 'node:fs';

/** The state machine as Amazon States Language; `${Name}` stands for the ARN of the Lambda of that name. */
export const callDefinition = readFileSync(new URL('./call.asl.json', import.meta.url), 'utf8');

/** Puts the ARNs in. CDK does the same by its own substitutions. */
export function withFunctions(definition: string, arnOf: (functionName: string) => string): string {
  return definition.replace(/\$\{(\w+)\}/g, (_, functionName: string) => arnOf(functionName));
}

import { type Fault, readWritten } from '#core/contracts/faults.ts';
import { Flow } from './flow.ts';

/** What is wrong with a flow, and where in the document: `['paths', 0, 'steps', 2, 'digits']`. */
export type FlowError = Fault;

export type FlowCheck =
  | { readonly ok: true; readonly flow: Flow }
  | { readonly ok: false; readonly errors: readonly FlowError[] };

/** What the fields take that are written wrong most, in the words of flows. */
const FIELDS: Readonly<Record<string, string>> = {
  do: 'a step\'s "do" is DTMF, SPEAK, LISTEN, HOLD or TRANSFER',
  expect: '"expect" is a list of 1 to 12 texts that may be heard here',
  goals: '"goals" is a list of 1 to 20 texts, like "dispute a charge"',
  steps: '"steps" is a list of 1 to 30 steps',
  paths: '"paths" is a list of 1 to 50 ways, each with goals and steps',
};

/** Checks a flow that was parsed from YAML or JSON. Whoever parsed it knows the lines: see `withLines`. */
export function validateFlow(parsed: unknown): FlowCheck {
  const read = readWritten(Flow, parsed);
  if (read.ok) return { ok: true, flow: read.value };
  return {
    ok: false,
    errors: read.faults.map((fault) => ({ ...fault, message: sentenceOf(fault) })),
  };
}

const sentenceOf = ({ path, what, message }: Fault): string =>
  (what === 'wrong_value' ? FIELDS[String(path.at(-1))] : undefined) ?? message;

/** The errors as lines for a person: "line 7: paths.0.steps.2.digits: one key: 0 to 9, * or #". */
export const withLines = (
  errors: readonly Pick<FlowError, 'path' | 'message'>[],
  lineOf: (path: readonly (string | number)[]) => number | null,
): string[] =>
  errors.map(({ path, message }) => {
    const line = lineOf(path);
    const where = path.length === 0 ? 'the flow' : path.join('.');
    return line === null ? `${where}: ${message}` : `line ${line}: ${where}: ${message}`;
  });

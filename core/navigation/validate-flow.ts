import { Flow } from './flow.ts';

export interface FlowError {
  /** Where in the document: `['paths', 0, 'steps', 2, 'digits']`. */
  readonly path: readonly (string | number)[];
  /** What is wrong and what would be right. */
  readonly message: string;
}

export type FlowCheck =
  | { readonly ok: true; readonly flow: Flow }
  | { readonly ok: false; readonly errors: readonly FlowError[] };

const STEP_KINDS = 'DTMF, SPEAK, LISTEN, HOLD or TRANSFER';

/** Checks a flow that was parsed from YAML or JSON. Whoever parsed it knows the lines: see `withLines`. */
export function validateFlow(parsed: unknown): FlowCheck {
  const result = Flow.safeParse(parsed);
  if (result.success) return { ok: true, flow: result.data };
  return {
    ok: false,
    errors: result.error.issues.map((issue) => ({
      path: issue.path.filter((part): part is string | number => typeof part !== 'symbol'),
      message: messageOf(issue),
    })),
  };
}

function messageOf(issue: {
  code?: string;
  message: string;
  path: readonly PropertyKey[];
  keys?: readonly string[];
}): string {
  const field = issue.path.at(-1);
  if (issue.code === 'unrecognized_keys')
    return `unknown field ${(issue.keys ?? []).join(', ')}; remove it or correct its name`;
  if (field === 'do') return `a step's "do" is ${STEP_KINDS}`;
  if (field === 'expect') return `"expect" is a list of 1 to 12 texts that may be heard here (${issue.message})`;
  if (field === 'number') return 'the number is in E.164 form, like +18005550100';
  return issue.message;
}

/** The errors as lines for a person: "line 7: paths.0.steps.2.digits: one key: 0 to 9, * or #". */
export const withLines = (
  errors: readonly FlowError[],
  lineOf: (path: readonly (string | number)[]) => number | null,
): string[] =>
  errors.map(({ path, message }) => {
    const line = lineOf(path);
    const where = path.length === 0 ? 'the flow' : path.join('.');
    return line === null ? `${where}: ${message}` : `line ${line}: ${where}: ${message}`;
  });

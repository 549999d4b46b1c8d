import { type Fault, readWritten } from '#core/contracts/faults.ts';
import { redact } from '#core/policy/redact.ts';
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
  if (read.ok) {
    const errors = personalPhrases(read.value);
    return errors.length === 0 ? { ok: true, flow: read.value } : { ok: false, errors };
  }
  return {
    ok: false,
    errors: read.faults.map((fault) => ({ ...fault, message: sentenceOf(fault) })),
  };
}

/** What a step says stands in the log of every call that goes this way. */
function personalPhrases({ paths }: Flow): FlowError[] {
  return paths.flatMap(({ steps, former = [] }, i) =>
    Object.entries({ steps, former }).flatMap(([name, all]) =>
      all.flatMap((step, j): FlowError[] =>
        step.do === 'SPEAK' && redact(step.say) !== step.say
          ? [{ path: ['paths', i, name, j, 'say'], what: 'wrong_value', message: PERSONAL }]
          : [],
      ),
    ),
  );
}

const PERSONAL =
  'no number of four digits or more, and no mail address: a DTMF step with "fact" gives what is personal, spoken where keys are not taken';

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

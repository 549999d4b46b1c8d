import type { Document } from 'yaml';
import type { Problem } from '#core/contracts/http.ts';
import type { Flow } from '#core/navigation/flow.ts';
import { validateFlow, withLines } from '#core/navigation/validate-flow.ts';
import { ProblemAnswer } from './problem.ts';

/** An item of the table holds 400 kB. */
const MOST_CHARACTERS = 200_000;

/** Read when a flow is written or shown as YAML: most requests are about calls. */
const yaml = () => import('yaml');

/** Where a sentence of `withLines` says it is. */
const WHERE = /^(line \d+)?(?:: )?(.*?): (.*)$/s;

/**
 * Reads a flow written as YAML or JSON, which YAML includes.
 * @throws {ProblemAnswer} 400 or 413 that names the line of each fault and what would be right
 */
export async function readFlow(text: string): Promise<Flow> {
  if (text.length > MOST_CHARACTERS)
    throw new ProblemAnswer(413, 'The flow is too long', `At most ${MOST_CHARACTERS} characters.`);
  const { LineCounter, parseDocument } = await yaml();
  const lines = new LineCounter();
  // Its warnings would quote the document in the log.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const [fault] = document.errors;
  if (fault) {
    const { line } = lines.linePos(fault.pos[0]);
    throw wrong([{ path: `line ${line}`, message: `this is neither YAML nor JSON: ${fault.message}` }]);
  }
  const check = validateFlow(plainValue(document));
  if (check.ok) return check.flow;
  const lineOf = (path: readonly (string | number)[]): number | null => {
    // A field that is missing has no place of its own: the line of what it is missing in.
    for (let depth = path.length; depth >= 0; depth--) {
      const node = document.getIn(path.slice(0, depth), true);
      const range = rangeOf(depth === 0 ? document.contents : node);
      if (range) return lines.linePos(range[0]).line;
    }
    return null;
  };
  throw wrong(check.errors.map((error) => entryOf(withLines([error], lineOf)[0] ?? error.message)));
}

/** Aliases that unfold to more than the text could say are refused. */
function plainValue(document: Pick<Document, 'toJS'>): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    throw wrong([{ path: '(body)', message: 'its aliases unfold without end; write the steps out' }]);
  }
}

function entryOf(sentence: string): NonNullable<Problem['errors']>[number] {
  const [, line, where = '(body)', message = sentence] = WHERE.exec(sentence) ?? [];
  return { path: line === undefined ? where : `${line}: ${where}`, message };
}

function rangeOf(node: unknown): readonly [number, number, number] | null {
  if (typeof node !== 'object' || node === null || !('range' in node)) return null;
  const { range } = node;
  return Array.isArray(range) && range.length === 3 ? [Number(range[0]), Number(range[1]), Number(range[2])] : null;
}

const wrong = (errors: NonNullable<Problem['errors']>) =>
  new ProblemAnswer(400, 'The flow is not right', 'See "errors" for what is wrong and in which line.', errors);

/** A flow as a document that can be read back. */
export async function writeFlow(flow: Flow, format: 'json' | 'yaml'): Promise<string> {
  return format === 'json' ? JSON.stringify(flow) : (await yaml()).stringify(flow, { lineWidth: 0 });
}

import { type Check, type Finding, NotLooked, wrong } from './check.ts';

/** Longer than any single request here waits, so that the request's own fault is told where there is one. */
const LOOK_MS = 20_000;

/** Looks at everything at once; the findings come in the order of the checks. */
export async function* examine(checks: readonly Check[], lookMs = LOOK_MS): AsyncGenerator<Finding> {
  const looking = checks.map((check) => findingOf(check, lookMs));
  for (const finding of looking) yield await finding;
}

async function findingOf({ name, look }: Check, lookMs: number): Promise<Finding> {
  const timeout = Promise.withResolvers<never>();
  const timer = setTimeout(() => timeout.reject(new Error(`no answer within ${lookMs / 1000} s`)), lookMs);
  try {
    return { name, ...(await Promise.race([look(), timeout.promise])) };
  } catch (error) {
    if (error instanceof NotLooked) return { name, kind: 'skipped', text: `not looked at, since ${error.message}` };
    return { name, ...wrong(reasonOf(error), 'See that it can be reached from here, then run the doctor again.') };
  } finally {
    clearTimeout(timer);
  }
}

/** AWS's and Twilio's errors have a name and a sentence; those of connections often only a code. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'it failed without a reason';
  const code = 'code' in error ? String(error.code) : error.name;
  const cause = error.cause instanceof Error ? `: ${reasonOf(error.cause)}` : '';
  return `${code === 'Error' ? '' : `${code}, `}${error.message || 'no reason given'}${cause}`.replaceAll(/\s+/g, ' ');
}

const marks = { ok: 'ok   ', wrong: 'WRONG', skipped: '-    ' } as const;

/** One line: `ok`, or what is wrong and what to do. */
export function lineOf(finding: Finding): string {
  const remedy = finding.kind === 'wrong' ? ` -> ${finding.remedy}` : '';
  return `${marks[finding.kind]} ${finding.name}: ${finding.text}${remedy}`;
}

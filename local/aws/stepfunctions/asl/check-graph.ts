import type { Catcher, Definition, Retrier, State, StateGraph } from './definition.ts';
import type { Diagnostic } from './parse-definition.ts';

/** Checks what a schema cannot say: that every state can be reached and left, and that limits fit each other. */
export function checkGraph(definition: Definition): Diagnostic[] {
  return checkStates(definition, '');
}

function checkStates(graph: StateGraph, at: string): Diagnostic[] {
  const found: Diagnostic[] = [];
  const names = new Set(Object.keys(graph.States));
  const reached = new Set<string>([graph.StartAt]);
  if (!names.has(graph.StartAt)) found.push(missing(graph.StartAt, `${at}/StartAt`));

  let ends = false;
  for (const [name, state] of Object.entries(graph.States)) {
    const location = `${at}/States/${name}`;
    for (const [target, field] of targets(state)) {
      if (names.has(target)) reached.add(target);
      else found.push(missing(target, `${location}/${field}`));
    }
    if (isTerminal(state)) ends = true;
    found.push(...checkState(state, location));
    if (state.Type === 'Parallel')
      state.Branches.forEach((branch, index) => {
        found.push(...checkStates(branch, `${location}/Branches/${index}`));
      });
  }
  for (const name of names)
    if (!reached.has(name))
      found.push({
        code: 'MISSING_TRANSITION_TARGET',
        message: `State '${name}' is not reachable: no other state has it as Next, Default or Catch`,
        location: `${at}/States/${name}`,
      });
  if (!ends) found.push({ code: 'MISSING_END_STATE', message: 'No state ends the workflow', location: at || '/' });
  return found;
}

function checkState(state: State, location: string): Diagnostic[] {
  const found: Diagnostic[] = [];
  const wrong = (message: string, field = '') =>
    found.push({ code: 'SCHEMA_VALIDATION_FAILED', message, location: location + field });

  if ('Next' in state || 'End' in state || needsNext(state)) {
    const hasNext = 'Next' in state && state.Next !== undefined;
    const ends = 'End' in state && state.End === true;
    if (hasNext === ends) wrong("Exactly one of 'Next' and 'End: true' is needed");
  }
  if (state.Type === 'Wait' && (state.Seconds === undefined) === (state.Timestamp === undefined))
    wrong("Exactly one of 'Seconds' and 'Timestamp' is needed");
  if (state.Type === 'Task') {
    const { TimeoutSeconds: timeout, HeartbeatSeconds: heartbeat } = state;
    if (typeof timeout === 'number' && typeof heartbeat === 'number' && heartbeat >= timeout)
      wrong(`HeartbeatSeconds (${heartbeat}) must be smaller than TimeoutSeconds (${timeout})`, '/HeartbeatSeconds');
  }
  if (state.Type === 'Task' || state.Type === 'Parallel') {
    for (const problem of wildcardProblems(state.Retry)) wrong(problem.message, `/Retry/${problem.index}`);
    for (const problem of wildcardProblems(state.Catch)) wrong(problem.message, `/Catch/${problem.index}`);
  }
  return found;
}

function* wildcardProblems(handlers: readonly (Retrier | Catcher)[]): Generator<{ message: string; index: number }> {
  for (const [index, { ErrorEquals: names }] of handlers.entries()) {
    if (!names.includes('States.ALL')) continue;
    if (names.length > 1) yield { index, message: 'States.ALL must appear alone' };
    if (index < handlers.length - 1) yield { index, message: 'States.ALL must be in the last entry' };
  }
}

const needsNext = (state: State) => ['Task', 'Pass', 'Wait', 'Parallel'].includes(state.Type);

const isTerminal = (state: State) =>
  state.Type === 'Succeed' || state.Type === 'Fail' || ('End' in state && state.End === true);

function* targets(state: State): Generator<[target: string, field: string]> {
  if ('Next' in state && state.Next !== undefined) yield [state.Next, 'Next'];
  if (state.Type === 'Choice') {
    for (const [index, rule] of state.Choices.entries()) yield [rule.Next, `Choices/${index}/Next`];
    if (state.Default !== undefined) yield [state.Default, 'Default'];
  }
  if (state.Type === 'Task' || state.Type === 'Parallel')
    for (const [index, { Next }] of state.Catch.entries()) yield [Next, `Catch/${index}/Next`];
}

const missing = (target: string, location: string): Diagnostic => ({
  code: 'MISSING_TRANSITION_TARGET',
  message: `There is no state '${target}'`,
  location,
});

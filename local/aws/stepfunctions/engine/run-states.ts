import type { State } from '../asl/definition.ts';
import { frameAtStart } from '../journal/frame-rows.ts';
import type { Json } from '../json.ts';
import type { Exit } from './exit.ts';
import { parallel } from './parallel-state.ts';
import { commit, type Thread } from './run.ts';
import { choice, fail, pass, succeed, wait } from './simple-states.ts';
import { StateFailure } from './state-failure.ts';
import { task } from './task-state.ts';

/** Takes a thread from where its frame stands to its end. @throws {StateFailure} @throws the signal's reason */
export async function runStates(thread: Thread): Promise<Json> {
  try {
    for (;;) {
      const state = thread.states[thread.frame.state];
      if (!state) throw new Error(`The journal stands at state '${thread.frame.state}', which the definition lacks`);
      if (thread.frame.entered === null) enter(thread, state);
      const exit = await runState(thread, state);
      leaveState(thread, state, exit);
      if (exit.next === null) return exit.output;
    }
  } catch (thrown) {
    const { state, entered } = thread.frame;
    throw thrown instanceof StateFailure ? thrown.in(state, entered?.eventId ?? 0) : thrown;
  } finally {
    thread.release();
  }
}

async function runState(thread: Thread, state: State): Promise<Exit> {
  switch (state.Type) {
    case 'Task':
      return await task(thread, state);
    case 'Choice':
      return await choice(thread, state);
    case 'Pass':
      return await pass(thread, state);
    case 'Wait':
      return await wait(thread, state);
    case 'Succeed':
      return await succeed(thread, state);
    case 'Fail':
      return await fail(thread, state);
    case 'Parallel':
      return await parallel(thread, state);
  }
}

function enter(thread: Thread, state: State): void {
  const { state: name, input } = thread.frame;
  const details = { stateEnteredEventDetails: { name, input: JSON.stringify(input) } };
  const entered = { atMs: thread.run.parts.clock.now(), eventId: thread.run.eventIds.last + 1 };
  commit(thread, { entered }, [{ type: `${state.Type}StateEntered`, details }]);
}

function leaveState(thread: Thread, state: State, exit: Exit): void {
  const { state: name, variables, lastEventId } = thread.frame;
  const texts = Object.entries(exit.assigned).map(([key, value]) => [key, JSON.stringify(value)]);
  const details = {
    stateExitedEventDetails: {
      name,
      output: JSON.stringify(exit.output),
      ...(texts.length > 0 ? { assignedVariables: Object.fromEntries(texts) } : {}),
    },
  };
  const next = frameAtStart(exit.next ?? name, exit.output, { ...variables, ...exit.assigned }, lastEventId);
  commit(thread, exit.next === null ? {} : next, [{ type: `${state.Type}StateExited`, details }]);
}

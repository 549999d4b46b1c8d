import type { ParallelState, StateGraph } from '../asl/definition.ts';
import { frameAtStart } from '../journal/frame-rows.ts';
import type { Json } from '../json.ts';
import type { Exit } from './exit.ts';
import { withRetryAndCatch } from './handled.ts';
import { commit, evaluate, type Thread, waitFor } from './run.ts';
import { runStates } from './run-states.ts';
import { Stopped } from './stopped.ts';

/**
 * Runs the branches side by side; each has its own frame in the journal. The first failure ends the others and is the failure of the state.
 * Variables of the outside can be read in a branch, what a branch assigns stays in it.
 */
export async function parallel(thread: Thread, state: ParallelState): Promise<Exit> {
  return await withRetryAndCatch(thread, state, async () => {
    if (thread.frame.branches === null) await begin(thread, state);
    const stop = new AbortController();
    const signal = AbortSignal.any([thread.run.signal, stop.signal]);
    const branches = state.Branches.map((branch, index) => runBranch(thread, branch, index, signal));
    try {
      const outputs = await waitFor(thread, Promise.all(branches));
      clear(thread, 'ParallelStateSucceeded');
      return outputs;
    } catch (failure) {
      stop.abort(new Stopped('another branch failed'));
      await Promise.allSettled(branches);
      if (!thread.run.signal.aborted) clear(thread, 'ParallelStateFailed');
      throw failure;
    }
  });
}

async function begin(thread: Thread, state: ParallelState): Promise<void> {
  const { frames } = thread.run.parts.journal;
  const { input, variables } = thread.frame;
  const branchInput = state.Arguments === undefined ? input : await evaluate(thread, state.Arguments, 'Arguments');
  commit(thread, { branches: state.Branches.length }, [{ type: 'ParallelStateStarted' }], () => {
    state.Branches.forEach((branch, index) => {
      const frame = frameAtStart(branch.StartAt, branchInput, variables, thread.run.eventIds.last);
      frames.put(thread.run.execution.arn, pathOf(thread, index), frame);
    });
  });
}

async function runBranch(thread: Thread, branch: StateGraph, index: number, signal: AbortSignal): Promise<Json> {
  const { run } = thread;
  const path = pathOf(thread, index);
  const frame = run.parts.journal.frames.get(run.execution.arn, path);
  if (!frame) throw new Error(`No frame ${path} in the journal`);
  if (frame.done) return frame.done.output;
  const child: Thread = { run: { ...run, signal }, path, states: branch.States, frame, release: run.parts.onWork() };
  const output = await runStates(child);
  commit(child, { done: { output } });
  return output;
}

function clear(thread: Thread, type: string): void {
  const { frames, attempts } = thread.run.parts.journal;
  const { arn } = thread.run.execution;
  commit(thread, { branches: null }, [{ type }], () => {
    attempts.abandon(arn, thread.path);
    frames.deleteBelow(arn, thread.path);
  });
}

const pathOf = (thread: Thread, index: number) => `${thread.path}/${index}`;

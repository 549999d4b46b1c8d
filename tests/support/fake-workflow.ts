import type { CallId, TaskToken } from '#core/contracts/ids.ts';
import type { Told } from '#core/contracts/observation.ts';
import type { Workflow } from '#core/ports/workflow.ts';

export interface FakeWorkflow extends Workflow {
  /** One execution a call. */
  readonly started: ReadonlySet<CallId>;
  /** What waiting steps were told first; whoever came later was told that the step is gone. */
  readonly told: ReadonlyMap<string, Told>;
  readonly beats: readonly string[];
  /** The step does not wait any more. */
  timeOut(token: string): void;
  /** The execution ends, with its last step or without. */
  end(callId: CallId): void;
}

/** A state machine that never goes on by itself: a test runs the steps. */
export function fakeWorkflow(): FakeWorkflow {
  const started = new Set<CallId>();
  const told = new Map<string, Told>();
  const gone = new Set<string>();
  const ended = new Set<CallId>();
  const beats: string[] = [];
  const waits = (token: TaskToken) => !gone.has(token);
  return {
    started,
    told,
    beats,
    end: (callId) => void ended.add(callId),
    isRunning: async (callId) => !ended.has(callId),
    timeOut: (token) => void gone.add(token),
    start: async (callId) => {
      started.add(callId);
      return { executionArn: `arn:execution:${callId}` };
    },
    tell: async (token, what) => {
      if (!waits(token)) return 'gone';
      gone.add(token);
      told.set(token, what);
      return 'told';
    },
    beat: async (token) => {
      if (!waits(token)) return 'gone';
      beats.push(token);
      return 'alive';
    },
  };
}

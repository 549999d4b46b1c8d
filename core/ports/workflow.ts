import type { CallId, TaskToken } from '#core/contracts/ids.ts';
import type { Told } from '#core/contracts/observation.ts';

/** The state machine that sequences a call. One execution a call, named after it. */
export interface Workflow {
  /** Idempotent: the same call starts one execution, and gets the same name back. @throws {StoreUnavailable} */
  start(callId: CallId): Promise<{ executionArn: string }>;
  /** `gone`: the step does not wait any more (timed out, or was told before). Benign. */
  tell(token: TaskToken, told: Told): Promise<'told' | 'gone'>;
  /** False: the call's execution has ended, or was never started. @throws {StoreUnavailable} */
  isRunning(callId: CallId): Promise<boolean>;
  /** Keeps a waiting step alive. */
  beat(token: TaskToken): Promise<'alive' | 'gone'>;
}

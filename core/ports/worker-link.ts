import type { WorkerAnswer, WorkerCommand } from '#core/contracts/worker-command.ts';

/** The way from a step to the worker that hears the call. */
export interface WorkerLink {
  /** `unreachable` after a bounded try: the record holds what is asked, so the next worker finds it. Never throws. */
  send(workerUrl: string, command: WorkerCommand): Promise<WorkerAnswer['kind'] | 'unreachable'>;
}

import type { FunctionName } from '#lambdas/functions.ts';

export interface FunctionSettings {
  /** Below what the caller waits: Twilio 15 s, API Gateway 30 s, a state of the machine its heartbeat or timeout. */
  readonly timeoutSeconds: number;
  /** CPU comes in proportion; 1,769 MiB = one vCPU. Below 512 a cold start takes seconds. */
  readonly memoryMiB: number;
}

const webhook: FunctionSettings = { timeoutSeconds: 14, memoryMiB: 1024 };
const step: FunctionSettings = { timeoutSeconds: 50, memoryMiB: 512 };

/** Every Lambda; TypeScript misses one that is not here. */
export const functionSettings: Readonly<Record<FunctionName, FunctionSettings>> = {
  Api: { timeoutSeconds: 29, memoryMiB: 1024 },
  Sms: webhook,
  Twilio: webhook,
  Live: { timeoutSeconds: 10, memoryMiB: 512 },
  /** Waited for by whoever looks at the dashboard. */
  LiveCalls: { timeoutSeconds: 15, memoryMiB: 1024 },
  LogReaders: { timeoutSeconds: 60, memoryMiB: 512 },
  /** Runs every minute; a run that is cut off is gone on with by the next. */
  Reaper: { timeoutSeconds: 55, memoryMiB: 1024 },
  /** Asks a worker again until it answers. */
  HandOver: { timeoutSeconds: 55, memoryMiB: 512 },
  Pace: step,
  PlaceCall: step,
  /** Reads the whole log of a call and matches menus: seconds matter while a menu plays. */
  Decide: { timeoutSeconds: 50, memoryMiB: 1769 },
  Listen: step,
  Press: step,
  Say: step,
  Hold: step,
  AskUser: step,
  /** The agent is greeted within 2 s of being heard. */
  ReachUser: { timeoutSeconds: 50, memoryMiB: 1024 },
  Bridge: step,
  Reattach: step,
  /** Joins an hour of audio to three files. */
  Finish: { timeoutSeconds: 240, memoryMiB: 1769 },
};

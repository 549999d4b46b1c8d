import { startStepFunctions } from '#local/aws/stepfunctions/step-functions.ts';
import { createManualClock } from '#tests/support/manual-clock.ts';

/** Child of killed.test.ts: Step Functions in a process that can be killed. Arguments: data folder, time at the start. */
export type ChildMessage =
  | { readonly type: 'ready'; readonly endpoint: string }
  | { readonly type: 'invoked'; readonly name: string; readonly token: string | null; readonly payload: unknown }
  | { readonly type: 'advanced' };
export type ParentMessage = { readonly type: 'advance'; readonly ms: number };

const [, , dataDir = '', startMs = ''] = process.argv;
const tell = (message: ChildMessage) => process.send?.(message);
const clock = createManualClock(Number(startMs));

process.on('message', async ({ ms }: ParentMessage) => {
  await clock.advance(ms);
  tell({ type: 'advanced' });
});

const { endpoint } = await startStepFunctions({
  dataDir,
  clock,
  invokeLambda: async (name, payload) => {
    const token = typeof payload === 'object' && payload !== null && 'taskToken' in payload ? payload.taskToken : null;
    tell({ type: 'invoked', name, token: typeof token === 'string' ? token : null, payload });
    if (name === 'never') await new Promise(() => {});
    return `result of ${name}`;
  },
});
tell({ type: 'ready', endpoint });

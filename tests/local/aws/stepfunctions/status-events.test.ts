import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import { expect, it } from 'vitest';
import type { ExecutionStatusChange } from '#local/aws/stepfunctions/engine/engine-parts.ts';
import { rig } from './rig.ts';

const pause = { Pause: { Type: 'Wait', Seconds: 100, End: true } };

/** A rig whose events are kept. */
async function told() {
  const events: ExecutionStatusChange[] = [];
  return { ...(await rig({}, { onEnded: (event) => void events.push(event) })), events };
}

it('an execution that ends is told once, with its name and how it ended', async () => {
  const { begin, ended, events, clock, client } = await told();
  const succeeded = await begin({ Done: { Type: 'Succeed' } });
  await ended(succeeded);
  const failed = await begin({ Broken: { Type: 'Fail', Error: 'NoLuck' } });
  await ended(failed);
  const stopped = await begin(pause);
  await client.send(new StopExecutionCommand({ executionArn: stopped }));
  const late = await begin(pause, {}, { TimeoutSeconds: 10 });
  await clock.advance(10_000);
  await ended(late);
  const name = (arn: string) => arn.split(':').at(-1);
  expect(events.map(({ detail }) => [detail.name, detail.executionArn, detail.status])).toEqual([
    [name(succeeded), succeeded, 'SUCCEEDED'],
    [name(failed), failed, 'FAILED'],
    [name(stopped), stopped, 'ABORTED'],
    [name(late), late, 'TIMED_OUT'],
  ]);
  expect(events[0]).toMatchObject({ source: 'aws.states', 'detail-type': 'Step Functions Execution Status Change' });
});

import { beforeEach, describe, expect, it } from 'vitest';
import type { WorkerCommand } from '#core/contracts/worker-command.ts';
import { functions } from '#lambdas/functions.ts';
import { TOO_LATE_MS, TRY_FOR_MS } from '#lambdas/hand-over/hand-over.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { createContext } from '#local/aws/lambda/context.ts';
import { type LambdaWorld, openLambdaWorld } from '#tests/support/lambda-world.ts';
import { taskLeaves } from '#tests/support/task-leaves.ts';

const ADDRESS = '10.77.3.9';
type Answer = Awaited<ReturnType<Services['workers']['send']>>;

let world: LambdaWorld;
let sent: { workerUrl: string; command: WorkerCommand }[];
beforeEach(async () => {
  world = await openLambdaWorld();
  sent = [];
});

/** Workers answer so, the last for ever. */
function told(event: unknown, ...answers: Answer[]) {
  const workers: Services['workers'] = {
    send: async (workerUrl, command) => {
      sent.push({ workerUrl, command });
      return answers[Math.min(sent.length, answers.length) - 1] ?? 'unreachable';
    },
  };
  const handler = functions.HandOver({ ...world.services, workers });
  return handler(
    event,
    createContext('HandOver', 'request', () => 55_000),
  );
}
/** AWS tells the time to the second. */
const decidedNow = () => Math.floor(world.clock.now() / 1_000) * 1_000;

describe('ECS takes a worker away', () => {
  it('it is told at its own address, and since when', async () => {
    const at = decidedNow();
    expect(await told(taskLeaves(ADDRESS, at), 'taken')).toBe('told');
    expect(sent).toEqual([{ workerUrl: `http://${ADDRESS}:8081`, command: { kind: 'leave', decidedAt: at } }]);
  });

  it('each time it is told of, for the worker knows what it was told before', async () => {
    for (const lastStatus of ['RUNNING', 'DEACTIVATING']) {
      expect(await told(taskLeaves(ADDRESS, decidedNow(), { lastStatus }), 'taken')).toBe('told');
    }
    expect(sent).toHaveLength(2);
  });

  it('late, but while its streams live', async () => {
    expect(await told(taskLeaves(ADDRESS, decidedNow() - TOO_LATE_MS + 2_000), 'taken')).toBe('told');
  });

  it('when the balancer has broken its streams nobody is told: its address may be of another one', async () => {
    expect(await told(taskLeaves(ADDRESS, decidedNow() - TOO_LATE_MS - 1_000), 'taken')).toBe('too late');
    expect(sent).toEqual([]);
    expect(world.logged).toContainEqual(expect.objectContaining({ level: 'warn' }));
  });

  it('one that has ended, by itself or since it was told before, is left alone', async () => {
    const containers = [{ name: 'worker', lastStatus: 'STOPPED' }];
    expect(await told(taskLeaves(ADDRESS, decidedNow(), { containers }))).toBe('it has ended');
    expect(sent).toEqual([]);
  });

  it('another one that has its address says so, and is not asked again', async () => {
    expect(await told(taskLeaves(ADDRESS, decidedNow()), 'not_here')).toBe('another worker is there');
    expect(sent).toHaveLength(1);
  });

  it('one that does not answer is asked again', async () => {
    expect(await told(taskLeaves(ADDRESS, decidedNow()), 'unreachable', 'unreachable', 'taken')).toBe('told');
    expect(sent).toHaveLength(3);
  });

  it('one that never answers is a failure, which is kept and run again', async () => {
    const since = world.clock.now();
    await expect(told(taskLeaves(ADDRESS, decidedNow()))).rejects.toMatchObject({ name: 'WorkerUnreachable' });
    expect(world.clock.now() - since).toBeGreaterThanOrEqual(TRY_FOR_MS);
    expect(world.clock.now() - since).toBeLessThan(TRY_FOR_MS + 5_000);
    expect(world.counted).toContainEqual(
      expect.objectContaining({
        name: 'HandlerErrors',
        dimensions: { functionName: 'HandOver', error: 'WorkerUnreachable' },
      }),
    );
  });

  it.each([
    ['a task that is to run', taskLeaves(ADDRESS, 0, { desiredStatus: 'RUNNING' })],
    ['a task that has stopped', taskLeaves(ADDRESS, 0, { lastStatus: 'STOPPED' })],
    ['a task without an address', taskLeaves(ADDRESS, 0, { attachments: [{ type: 'elb', details: [] }] })],
    ['a task whose address is none', taskLeaves('streams.example.com', 0)],
    ['another service of AWS', { ...taskLeaves(ADDRESS, 0), source: 'aws.batch' }],
    ['another kind of event', { ...taskLeaves(ADDRESS, 0), 'detail-type': 'ECS Service Action' }],
    ['no time', { ...taskLeaves(ADDRESS, 0), time: 'yesterday' }],
    ['nothing', {}],
  ])('an event of %s is refused, and nobody is told', async (_, event) => {
    await expect(told(event, 'taken')).rejects.toMatchObject({ name: 'ZodError' });
    expect(sent).toEqual([]);
  });
});

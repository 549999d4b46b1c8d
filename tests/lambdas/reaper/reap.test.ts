import { beforeEach, describe, expect, test } from 'vitest';
import { type CallId, TaskToken } from '#core/contracts/ids.ts';
import { CarrierUnavailable } from '#core/errors.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import { reap } from '#lambdas/reaper/reap.ts';
import { reaper } from '#lambdas/reaper/reaper.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { type LambdaWorld, openLambdaWorld } from '#tests/support/lambda-world.ts';
import { createManualClock } from '#tests/support/manual-clock.ts';

let world: LambdaWorld;
beforeEach(async () => {
  world = await openLambdaWorld();
});

/** The worker under that address answers so. */
const workersThat = (answer: 'taken' | 'not_here' | 'unreachable'): Services => ({
  ...world.services,
  workers: { send: async () => answer },
});

async function aRunningCall() {
  const { callId, leg } = await world.aConnectedCall();
  await world.services.calls.patch(callId, { executionArn: 'arn:of:the:execution' });
  return { callId, leg };
}

/** A call on hold for a while. */
async function onHold() {
  const { callId, leg } = await aRunningCall();
  await world.holds(callId);
  await world.clock.sleep(60_000);
  return { callId, streams: () => world.carrier.legs.find(({ callSid }) => callSid === leg)?.streams ?? [] };
}

describe('the reaper', () => {
  test('leaves a call alone that a worker hears', async () => {
    const { streams } = await onHold();
    expect(await reap(workersThat('taken'))).toEqual({
      looked: 1,
      started: 0,
      rescued: 0,
      finished: 0,
      stoppedAt: null,
    });
    expect(streams()).toEqual([]);
  });

  test('counts the live calls of each state, and those that nobody is in', async () => {
    await onHold();
    await world.aCall();
    await reap(workersThat('taken'));
    const counted = world.counted.filter(({ name }) => name === 'LiveCalls');
    expect(counted).toHaveLength(8);
    expect(counted).toEqual(
      expect.arrayContaining([
        { name: 'LiveCalls', value: 1, dimensions: { state: 'holding' } },
        { name: 'LiveCalls', value: 1, dimensions: { state: 'requested' } },
        { name: 'LiveCalls', value: 0, dimensions: { state: 'bridged' } },
      ]),
    );
  });

  test.each(['not_here', 'unreachable'] as const)(
    'a worker that answers %s is replaced by a new stream',
    async (answer) => {
      const { callId, streams } = await onHold();
      expect(await reap(workersThat(answer))).toMatchObject({ rescued: 1 });
      expect(streams()).toMatchObject([{ callId, epoch: 2, track: 'inbound' }]);
    },
  );

  test('a call that has just begun to wait is given time', async () => {
    const { callId } = await aRunningCall();
    await world.holds(callId);
    expect(await reap(workersThat('not_here'))).toMatchObject({ looked: 1, rescued: 0 });
  });

  test('a worker that is dead is replaced at once', async () => {
    const { callId } = await aRunningCall();
    await world.holds(callId);
    expect(await reap(workersThat('unreachable'))).toMatchObject({ looked: 1, rescued: 1 });
  });

  test('a stream that a webhook has just asked for is waited for', async () => {
    const { callId, streams } = await onHold();
    await world.services.calls.raiseEpoch(callId, 1);
    const what = { kind: 'stream.lost', epoch: 1, track: 'inbound', reason: 'error' } as const;
    await world.services.calls.append(callId, { at: world.clock.now(), what });
    expect(await reap(workersThat('unreachable'))).toMatchObject({ rescued: 0 });
    await world.clock.sleep(60_000);
    expect(await reap(workersThat('unreachable'))).toMatchObject({ rescued: 1 });
    expect(streams()).toMatchObject([{ epoch: 3 }]);
  });

  test('a request whose execution was never started is started, once', async () => {
    const callId = await world.aCall();
    await world.clock.sleep(60_000);
    expect(await reap(world.services)).toMatchObject({ started: 1 });
    expect((await world.record(callId)).executionArn).not.toBeNull();
    expect(await world.happened(callId, 'call.requested')).toHaveLength(1);
    expect(await reap(world.services)).toMatchObject({ started: 0 });
  });

  test('a call whose execution ended without its last step is finished, and its line with it', async () => {
    const { callId, leg } = await aRunningCall();
    await world.holds(callId);
    world.workflow.end(callId);
    for (let minute = 0; minute < 5; minute += 1) {
      await world.clock.sleep(60_000);
      await reap(workersThat('taken'));
    }
    expect(await world.record(callId)).toMatchObject({ state: 'finished', outcome: 'failed' });
    expect(world.carrier.legs.find(({ callSid }) => callSid === leg)?.status).toBe('completed');
    expect(await reap(workersThat('taken'))).toMatchObject({ looked: 0 });
  });

  test('with many calls each is looked at less often, and all in turn', async () => {
    const { callId } = await aRunningCall();
    await world.holds(callId);
    await world.clock.sleep(60_000);
    const asked: CallId[] = [];
    const services = { ...workersThat('taken') };
    services.workflow = {
      ...services.workflow,
      isRunning: async (id) => {
        asked.push(id);
        return true;
      },
    };
    // 3,000 calls at 300 questions a run: once in 10 minutes.
    for (let minute = 0; minute < 20; minute += 1) {
      await world.clock.sleep(60_000);
      await reap(services, { looked: 3_000 });
    }
    expect(asked).toEqual([callId, callId]);
  });

  describe('with many calls whose worker is slow to say nothing', () => {
    const EACH_MS = 4_000;

    /** Calls on hold, and runs of the reaper on a clock that moves while it waits. */
    async function manyOnHold(count: number) {
      const ids: CallId[] = [];
      for (let i = 0; i < count; i += 1) ids.push(await world.aCall());
      const clock = createManualClock(world.clock.now() + 60_000);
      for (const [i, callId] of ids.entries()) {
        const waiting = { state: 'Hold', token: TaskToken.parse(`t${i}`), since: 0, sinceMs: mediaMs(0) } as const;
        const workerUrl = 'http://10.0.0.1:8081';
        await world.services.calls.patch(callId, { workerUrl, executionArn: 'arn' });
        await world.services.calls.enterWaiting(callId, waiting, 'holding');
      }
      const asked: CallId[] = [];
      let [now, most] = [0, 0];
      const services: Services = {
        ...world.services,
        clock,
        workers: {
          send: async (_, command) => {
            if (command.kind !== 'leave') asked.push(command.callId);
            now += 1;
            most = Math.max(most, now);
            await clock.sleep(EACH_MS);
            now -= 1;
            return 'taken';
          },
        },
      };
      let last: Awaited<ReturnType<typeof reap>> | undefined;
      const run = async () => {
        const startedAt = clock.now();
        let isOver = false;
        const running = reap(services, last).finally(() => {
          isOver = true;
        });
        while (!isOver) await clock.advance(1_000);
        last = await running;
        return { ...last, tookMs: clock.now() - startedAt };
      };
      return { ids, asked, run, services, most: () => most };
    }

    test('some are asked at a time, within the time of a run, and all in turn', async () => {
      const { ids, asked, run, most } = await manyOnHold(250);
      const first = await run();
      expect(first).toMatchObject({ looked: 250, stoppedAt: ids[199] });
      expect(first.tookMs).toBeLessThanOrEqual(45_000);
      expect(most()).toBe(20);
      expect(asked.toSorted()).toEqual(ids.slice(0, 200));
      await run();
      // The 50 that were left take three turns of 4 s.
      expect(asked.slice(200).toSorted()).toEqual([...ids.slice(0, 140), ...ids.slice(200)]);
      const counted = world.counted.filter(({ dimensions }) => JSON.stringify(dimensions) === '{"state":"holding"}');
      expect(counted.map(({ value }) => value)).toEqual([250, 250]);
    });

    test('a call where a run stopped may be over by the next: none is left out', async () => {
      const { ids, asked, run, services } = await manyOnHold(230);
      const { stoppedAt } = await run();
      if (stoppedAt === null) throw new Error('there was time for all');
      await services.calls.patch(stoppedAt, { state: 'finished' });
      await run();
      expect(new Set(asked)).toEqual(new Set(ids));
    });
  });

  test('a call that cannot be looked at keeps no other from it', async () => {
    const first = await onHold();
    const second = await onHold();
    const services = workersThat('unreachable');
    const telephony: Services['telephony'] = {
      ...services.telephony,
      attachStream: async (callSid, order) => {
        if (order.callId === first.callId) throw new CarrierUnavailable('down');
        return services.telephony.attachStream(callSid, order);
      },
    };
    expect(await reap({ ...services, telephony })).toMatchObject({ looked: 2, rescued: 1 });
    expect([first, second].map(({ streams }) => streams().length)).toEqual([0, 1]);
    const missed = world.logged.filter(({ message }) => message === 'a call could not be looked at');
    expect(missed).toHaveLength(1);
  });

  test('a leg that ended without a callback ends the call', async () => {
    const { callId, leg } = await aRunningCall();
    const token = await world.holds(callId);
    await world.clock.sleep(60_000);
    world.carrier.become(leg, 'completed');
    await reap(workersThat('unreachable'));
    expect(world.told(token)).toBe('company_hung_up');
  });
});

describe('an execution that ended otherwise than by its last step', () => {
  const ended = (name: string, status = 'FAILED') => ({
    source: 'aws.states',
    'detail-type': 'Step Functions Execution Status Change',
    detail: { name, status, executionArn: 'arn:of:the:execution', stateMachineArn: 'arn:of:the:machine' },
  });

  test.each(['FAILED', 'TIMED_OUT', 'ABORTED'])(
    '%s: its call is finished at once, and its line with it',
    async (status) => {
      const { callId, leg } = await aRunningCall();
      await world.holds(callId);
      world.workflow.end(callId);
      expect(await reaper(workersThat('taken'))(ended(callId, status))).toEqual({ finished: 1 });
      expect(await world.record(callId)).toMatchObject({ state: 'finished', outcome: 'failed' });
      expect(world.carrier.legs.find(({ callSid }) => callSid === leg)?.status).toBe('completed');
    },
  );

  test('told twice, its call is finished once', async () => {
    const { callId } = await aRunningCall();
    world.workflow.end(callId);
    const run = reaper(workersThat('taken'));
    await run(ended(callId));
    expect(await run(ended(callId))).toEqual({ finished: 0 });
    expect(await world.happened(callId, 'call.finished')).toHaveLength(1);
  });

  test('a forged or wrong event ends no call whose execution runs', async () => {
    const { callId } = await aRunningCall();
    const run = reaper(workersThat('taken'));
    expect(await run(ended(callId))).toEqual({ finished: 0 });
    expect(await run(ended(`call_${'0'.repeat(26)}`))).toEqual({ finished: 0 });
    expect(await world.record(callId)).toMatchObject({ outcome: null });
  });

  test('any other event is the run of every minute', async () => {
    await aRunningCall();
    expect(await reaper(workersThat('taken'))({ 'detail-type': 'Scheduled Event' })).toMatchObject({ looked: 1 });
  });
});

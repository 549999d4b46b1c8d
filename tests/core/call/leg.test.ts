import { beforeEach, describe, expect, test } from 'vitest';
import { conversationClosed, openConversation, openedId } from '#core/call/conversation.ts';
import { companyLegEnded, performOnLeg, soundsForMs } from '#core/call/leg.ts';
import { endOfLeg } from '#core/call/leg-end.ts';
import { reattach } from '#core/call/reattach.ts';
import { tell } from '#core/call/tell.ts';
import { CallId, DeviceId, EventId, OwnerId, TaskToken } from '#core/contracts/ids.ts';
import { CarrierUnavailable } from '#core/errors.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import { aRequest } from '#tests/support/a-request.ts';
import { breakable } from '#tests/support/breakable.ts';
import { fakeTelephony } from '#tests/support/fake-telephony.ts';
import { fakeWorkflow } from '#tests/support/fake-workflow.ts';
import { createHastyClock } from '#tests/support/hasty-clock.ts';
import { memoryCallStore } from '#tests/support/memory-call-store.ts';

const callId = CallId.parse(`call_${'0'.repeat(26)}`);
const waiting = { state: 'Hold', token: TaskToken.parse('the-token'), since: 0, sinceMs: mediaMs(0) } as const;

async function connected() {
  const clock = createHastyClock();
  const [calls, carrier, workflow] = [memoryCallStore(), fakeTelephony(clock), fakeWorkflow()];
  const telephony = breakable(carrier);
  const request = aRequest();
  await calls.create({ callId, ownerId: OwnerId.parse('owner_sam'), createdAt: clock.now(), request });
  await calls.claimDial(callId, 1, clock.now());
  const leg = await carrier.dial({ callId, to: request.number, attempt: 1, epoch: 1 });
  carrier.become(leg, 'in-progress');
  await calls.tieCompanyLeg(callId, leg);
  await calls.attachWorker(callId, 1, 'http://10.0.0.1:8081', clock.now());
  const record = async () => {
    const call = await calls.get(callId);
    if (!call) throw new Error('the call is gone');
    return call;
  };
  return { ports: { calls, workflow, clock, telephony: telephony.port }, telephony, carrier, clock, leg, record };
}

let world: Awaited<ReturnType<typeof connected>>;
beforeEach(async () => {
  world = await connected();
});

describe("updates of the company's leg", () => {
  const press = async (digits: string) => performOnLeg(world.ports, await world.record(), { kind: 'press', digits });

  test.each([
    [{ kind: 'press', digits: '2' }, 700],
    [{ kind: 'press', digits: 'ww12' }, 2_000],
    [{ kind: 'say', text: 'Representative' }, 1_400],
    [{ kind: 'wait' }, 0],
    [{ kind: 'join', room: 'r' }, 0],
  ] as const)('%j sounds for %d ms', (script, ms) => {
    expect(soundsForMs(script)).toBe(ms);
  });

  test('come one after the other: the second waits until the first has sounded', async () => {
    world.clock.pass(1_000);
    expect(await press('12')).toBe(1_000 + 300);
    await expect(press('3')).rejects.toMatchObject({ name: 'LegBusy' });
    world.clock.pass(1_000);
    await press('3');
    expect(world.carrier.legs[0]?.played).toHaveLength(2);
  });

  test.each([
    ['answers', null],
    ['does not answer', new CarrierUnavailable('silence')],
  ])('that the carrier begins late count from then, also when it %s', async (_, error) => {
    const slow = {
      ...world.ports.telephony,
      perform: async (...of: Parameters<typeof world.ports.telephony.perform>) => {
        world.clock.pass(900);
        await world.ports.telephony.perform(...of);
        if (error !== null) throw error;
      },
    };
    const pressed = performOnLeg({ ...world.ports, telephony: slow }, await world.record(), {
      kind: 'press',
      digits: '12',
    });
    await (error === null ? pressed : expect(pressed).rejects.toBe(error));
    world.clock.pass(900);
    await expect(press('3')).rejects.toMatchObject({ name: 'LegBusy' });
    world.clock.pass(100);
    await press('3');
    expect(world.carrier.legs[0]?.played).toHaveLength(2);
  });

  test('of which an earlier one is answered late leave the line to the later one', async () => {
    let isFirst = true;
    const slow = {
      ...world.ports.telephony,
      perform: async (...of: Parameters<typeof world.ports.telephony.perform>) => {
        const waits = isFirst;
        isFirst = false;
        await world.ports.telephony.perform(...of);
        if (!waits) return;
        world.clock.pass(2_000);
        await performOnLeg(world.ports, await world.record(), { kind: 'say', text: 'A long sentence. '.repeat(9) });
        world.clock.pass(1_000);
      },
    };
    await performOnLeg({ ...world.ports, telephony: slow }, await world.record(), { kind: 'press', digits: '1' });
    world.clock.pass(1_000);
    await expect(press('3')).rejects.toMatchObject({ name: 'LegBusy' });
  });

  test('on an older record do not race with newer ones', async () => {
    const before = await world.record();
    await performOnLeg(world.ports, before, { kind: 'wait' });
    await expect(performOnLeg(world.ports, before, { kind: 'wait' })).rejects.toMatchObject({ name: 'LegBusy' });
  });

  test('are not sent when what must come first fails', async () => {
    const fails = async () => {
      throw new Error('not written down');
    };
    await expect(performOnLeg(world.ports, await world.record(), { kind: 'wait' }, fails)).rejects.toThrow(
      'not written',
    );
    expect(world.carrier.legs[0]?.played).toEqual([]);
  });
});

describe("the end of the company's leg", () => {
  test('is told to whoever waits, and keeps its first time', async () => {
    await world.ports.calls.enterWaiting(callId, waiting, 'holding');
    await companyLegEnded(world.ports, callId, world.leg);
    const { legEndedAt } = await world.record();
    world.clock.pass(60_000);
    await companyLegEnded(world.ports, callId, world.leg);
    expect(world.ports.workflow.told.get('the-token')?.kind).toBe('company_hung_up');
    expect((await world.record()).legEndedAt).toBe(legEndedAt);
  });

  test('of an earlier attempt ends nothing of the present one', async () => {
    await world.ports.calls.claimDial(callId, 2, world.clock.now());
    await world.ports.calls.enterWaiting(callId, waiting, 'holding');
    await companyLegEnded(world.ports, callId, world.leg);
    expect((await world.record()).legEndedAt).toBeNull();
    expect(world.ports.workflow.told.size).toBe(0);
  });

  test.each([
    ['queued', null],
    ['initiated', null],
    ['ringing', null],
    ['in-progress', null],
    ['completed', 'company_hung_up'],
    ['busy', 'busy'],
    ['no-answer', 'no_answer'],
    ['canceled', 'canceled'],
    ['failed', 'refused'],
  ] as const)('status %s means %s', (status, kind) => {
    expect(endOfLeg(status, '503')?.kind ?? null).toBe(kind);
  });
});

describe('telling a step', () => {
  test('is one observation and one answer, however often it is done', async () => {
    await world.ports.calls.enterWaiting(callId, waiting, 'holding');
    const answers = [];
    for (let i = 0; i < 3; i += 1) {
      world.clock.pass(10);
      answers.push(await tell(world.ports, callId, waiting, { kind: 'canceled' }));
    }
    expect(answers).toEqual(['told', 'gone', 'gone']);
    expect(await world.ports.calls.events(callId)).toHaveLength(1);
    expect((await world.record()).waiting).toBeNull();
  });

  test('the first of several tellers is heard, and what it told is in the log', async () => {
    await Promise.all([
      tell(world.ports, callId, waiting, { kind: 'company_hung_up' }),
      tell(world.ports, callId, waiting, { kind: 'canceled' }),
    ]);
    const told = world.ports.workflow.told.get('the-token');
    const event = await world.ports.calls.event(callId, EventId.parse(told?.observationId));
    expect(event?.what).toMatchObject({ observation: { kind: told?.kind } });
  });
});

describe('attaching a stream anew', () => {
  const streams = () => world.carrier.legs[0]?.streams.map(({ epoch }) => epoch);

  test('is done by the first who notices', async () => {
    const results = await Promise.all([1, 2, 3].map(() => reattach(world.ports, callId, 1)));
    expect(results.toSorted()).toEqual(['attached', 'not_needed', 'not_needed']);
    expect(streams()).toEqual([2]);
  });

  test('is tried again under the same epoch while the carrier fails', async () => {
    world.telephony.fail('attachStream', new CarrierUnavailable('no answer'), { times: 3 });
    expect(await reattach(world.ports, callId, 1)).toBe('attached');
    expect(streams()).toEqual([2]);
    expect(world.clock.slept).toEqual([500, 1_000, 2_000]);
  });

  test('is given up after a few tries; the next one has its own epoch', async () => {
    world.telephony.fail('attachStream', new CarrierUnavailable('no answer'), { times: 4 });
    await expect(reattach(world.ports, callId, 1)).rejects.toMatchObject({ name: 'CarrierUnavailable' });
    expect(await reattach(world.ports, callId, 2)).toBe('attached');
    expect(streams()).toEqual([3]);
  });

  test('finds that the leg has ended, and tells whoever waits', async () => {
    await world.ports.calls.enterWaiting(callId, waiting, 'holding');
    world.carrier.become(world.leg, 'completed');
    expect(await reattach(world.ports, callId, 1)).toBe('leg_ended');
    expect(world.ports.workflow.told.get('the-token')?.kind).toBe('company_hung_up');
    expect(await reattach(world.ports, callId, 2)).toBe('not_needed');
  });

  test.each<[string, Parameters<typeof world.ports.calls.patch>[1]]>([
    ['finished', { state: 'finished', outcome: 'failed' }],
    ['about to be finished', { action: { next: 'finish', outcome: 'connected', reason: '' } }],
  ])('is not needed for a call that is %s', async (_, patch) => {
    await world.ports.calls.patch(callId, patch);
    expect(await reattach(world.ports, callId, 1)).toBe('not_needed');
    expect(streams()).toEqual([]);
  });
});

describe('a conversation in the log', () => {
  const deviceId = DeviceId.parse('mobile');
  const open = async (round: number, at: number) =>
    world.ports.calls.append(callId, { eventId: openedId(round), at, what: { kind: 'bridge.opened', deviceId } });
  const current = async () => openConversation(await world.ports.calls.events(callId));

  test('is open until it is closed, which is one event however often it is told', async () => {
    expect(await current()).toBeNull();
    await open(1, 1_000);
    const opened = await current();
    if (!opened) throw new Error('it is not open');
    for (let i = 0; i < 2; i += 1)
      await world.ports.calls.append(callId, conversationClosed(opened, 'user', { endedAt: 31_000, at: 32_000 + i }));
    expect(await current()).toBeNull();
    expect(await world.ports.calls.events(callId)).toHaveLength(2);
    expect((await world.ports.calls.events(callId)).at(-1)?.what).toMatchObject({ talkedMs: 30_000 });
  });

  test('each round has its own', async () => {
    await open(1, 1_000);
    const first = await current();
    if (first)
      await world.ports.calls.append(callId, conversationClosed(first, 'hold_again', { endedAt: 2_000, at: 2_000 }));
    await open(2, 2_000);
    expect((await current())?.eventId).toBe(openedId(2));
  });
});

import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { CallDetail } from '#core/contracts/http.ts';
import type { CallId } from '#core/contracts/ids.ts';
import { StoreUnavailable } from '#core/errors.ts';
import { type LambdaWorld, openLambdaWorld } from '#tests/support/lambda-world.ts';

let world: LambdaWorld;
beforeEach(async () => {
  world = await openLambdaWorld();
});

const Paced = z.object({ waitSeconds: z.number() });
const pace = async (callId: CallId, attempt = 1) =>
  Paced.parse(await world.run('Pace', { callId, attempt })).waitSeconds;
const calls = (count: number) => Promise.all(Array.from({ length: count }, () => world.aCall()));
const shown = async (callId: CallId) => CallDetail.parse(JSON.parse((await world.api('GET', `/calls/${callId}`)).body));
const down = new StoreUnavailable('down');

describe('a place in the line', () => {
  test('a call that comes alone is dialled at once, and nothing is told of a line', async () => {
    const callId = await world.aCall();
    expect(await pace(callId)).toBe(0);
    expect(world.clock.slept).toEqual([]);
    expect(await world.happened(callId, 'call.in_line')).toEqual([]);
    expect((await shown(callId)).inLine).toBeNull();
  });

  test('calls of the same moment start a second apart; each that waits is told its place', async () => {
    const all = await calls(4);
    const waits: number[] = [];
    for (const callId of all) waits.push(await pace(callId));
    expect(waits).toEqual([0, 1, 2, 3]);
    for (const [place, callId] of all.entries()) {
      const view = await shown(callId);
      expect(view.inLine?.place ?? 0).toBe(place);
      expect(view.timeline.map(({ text }) => text).join()).toContain(place === 0 ? '' : `place ${place} in line`);
    }
  });

  test('is kept however often the step is run, and told once', async () => {
    const [first, second] = await calls(2);
    if (!first || !second) throw new Error('two were made');
    await pace(first);
    expect([await pace(second), await pace(second)]).toEqual([1, 1]);
    expect(await world.happened(second, 'call.in_line')).toHaveLength(1);
    world.clock.pass(400);
    expect(await pace(second)).toBe(0);
    expect(world.clock.slept).toEqual([600]);
  });

  test('a store that fails between the slot and the record costs a slot, no order', async () => {
    const [first, second] = await calls(2);
    if (!first || !second) throw new Error('two were made');
    world.breaks.calls.fail('patch', down);
    await expect(pace(first)).rejects.toMatchObject({ name: 'StoreUnavailable' });
    expect([await pace(first), await pace(second)]).toEqual([1, 2]);
  });

  test('a long wait is looked at again every 15 s', async () => {
    const all = await calls(22);
    for (const callId of all.slice(0, -1)) await pace(callId);
    const last = all.at(-1);
    if (!last) throw new Error('it was made');
    expect(await pace(last)).toBe(15);
    world.clock.pass(15_000);
    expect(await pace(last)).toBe(6);
  });

  test('a slot that went by while nothing ran is not made up for in a crowd', async () => {
    const all = await calls(4);
    for (const callId of all) await pace(callId);
    world.clock.pass(60_000);
    const waits: number[] = [];
    for (const callId of all.slice(1)) waits.push(await pace(callId));
    expect(waits).toEqual([0, 1, 2]);
  });

  test('a redial gets a place of its own', async () => {
    const { callId } = await world.aConnectedCall();
    const [other] = await calls(1);
    if (!other) throw new Error('it was made');
    await pace(other);
    expect(await pace(callId, 2)).toBe(1);
    expect((await shown(callId)).inLine).toMatchObject({ place: 1 });
  });
});

test('a person who is rung goes first: whoever waits in line is moved back', async () => {
  const { callId } = await world.aConnectedCall();
  const [first, second] = await calls(2);
  if (!first || !second) throw new Error('two were made');
  expect([await pace(first), await pace(second)]).toEqual([0, 1]);
  await world.wait('ReachUser', callId);
  const rung = world.carrier.legs.length - 1;
  expect(rung).toBeGreaterThan(0);
  expect(await pace(second)).toBe(1 + rung);
});

test('a slot that was used late is not followed too soon', async () => {
  const [first, second] = await calls(2);
  if (!first || !second) throw new Error('two were made');
  await world.wait('PlaceCall', first, { attempt: 1 });
  world.clock.pass(300);
  await world.wait('PlaceCall', second, { attempt: 1 });
  const starts = world.carrier.legs.map(({ startedAt }) => startedAt);
  expect((starts[1] ?? 0) - (starts[0] ?? 0)).toBe(1000);
});

test('a line that cannot be reached, or stays crowded, does not keep a call from being dialled', async () => {
  const [first, second] = await calls(2);
  if (!first || !second) throw new Error('two were made');
  world.breaks.line.fail('begin', down);
  await world.wait('PlaceCall', first, { attempt: 1 });
  world.services.line.begin = async () => 2_000;
  await world.wait('PlaceCall', second, { attempt: 1 });
  expect(world.carrier.legs).toHaveLength(2);
  expect(world.logged.map(({ message }) => message)).toContain('a call starts although the line is crowded');
});

test('a line that cannot be reached does not keep a person from being rung', async () => {
  const { callId } = await world.aConnectedCall();
  world.breaks.line.fail('pushIn', down, { times: 9 });
  await world.wait('ReachUser', callId);
  expect(await world.happened(callId, 'device.ringing')).not.toHaveLength(0);
});

test('a cancel is noticed by the next look, and takes no place', async () => {
  const [first, second] = await calls(2);
  if (!first || !second) throw new Error('two were made');
  await pace(first);
  await pace(second);
  await world.api('POST', `/calls/${second}/cancel`);
  expect(await pace(second)).toBe(0);
  expect((await shown(second)).inLine).toBeNull();
});

test('an attempt that was dialled waits for nothing when its step is run again', async () => {
  const { callId } = await world.aConnectedCall();
  const [other] = await calls(1);
  if (other) await pace(other);
  expect(await pace(callId, 1)).toBe(0);
});

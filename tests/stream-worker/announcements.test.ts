import { describe, expect, it } from 'vitest';
import type { RememberedAnnouncements } from '#core/ears/memory/remembered.ts';
import { StoreUnavailable } from '#core/errors.ts';
import type { AnnouncementStore } from '#core/ports/announcement-store.ts';
import { aLot } from '#tests/support/announcement-store-suite.ts';
import { breakable } from '#tests/support/breakable.ts';
import { memoryAnnouncementStore } from '#tests/support/memory-announcement-store.ts';
import { aStream, aWorld, callId, type World } from './a-worker.ts';

const fresh: RememberedAnnouncements = { version: 1, calls: 1, announcements: aLot.announcements.slice(0, 1) };

async function numberOf({ calls }: World): Promise<string> {
  const call = await calls.get(callId);
  return call?.request.number ?? '';
}

/** A world whose store of announcements is `store`, and a worker in it that hears the company. */
async function aCall(store: AnnouncementStore, prepare: (world: World) => Promise<void> = async () => {}) {
  const world = await aWorld();
  Object.assign(world.deps, { announcements: store });
  await prepare(world);
  const worker = await world.worker();
  const stream = await aStream(world, worker.port);
  const hears = () => world.until(() => (world.ears[0]?.heard.length ?? 0) > 0);
  stream.say('music', 400);
  return { ...world, stream, hears };
}

const ended = ({ logged }: Pick<World, 'logged'>) => logged.some(({ message }) => message === 'stream ended');

describe('announcements of earlier calls', () => {
  it('are known from the first frame, and what the call leaves is kept at its end', async () => {
    const store = memoryAnnouncementStore();
    const world = await aCall(store, async (made) => store.save(await numberOf(made), aLot));
    await world.hears();
    const [ears] = world.ears;
    expect(ears?.before).toEqual(aLot);
    if (ears) ears.leaves = { ...aLot, calls: 8 };
    world.stream.stop();
    await world.until(() => ended(world));
    expect(await store.load(await numberOf(world))).toEqual({ ...aLot, calls: 8 });
  });

  it('nothing is written of a call that heard none to a number of which none are known', async () => {
    const store = memoryAnnouncementStore();
    const world = await aCall(store);
    await world.hears();
    world.stream.stop();
    await world.until(() => ended(world));
    expect(await store.load(await numberOf(world))).toBeNull();
  });

  it.each([
    ['fails', (): Promise<never> => Promise.reject(new StoreUnavailable('down'))],
    ['does not answer', () => new Promise<never>(() => {})],
  ])('a store that %s costs the memory and not the call, and loses nothing that others heard', async (_how, load) => {
    const store = memoryAnnouncementStore();
    const world = await aCall({ ...store, load }, async (made) => store.save(await numberOf(made), aLot));
    await world.clock.advance(1_000);
    await world.hears();
    const [ears] = world.ears;
    expect(ears?.before).toBeUndefined();
    if (ears) ears.leaves = fresh;
    world.stream.stop();
    await world.until(() => ended(world));
    expect(await store.load(await numberOf(world))).toEqual(aLot);
    const number = await numberOf(world);
    expect(JSON.stringify(world.logged)).not.toContain(number);
    expect(world.logged.map(({ message }) => message)).toContain(
      'a call goes on without the announcements of earlier ones',
    );
  });

  it('a write that fails is tried again', async () => {
    const store = memoryAnnouncementStore();
    const broken = breakable(store);
    broken.fail('save', new StoreUnavailable('down'), { times: 2 });
    const world = await aCall(broken.port);
    await world.hears();
    const [ears] = world.ears;
    if (ears) ears.leaves = fresh;
    world.stream.stop();
    await world.until(async () => {
      await world.clock.advance(100);
      return ended(world);
    });
    expect(await store.load(await numberOf(world))).toEqual(fresh);
  });
});

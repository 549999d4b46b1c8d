import { describe, expect, it } from 'vitest';
import { createEars } from '#core/ears/create-ears.ts';
import type { RememberedAnnouncements } from '#core/ears/memory/remembered.ts';
import { StoreUnavailable } from '#core/errors.ts';
import { encodeMuLaw } from '#core/media/mu-law.ts';
import type { AnnouncementStore } from '#core/ports/announcement-store.ts';
import { openVoices, RECORDED_VOICES } from '#tests/bench/ears/generator/voices.ts';
import { silence } from '#tests/core/ears/sounds.ts';
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

  it('said twice in a call, it is known the first time it sounds in the next one', async () => {
    const speak = await openVoices();
    const text = 'All of our agents are currently assisting other customers. Please continue to hold.';
    const voice = RECORDED_VOICES[0] ?? { name: 'en-us', pitch: 50, wordsAMinute: 150 };
    const announcement = [...silence(1), ...[...speak(text, voice)].map((sample) => sample * 15_000), ...silence(4)];
    const audio = encodeMuLaw([...announcement, ...announcement, ...silence(8)]);
    const world = await aWorld();
    Object.assign(world.deps, { createEars });
    const { port } = await world.worker();
    const heardBefore = async () => (await world.events()).filter(({ kind }) => kind === 'announcement.heard_before');

    const callOf = async (calls: number, samples: Uint8Array) => {
      const stream = await aStream(world, port);
      for (let at = 0; at < samples.length; at += 160) stream.media(at / 8, samples.slice(at, at + 160));
      stream.stop();
      await world.until(() => world.logged.filter(({ message }) => message === 'stream ended').length === calls);
    };
    await callOf(1, audio);
    expect(await heardBefore()).toMatchObject([{ where: 'this-call' }]);
    await world.clock.advance(60_000);
    await callOf(2, audio.slice(0, announcement.length));
    expect((await heardBefore()).slice(1)).toMatchObject([{ where: 'earlier-call' }]);
  });
});

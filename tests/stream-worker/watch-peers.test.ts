import { beforeEach, expect, it } from 'vitest';
import type { HeardCalls, PeerLink } from '#core/ports/peers.ts';
import { watchPeers } from '#stream-worker/watch-peers.ts';
import { memoryRoster } from '#tests/support/memory-roster.ts';
import { aWorld, callId, type World } from './a-worker.ts';

const [OWN, PEER, OTHER] = ['http://10.0.0.1:8081', 'http://10.0.0.2:8081', 'http://10.0.0.3:8081'] as const;
const heard: HeardCalls = { version: 'a', calls: [{ callId, epoch: 1 }] };

let world: World;
let asked: { url: string; known: string | null }[];
let answers: (url: string) => Awaited<ReturnType<PeerLink['heardBy']>>;
const roster = memoryRoster();

async function watches(own: string) {
  const link: PeerLink = {
    heardBy: async (url, known) => {
      asked.push({ url, known });
      return answers(url);
    },
  };
  const stop = watchPeers(world.deps, { roster, link }, () => own);
  await world.clock.advance(500);
  await world.until(async () => (await roster.all(world.clock.now())).includes(own));
  return stop;
}

async function pass(ms: number) {
  for (let passed = 0; passed < ms; passed += 100) {
    await world.clock.advance(100);
    for (let turn = 0; turn < 20; turn += 1) await world.clock.advance(0);
  }
}

beforeEach(async () => {
  world = await aWorld();
  asked = [];
  answers = () => heard;
  await Promise.all([OWN, PEER, OTHER].map((url) => roster.leave(url)));
  await roster.enter(PEER, world.clock.now());
});

it('a worker that falls silent: its calls get a new stream within a second and a half, and it leaves the roster', async () => {
  const stop = await watches(OWN);
  await pass(3_000);
  expect(world.attached).toEqual([]);
  answers = () => null;
  await pass(1_500);
  expect(world.attached).toEqual([{ callId, epoch: 2, track: 'inbound' }]);
  await world.calls.append(callId, { at: 0, what: { kind: 'stream.attached', epoch: 2, track: 'inbound' } });
  await pass(500);
  expect(await roster.all(world.clock.now())).toEqual([OWN]);
  expect(await world.events()).toContainEqual({ kind: 'stream.lost', epoch: 1, track: 'inbound', reason: 'error' });
  await stop();
});

it('a roster that does not answer keeps no worker that leaves: what it wrote there expires', async () => {
  const stop = await watches(OWN);
  const { leave } = roster;
  roster.leave = () => new Promise(() => {});
  let isOver = false;
  void stop().then(() => {
    isOver = true;
  });
  await pass(1_000);
  roster.leave = leave;
  expect(isOver).toBe(true);
});

it('one answer that does not come is no death', async () => {
  const stop = await watches(OWN);
  await pass(3_000);
  let missed = false;
  answers = () => {
    if (missed) return 'same';
    missed = true;
    return null;
  };
  await pass(3_000);
  expect(missed).toBe(true);
  expect(world.attached).toEqual([]);
  await stop();
});

it('what is known already is not told again', async () => {
  const stop = await watches(OWN);
  await pass(3_000);
  expect(asked.at(-1)).toEqual({ url: PEER, known: 'a' });
  await stop();
});

it('two that watch the same one ask for one stream', async () => {
  const stops = [await watches(OWN), await watches(OTHER)];
  await pass(3_000);
  answers = (url) => (url === PEER ? null : { version: 'b', calls: [] });
  await pass(2_000);
  expect(world.attached).toHaveLength(1);
  await Promise.all(stops.map((stop) => stop()));
});

it('whoever ends is not among the workers any more', async () => {
  const stop = await watches(OWN);
  await stop();
  expect(await roster.all(world.clock.now())).toEqual([PEER]);
});

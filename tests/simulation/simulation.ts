import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { CallId } from '#core/contracts/ids.ts';
import { Owner } from '#core/contracts/owner.ts';
import { keyDigest } from '#lambdas/api/authenticate.ts';
import { drawRequests, type SimulatedRequest } from './outside/requests.ts';
import { type Rates, storm } from './rates.ts';
import { beginStorm } from './storm.ts';
import { openWorld, type World } from './world.ts';

export interface SimulationOptions {
  readonly seed: number;
  readonly calls: number;
  readonly faults: boolean;
  /** Requests a second of call time. Default 3. */
  readonly aSecond?: number;
  readonly workers?: number;
  /** Only this request, by its number. */
  readonly only?: number | null;
  readonly rates?: Rates;
  /** Told once a minute of call time. */
  readonly onProgress?: (progress: Progress) => void;
}

export interface Progress {
  readonly asked: number;
  readonly finished: number;
  readonly calls: number;
  readonly callMinutes: number;
  readonly realMs: number;
}

export interface Asked {
  readonly request: SimulatedRequest;
  readonly callId: CallId;
}

export interface Simulated {
  readonly world: World;
  readonly asked: readonly Asked[];
  /** Requests that were never accepted. */
  readonly notAccepted: readonly SimulatedRequest[];
  readonly callTimeMs: number;
  readonly realMs: number;
  readonly cpuMs: number;
}

const API_KEY = 'hs_the_key_of_the_simulation';
const Accepted = z.object({ callId: CallId });
const TRIES = 40;
const TRY_AGAIN_MS = 1_500;
/** After the last request, calls may take so long until they are at their end. */
const MOST_MS = 3_600_000;
const REAP_EVERY_MS = 60_000;
/** What the reaper may have to do when all calls are finished. */
const AFTERMATH_MS = 150_000;

/** One run: requests come, faults fall, until every call is at its end. Same options, same run. */
export async function simulate(options: SimulationOptions): Promise<Simulated> {
  const { seed, calls, faults, aSecond = 3, workers = 8, rates = storm } = options;
  const requests = drawRequests(seed, calls, aSecond).filter((_, number) => (options.only ?? number) === number);
  await using dataDir = await mkdtempDisposable(join(tmpdir(), 'hold-slayer-simulation-'));
  const world = await openWorld({ seed, rates, faults, requests, workers, dataDir: dataDir.path });
  const { clock, product } = world;
  const began = { realMs: performance.now(), cpu: process.cpuUsage(), atMs: clock.now() };
  await product.owners.put(ownerOf(requests.length));
  await product.owners.addKey(ownerOf(1).ownerId, keyDigest(API_KEY));

  const asked: Asked[] = [];
  const notAccepted: SimulatedRequest[] = [];
  for (const request of requests) {
    clock.after(
      request.asksAtMs,
      () =>
        void ask(world, request).then((callId) => {
          if (callId === null) notAccepted.push(request);
          else asked.push({ request, callId });
        }),
    );
  }
  beginStorm(world);
  reapForEver(world);

  const lastMs = clock.now() + Math.max(...requests.map(({ asksAtMs }) => asksAtMs)) + MOST_MS;
  const finished = new Set<string>();
  everyMinute(clock, () => {
    const callMinutes = (clock.now() - began.atMs) / 60_000;
    const realMs = performance.now() - began.realMs;
    options.onProgress?.({
      asked: asked.length,
      finished: finished.size,
      calls: requests.length,
      callMinutes,
      realMs,
    });
  });
  let seen = 0;
  const isOver = () => {
    for (; seen < world.appended.length; seen += 1) {
      const event = world.appended[seen];
      if (event?.what.kind === 'call.finished') finished.add(event.callId);
    }
    return (
      (asked.length + notAccepted.length === requests.length && finished.size >= asked.length) || clock.now() > lastMs
    );
  };
  await clock.runUntil(isOver);
  world.fates.enabled = false;
  const endMs = clock.now() + AFTERMATH_MS;
  await clock.runUntil(() => clock.now() >= endMs);
  const cpu = process.cpuUsage(began.cpu);
  return {
    world,
    asked,
    notAccepted,
    callTimeMs: clock.now() - began.atMs,
    realMs: performance.now() - began.realMs,
    cpuMs: (cpu.user + cpu.system) / 1_000,
  };
}

/** Asks until it is accepted, under one key, as a client would that wants its call. */
async function ask({ clock, product }: World, request: SimulatedRequest): Promise<CallId | null> {
  const { number, intent, facts, devices, hunting } = request;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const answer = await product.gateway({
      method: 'POST',
      path: '/calls',
      headers: { authorization: `Bearer ${API_KEY}`, 'idempotency-key': request.key },
      body: { number, intent, facts, devices, hunting },
    });
    if (answer.status === 202) {
      const { callId } = Accepted.parse(JSON.parse(answer.body));
      cancelLater({ clock, product }, request, callId);
      return callId;
    }
    if (answer.status < 500) throw new Error(`the API refused a request: ${answer.status} ${answer.body}`);
    await clock.sleep(TRY_AGAIN_MS);
  }
  return null;
}

function cancelLater({ clock, product }: Pick<World, 'clock' | 'product'>, request: SimulatedRequest, callId: CallId) {
  if (request.cancelsAfterMs === null) return;
  const cancel = async () => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const headers = { authorization: `Bearer ${API_KEY}` };
      const { status } = await product.gateway({ method: 'POST', path: `/calls/${callId}/cancel`, headers });
      if (status < 500) return;
      await clock.sleep(TRY_AGAIN_MS);
    }
  };
  clock.after(request.cancelsAfterMs, () => void cancel());
}

function reapForEver({ clock, product }: Pick<World, 'clock' | 'product'>): void {
  clock.after(REAP_EVERY_MS, () => {
    product.invoke('Reaper', {}).catch(() => {});
    reapForEver({ clock, product });
  });
}

function everyMinute(clock: World['clock'], tell: () => void): void {
  clock.after(60_000, () => {
    tell();
    everyMinute(clock, tell);
  });
}

function ownerOf(calls: number): Owner {
  return Owner.parse({
    ownerId: 'owner_sam',
    name: 'Sam Rivera',
    smsNumber: '+12125550123',
    devices: [{ deviceId: 'mobile', name: 'mobile', address: { kind: 'phone', number: '+12125550123' } }],
    hunting: 'sequential',
    countries: ['US'],
    callsADay: calls * 2,
    callsAtOnce: calls * 2,
    contacts: {},
  });
}

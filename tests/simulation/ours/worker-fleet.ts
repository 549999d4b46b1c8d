import { z } from 'zod';
import { verifyTwilioRequest } from '#adapters/twilio/request-signature.ts';
import type { PeerLink } from '#core/ports/peers.ts';
import type { WorkerLink } from '#core/ports/worker-link.ts';
import type { OpenStreamSocket } from '#local/phone/streams/socket.ts';
import { createHearing, type Hearing } from '#stream-worker/hearing.ts';
import type { WorkerConfig, WorkerDeps } from '#stream-worker/worker.ts';
import type { Fates } from '#tests/simulation/fates.ts';
import type { VirtualClock } from '#tests/simulation/virtual-clock.ts';
import { beginLife, type Life, mortal } from './life.ts';

/**
 * `SIGKILL`: its sockets break at once. `power cut`: they hang. `SIGTERM`: it hands over first. `taken away`: as ECS does it, no new streams at once, the old
 * ones broken after the balancer's delay, and then SIGTERM; that the worker is told before is up to whoever asks for this.
 */
export type Death = 'SIGKILL' | 'SIGTERM' | 'power cut' | 'taken away';

export interface Fleet {
  readonly openSocket: OpenStreamSocket;
  readonly link: WorkerLink;
  /** From when to when each stream of a company was heard by a worker that lived. */
  readonly heard: readonly HeardStream[];
  /** Ends one of the workers; another is started a while later. @param which any number @returns its address; null: none was there */
  kill(which: number, how: Death): string | null;
  readonly size: number;
}

export interface HeardStream {
  readonly callId: string;
  readonly epoch: number;
  readonly fromMs: number;
  toMs: number | null;
}

interface Member {
  readonly url: string;
  readonly hearing: Hearing;
  readonly life: Life;
  /** Told to the carrier alone, or to both ends. */
  readonly breakSockets: Set<(code: number, tell?: 'carrier' | 'both') => void>;
  readonly hears: Set<HeardStream>;
  draining: boolean;
}

const Start = z.object({
  start: z.object({
    customParameters: z.object({ callId: z.string(), epoch: z.coerce.number(), track: z.string() }),
  }),
});

const CONNECTS_MS = 12;
const STARTS_MS = [2_000, 9_000] as const;
/** As cdk/constructs/stream-balancer.ts has it. */
const BALANCER_BREAKS_MS = 240_000;
/** Until the carrier gives up a connection over which nothing is acknowledged. */
const HANGS_MS = 25_000;
const COMMAND_MS = 4;
/** Twice two seconds, as the adapter asks. */
const COMMAND_TIMEOUT_MS = 4_000;
const PEER_TIMEOUT_MS = 500;

/** Stream workers as modules of this process. Each has a life of its own: what dies with it is what a process would take along. */
export function openFleet(options: {
  readonly size: number;
  readonly clock: VirtualClock;
  readonly fates: Fates;
  readonly config: WorkerConfig;
  /** Tells whose line it is that a worker begins to hear while this runs. */
  readonly during: (line: string, act: () => void) => void;
  /** What one worker sees of the outside. */
  readonly depsFor: (life: Life, peers: PeerLink) => WorkerDeps;
}): Fleet {
  const { size, clock, fates, config, depsFor, during } = options;
  const peers: PeerLink = {
    heardBy: async (url, known) => {
      await clock.sleep(COMMAND_MS);
      if (unpowered.has(url)) await clock.sleep(PEER_TIMEOUT_MS);
      return members.find((one) => one.url === url)?.hearing.heard(known) ?? null;
    },
  };
  const members: Member[] = [];
  const heard: HeardStream[] = [];
  /** Addresses from which nothing comes back, not even that nobody is there. */
  const unpowered = new Set<string>();
  let started = 0;
  let turn = 0;
  for (let count = 0; count < size; count += 1) start();

  function start(): void {
    const url = `http://10.0.0.${started++}:8081`;
    const life = beginLife();
    const leave = () => drain(member);
    const hearing = createHearing(depsFor(life, mortal(peers, life)), config, () => url, leave);
    const member: Member = { url, hearing, life, breakSockets: new Set(), hears: new Set(), draining: false };
    members.push(member);
  }

  function bury(member: Member): void {
    members.splice(members.indexOf(member), 1);
    member.life.end();
    for (const stream of member.hears) stream.toMs ??= clock.now();
  }

  /** Told twice, it is the same hand-over. */
  function drain(member: Member): void {
    member.draining = true;
    void member.hearing
      .handOver()
      .then(() => member.hearing.end('the worker ends'))
      .then(() => member.life.isOver || bury(member));
  }

  function takeAway(member: Member): void {
    member.draining = true;
    clock.after(BALANCER_BREAKS_MS, () => {
      if (member.life.isOver) return;
      for (const breakSocket of [...member.breakSockets]) breakSocket(1006, 'both');
      drain(member);
    });
  }

  function kill(which: number, how: Death): string | null {
    const alive = members.filter(({ draining }) => !draining);
    const member = alive[which % Math.max(1, alive.length)];
    if (!member) return null;
    const [least, most] = STARTS_MS;
    clock.after(least + (most - least) * fates.draw('worker start'), start);
    if (how === 'SIGTERM') drain(member);
    else if (how === 'taken away') takeAway(member);
    else die(member, how);
    return member.url;
  }

  function die(member: Member, how: 'SIGKILL' | 'power cut'): void {
    bury(member);
    if (how === 'power cut') unpowered.add(member.url);
    const breaks = () => {
      for (const breakSocket of [...member.breakSockets]) breakSocket(1006);
    };
    clock.after(how === 'SIGKILL' ? 1 : HANGS_MS, breaks);
  }

  const openSocket: OpenStreamSocket = (_url, headers, listener) => {
    let state: 'connecting' | 'open' | 'closed' = 'connecting';
    let member: Member | null = null;
    let toWorker: ReturnType<Hearing['accept']> | null = null;
    let stream: HeardStream | null = null;
    let hasBegun = false;

    /** @returns whose line begins with this message; null: none does */
    const begins = (text: string): string | null => {
      const start = Start.safeParse(text.startsWith('{"event":"start"') ? JSON.parse(text) : null);
      if (!start.success) return null;
      const { callId, epoch, track } = start.data.start.customParameters;
      if (track === 'inbound') {
        stream = { callId, epoch, fromMs: clock.now(), toMs: null };
        heard.push(stream);
        member?.hears.add(stream);
      }
      return `${callId} ${track}`;
    };

    const over = (code: number, tell: 'worker' | 'carrier' | 'both') => {
      if (state === 'closed') return;
      state = 'closed';
      member?.breakSockets.delete(breakSocket);
      if (stream) {
        stream.toMs ??= clock.now();
        member?.hears.delete(stream);
      }
      if (tell !== 'carrier' && !member?.life.isOver) toWorker?.closed();
      if (tell !== 'worker') listener.closed(code);
    };
    const breakSocket = (code: number, tell: 'carrier' | 'both' = 'carrier') => over(code, tell);

    clock.after(CONNECTS_MS, () => {
      if (state === 'closed') return;
      const ready = members.filter(({ hearing, draining }) => !draining && hearing.full() === null);
      member = ready[turn++ % Math.max(1, ready.length)] ?? null;
      if (!member) {
        state = 'closed';
        listener.refused();
        return;
      }
      const signature = headers['x-twilio-signature'];
      const { publicStreamUrl: url, twilioAuthToken: authToken } = config;
      if (!verifyTwilioRequest({ authToken, signature, url, params: {} }))
        throw new Error('the handshake is not signed');
      member.breakSockets.add(breakSocket);
      const { life } = member;
      toWorker = member.hearing.accept((code) => {
        clock.after(1, () => life.isOver || over(code, 'both'));
      });
      state = 'open';
      listener.opened();
    });

    return {
      get isOpen() {
        return state === 'open';
      },
      unsentBytes: 0,
      send: (text) => {
        if (state !== 'open' || member?.life.isOver) return;
        const line = hasBegun ? null : begins(text);
        hasBegun ||= line !== null;
        if (line === null) toWorker?.message(text);
        else during(line, () => toWorker?.message(text));
      },
      ping: () => {
        if (!member?.life.isOver) listener.pong();
      },
      close: () => void clock.after(1, () => over(1000, 'both')),
      terminate: () => over(1006, 'worker'),
    };
  };

  return {
    openSocket,
    kill,
    heard,
    get size() {
      return members.length;
    },
    link: {
      send: async (url, command) => {
        await clock.sleep(COMMAND_MS);
        const member = members.find((one) => one.url === url);
        if (!member) {
          if (unpowered.has(url)) await clock.sleep(COMMAND_TIMEOUT_MS);
          return 'unreachable';
        }
        const { promise: silent, resolve } = Promise.withResolvers<null>();
        const cancel = clock.after(COMMAND_TIMEOUT_MS, () => resolve(null));
        const answer = await Promise.race([member.hearing.obey(command), silent]);
        cancel();
        return answer?.kind ?? 'unreachable';
      },
    },
  };
}

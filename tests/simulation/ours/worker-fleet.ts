import { verifyTwilioRequest } from '#adapters/twilio/request-signature.ts';
import type { WorkerLink } from '#core/ports/worker-link.ts';
import type { OpenStreamSocket } from '#local/phone/streams/socket.ts';
import { createHearing, type Hearing } from '#stream-worker/hearing.ts';
import type { WorkerConfig, WorkerDeps } from '#stream-worker/worker.ts';
import type { Fates } from '#tests/simulation/fates.ts';
import type { VirtualClock } from '#tests/simulation/virtual-clock.ts';
import { beginLife, type Life } from './life.ts';

/** `SIGKILL`: its sockets break at once. `power cut`: they hang. `SIGTERM`: it hands over first. */
export type Death = 'SIGKILL' | 'SIGTERM' | 'power cut';

export interface Fleet {
  readonly openSocket: OpenStreamSocket;
  readonly link: WorkerLink;
  /** Ends one of the workers; another is started a while later. @param which any number */
  kill(which: number, how: Death): void;
  readonly size: number;
}

interface Member {
  readonly url: string;
  readonly hearing: Hearing;
  readonly life: Life;
  readonly breakSockets: Set<(code: number) => void>;
  draining: boolean;
}

const CONNECTS_MS = 12;
const STARTS_MS = [2_000, 9_000] as const;
/** Until the carrier gives up a connection over which nothing is acknowledged. */
const HANGS_MS = 25_000;
const COMMAND_MS = 4;
const COMMAND_TIMEOUT_MS = 2_000;

/** Stream workers as modules of this process. Each has a life of its own: what dies with it is what a process would take along. */
export function openFleet(options: {
  readonly size: number;
  readonly clock: VirtualClock;
  readonly fates: Fates;
  readonly config: WorkerConfig;
  /** What one worker sees of the outside. */
  readonly depsFor: (life: Life, name: string) => WorkerDeps;
}): Fleet {
  const { size, clock, fates, config, depsFor } = options;
  const members: Member[] = [];
  let started = 0;
  let turn = 0;
  for (let count = 0; count < size; count += 1) start();

  function start(): void {
    const url = `http://10.0.0.${started++}:8081`;
    const life = beginLife();
    const hearing = createHearing(depsFor(life, url), config, () => url);
    members.push({ url, hearing, life, breakSockets: new Set(), draining: false });
  }

  function bury(member: Member): void {
    members.splice(members.indexOf(member), 1);
    member.life.end();
  }

  function kill(which: number, how: Death): void {
    const alive = members.filter(({ draining }) => !draining);
    const member = alive[which % Math.max(1, alive.length)];
    if (!member) return;
    const [least, most] = STARTS_MS;
    clock.after(least + (most - least) * fates.draw('worker start'), start);
    if (how === 'SIGTERM') {
      member.draining = true;
      void member.hearing
        .handOver()
        .then(() => member.hearing.end('the worker ends'))
        .then(() => bury(member));
      return;
    }
    bury(member);
    const breaks = () => {
      for (const breakSocket of [...member.breakSockets]) breakSocket(1006);
    };
    clock.after(how === 'SIGKILL' ? 1 : HANGS_MS, breaks);
  }

  const openSocket: OpenStreamSocket = (_url, headers, listener) => {
    let state: 'connecting' | 'open' | 'closed' = 'connecting';
    let member: Member | null = null;
    let toWorker: ReturnType<Hearing['accept']> | null = null;

    const over = (code: number, tell: 'worker' | 'carrier' | 'both') => {
      if (state === 'closed') return;
      state = 'closed';
      member?.breakSockets.delete(breakSocket);
      if (tell !== 'carrier' && !member?.life.isOver) toWorker?.closed();
      if (tell !== 'worker') listener.closed(code);
    };
    const breakSocket = (code: number) => over(code, 'carrier');

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
        if (state === 'open' && !member?.life.isOver) toWorker?.message(text);
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
    get size() {
      return members.length;
    },
    link: {
      send: async (url, command) => {
        await clock.sleep(COMMAND_MS);
        const member = members.find((one) => one.url === url);
        if (!member) return 'unreachable';
        const { promise: silent, resolve } = Promise.withResolvers<null>();
        const cancel = clock.after(COMMAND_TIMEOUT_MS, () => resolve(null));
        const answer = await Promise.race([member.hearing.obey(command), silent]);
        cancel();
        return answer?.kind ?? 'unreachable';
      },
    },
  };
}

import { HoldSlayerError } from '#core/errors.ts';
import type { HeardCalls, PeerLink, Roster } from '#core/ports/peers.ts';
import { hearAgain } from './hear-again.ts';
import type { WorkerDeps } from './worker.ts';

export interface Peers {
  readonly roster: Roster;
  readonly link: PeerLink;
}

type Deps = Pick<WorkerDeps, 'calls' | 'workflow' | 'telephony' | 'clock' | 'log' | 'meter'>;

const LOOK_EVERY_MS = 500;
/** A pause of the garbage collector is shorter than two of them. */
const MISSES = 2;
/** Each worker is watched by so many others. */
const WATCHED = 2;
const READ_ROSTER_EVERY_MS = 2_000;
const ENTER_EVERY_MS = 10_000;
/** A worker that ends has no time for a roster that does not answer. */
const LEAVES_WITHIN_MS = 1_000;
/** Of a worker that died; the carrier takes some requests a second. */
const AT_A_TIME = 20;

interface Watched {
  heard: HeardCalls | null;
  misses: number;
}

/**
 * Watches the two workers that come next in the roster: one that dies without a word (its machine, its network) leaves connections that the
 * carrier takes for alive for half a minute. When it does not answer twice in a row, its calls get new streams. Should it live after all,
 * its calls are heard by others, and nothing is lost.
 * @returns ends the watching and leaves the roster
 */
export function watchPeers(deps: Deps, { roster, link }: Peers, urlOfWorker: () => string): () => Promise<void> {
  const { clock, log, meter } = deps;
  const watched = new Map<string, Watched>();
  const over = new AbortController();
  let next: readonly string[] = [];
  let enteredAt = Number.NEGATIVE_INFINITY;
  let readAt = Number.NEGATIVE_INFINITY;

  void run();
  return async () => {
    over.abort();
    const left = new AbortController();
    const tooLate = clock.sleep(LEAVES_WITHIN_MS, left.signal).catch(() => {});
    await Promise.race([roster.leave(urlOfWorker()).catch(() => {}), tooLate]);
    left.abort();
  };

  async function run(): Promise<void> {
    for (;;) {
      const beganAt = clock.now();
      if (urlOfWorker() !== '') {
        // What is known of the others is good enough for a while; to look after them is not put off for it.
        void keepRoster(beganAt);
        await Promise.all(next.map(look));
      }
      if (over.signal.aborted) return;
      await clock.sleep(Math.max(1, LOOK_EVERY_MS - (clock.now() - beganAt)), over.signal).catch(() => {});
      if (over.signal.aborted) return;
    }
  }

  async function keepRoster(now: number): Promise<void> {
    try {
      if (now - enteredAt >= ENTER_EVERY_MS) {
        enteredAt = now;
        await roster.enter(urlOfWorker(), now);
      }
      if (now - readAt >= READ_ROSTER_EVERY_MS) {
        readAt = now;
        next = after(urlOfWorker(), await roster.all(now));
        for (const url of [...watched.keys()]) if (!next.includes(url)) watched.delete(url);
      }
    } catch (error) {
      enteredAt = Number.NEGATIVE_INFINITY;
      readAt = Number.NEGATIVE_INFINITY;
      log.warn('the roster of workers is out of reach', {
        error: error instanceof HoldSlayerError ? error.name : 'unknown',
      });
    }
  }

  async function look(url: string): Promise<void> {
    const one = watched.get(url) ?? { heard: null, misses: 0 };
    watched.set(url, one);
    const answer = await link.heardBy(url, one.heard?.version ?? null);
    if (answer !== null) {
      one.misses = 0;
      if (answer !== 'same') one.heard = answer;
      return;
    }
    one.misses += 1;
    if (one.misses !== MISSES || over.signal.aborted) return;
    next = next.filter((other) => other !== url);
    watched.delete(url);
    void rescue(url, one.heard?.calls ?? []);
  }

  async function rescue(workerUrl: string, calls: HeardCalls['calls']): Promise<void> {
    log.warn('a worker does not answer; its calls get new streams', { workerUrl, calls: calls.length });
    meter.count('WorkerSilent', 1, 'Count');
    const left = [...calls];
    const others = async () => {
      for (let call = left.shift(); call; call = left.shift()) await hearAgain(deps, call);
    };
    await Promise.all([roster.leave(workerUrl).catch(() => {}), ...Array.from({ length: AT_A_TIME }, others)]);
  }
}

/** Who comes behind a worker when all stand in a ring. */
function after(own: string, all: readonly string[]): readonly string[] {
  const behind = [...all.filter((url) => url > own), ...all.filter((url) => url < own)];
  return behind.slice(0, WATCHED);
}

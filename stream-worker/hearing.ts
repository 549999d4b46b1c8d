import type { EpochMs } from '#core/contracts/ids.ts';
import type { WorkerAnswer, WorkerCommand } from '#core/contracts/worker-command.ts';
import type { HeardCalls } from '#core/ports/peers.ts';
import { handOverAll } from './drain.ts';
import { createLagHistogram } from './lag-histogram.ts';
import type { StreamSocket } from './server/media-server.ts';
import { createRegistry } from './server/registry.ts';
import { createStreamSocket } from './server/stream-socket.ts';
import { openStreamSession, type StreamSession } from './session/stream-session.ts';
import { watchPeers } from './watch-peers.ts';
import type { WorkerConfig, WorkerDeps, WorkerStats } from './worker.ts';

const MOST_STREAMS = 1_000;
/** A stream that is refused must be asked for again, so a full worker, which is not given new ones, still takes some. */
const OVERFULL = 1.25;
/** A Fargate task has 120 s between SIGTERM and SIGKILL: of these all is handed over and stored, and the rest is for closing. */
export const DRAIN_MS = 116_000;
/**
 * From being told to leave until calls are handed over. ECS tells that a task goes a moment before the balancer takes it out, and until then new streams come to
 * the emptiest worker: to this one, which would refuse them. And ECS tells it more than once: a worker that was gone at once could not be told again.
 */
export const LEAVES_AFTER_MS = 20_000;
/** How long `finish` may wait for the last piece of audio. */
const LAST_PIECE_MS = 1_000;
const FIGURES_EVERY_MS = 60_000;

/** What a worker does, without the servers in front of it. */
export interface Hearing {
  /** A socket whose handshake was signed by Twilio. */
  accept(close: (code: number, reason: string) => void): StreamSocket;
  /** Null when a new stream is welcome, else why not. */
  full(): string | null;
  refused(): void;
  /** HTTP status of a health path; 404 when it is none. */
  health(path: string): number;
  obey(command: WorkerCommand): Promise<WorkerAnswer>;
  /** The calls whose company is heard here; `same` when that version is known. */
  heard(known: string | null): HeardCalls | 'same';
  /** Takes nothing new and hands its calls to other workers. Asked again, it is the same hand-over. */
  handOver(): Promise<void>;
  /** Ends all streams and stores what they have. */
  end(reason: string): Promise<void>;
  /** Live streams. */
  live(): number;
  stats(): WorkerStats;
}

/**
 * @param urlOfWorker what the call record holds as `workerUrl`
 * @param leave hands over and ends, as SIGTERM does. Called once, when the command to leave has come
 */
export function createHearing(
  deps: WorkerDeps,
  config: WorkerConfig,
  urlOfWorker: () => string,
  leave: () => void,
): Hearing {
  const { clock, log, meter } = deps;
  const mostStreams = config.maxStreams ?? MOST_STREAMS;
  const registry = createRegistry();
  const open = new Set<StreamSession>();
  const lag = createLagHistogram();
  const past = { missing: 0, repeated: 0, malformed: 0, sentMs: 0 };
  let frames = 0;
  let refusedStreams = 0;
  let draining = false;
  const bornAt = clock.now();
  let isLeaving = false;
  let handedOver: Promise<void> | null = null;

  const refused = () => {
    refusedStreams += 1;
  };
  const stopFigures = figures();
  const stopWatching = deps.peers ? watchPeers(deps, deps.peers, urlOfWorker) : async () => {};

  return {
    refused,
    full: () => (draining ? 'draining' : open.size >= mostStreams * OVERFULL ? 'full' : null),
    health: (path) => {
      if (path === '/health') return 200;
      if (path === '/ready') return draining || registry.size >= mostStreams ? 503 : 200;
      return 404;
    },
    accept: (close) =>
      createStreamSocket({
        deps,
        streamSecret: config.streamSecret,
        lag,
        refused,
        close,
        onFrame: () => {
          frames += 1;
        },
        open: (stream) => {
          const session = openStreamSession({
            deps,
            config,
            stream,
            workerUrl: urlOfWorker(),
            close,
            onEnd: () => {
              open.delete(session);
              registry.remove(session);
              addCounts(past, session.counts());
            },
          });
          open.add(session);
          registry.add(session);
          return session;
        },
      }),
    obey,
    heard: (known) => {
      const heard = registry.heard();
      return heard.version === known ? 'same' : heard;
    },
    handOver: () => {
      if (handedOver === null) {
        draining = true;
        log.info('worker drains', { streams: registry.size });
        handedOver = handOverAll(deps, registry, urlOfWorker(), DRAIN_MS);
      }
      return handedOver;
    },
    end: async (reason) => {
      draining = true;
      stopFigures();
      await Promise.all([stopWatching(), ...[...open].map((session) => session.end(reason))]);
    },
    live: () => registry.size,
    stats,
  };

  async function obey(command: WorkerCommand): Promise<WorkerAnswer> {
    if (command.kind === 'leave') return willLeave(command.decidedAt);
    const company = registry.company(command.callId);
    if (company?.epoch !== command.epoch) return { kind: 'not_here' };
    const streams = registry.of(command.callId);
    switch (command.kind) {
      case 'wait':
        company.ask(command.waiting);
        break;
      case 'privacy':
        for (const stream of streams) stream.privacy(command.until);
        break;
      case 'finish': {
        const stored = Promise.all(streams.map((stream) => stream.end('finished')));
        await Promise.race([stored, clock.sleep(LAST_PIECE_MS)]);
        break;
      }
    }
    return { kind: 'taken' };
  }

  function willLeave(decidedAt: EpochMs): WorkerAnswer {
    if (decidedAt < bornAt) return { kind: 'not_here' };
    if (!isLeaving) {
      isLeaving = true;
      log.info('worker will leave', { streams: registry.size, toldAfterMs: Math.round(clock.now() - decidedAt) });
      clock.after(LEAVES_AFTER_MS, leave);
    }
    return { kind: 'taken' };
  }

  function stats(): WorkerStats {
    const all = { ...past };
    for (const session of open) addCounts(all, session.counts());
    const { p50, p99, most } = lag.take();
    return {
      streams: registry.size,
      frames,
      missingFrames: all.missing,
      repeatedFrames: all.repeated,
      malformedFrames: all.malformed,
      sentToSpeechToTextMs: all.sentMs,
      refusedStreams,
      frameLagMs: { p50, p99, most },
      draining,
    };
  }

  function figures(): () => void {
    let cancel = () => {};
    const next = () => {
      cancel = clock.after(FIGURES_EVERY_MS, () => {
        const { streams, frameLagMs } = stats();
        meter.count('LiveStreams', streams, 'Count');
        meter.count('FrameLagP99', frameLagMs.p99, 'Milliseconds');
        next();
      });
    };
    next();
    return () => cancel();
  }
}

type Counts = ReturnType<StreamSession['counts']>;

function addCounts(sum: { -readonly [K in keyof Counts]: number }, of: Counts): void {
  for (const key of ['missing', 'repeated', 'malformed', 'sentMs'] as const) sum[key] += of[key];
}

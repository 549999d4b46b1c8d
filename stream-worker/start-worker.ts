import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WorkerAnswer, WorkerCommand } from '#core/contracts/worker-command.ts';
import { handOverAll } from './drain.ts';
import { createLagHistogram } from './lag-histogram.ts';
import { createCommandServer } from './server/command-server.ts';
import { createMediaServer } from './server/media-server.ts';
import { createRegistry } from './server/registry.ts';
import { createStreamSocket } from './server/stream-socket.ts';
import { openStreamSession, type StreamSession } from './session/stream-session.ts';
import type { Worker, WorkerConfig, WorkerDeps, WorkerStats } from './worker.ts';

const MOST_STREAMS = 1_000;
/** A stream that is refused must be asked for again, so a full worker, which is not given new ones, still takes some. */
const OVERFULL = 1.25;
const DRAIN_MS = 110_000;
/** How long `finish` may wait for the last piece of audio. */
const LAST_PIECE_MS = 1_000;
const FIGURES_EVERY_MS = 60_000;

/** Starts to listen on both ports. @throws {Error} when one cannot be opened (EADDRINUSE) */
export async function startWorker(deps: WorkerDeps, config: WorkerConfig): Promise<Worker> {
  const { clock, log, meter } = deps;
  const mostStreams = config.maxStreams ?? MOST_STREAMS;
  const registry = createRegistry();
  const open = new Set<StreamSession>();
  const lag = createLagHistogram();
  const past = { missing: 0, repeated: 0, malformed: 0, sentMs: 0 };
  let frames = 0;
  let refusedStreams = 0;
  let draining = false;
  let closing: Promise<void> | null = null;
  let workerUrl = '';

  const refused = () => {
    refusedStreams += 1;
  };
  const health = (path: string): number => {
    if (path === '/health') return 200;
    if (path === '/ready') return draining || registry.size >= mostStreams ? 503 : 200;
    return 404;
  };

  const commands = createCommandServer({ workerSecret: config.workerSecret, obey, health, log });
  const media = createMediaServer({
    log,
    publicStreamUrl: config.publicStreamUrl,
    twilioAuthToken: config.twilioAuthToken,
    full: () => (draining ? 'draining' : open.size >= mostStreams * OVERFULL ? 'full' : null),
    refused,
    health,
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
            workerUrl,
            close,
            onEnd: () => {
              open.delete(session);
              registry.remove(session);
              for (const key of ['missing', 'repeated', 'malformed', 'sentMs'] as const)
                past[key] += session.counts[key];
            },
          });
          open.add(session);
          registry.add(session);
          return session;
        },
      }),
  });

  const commandPort = await listen(commands, config.commandPort ?? 0, config.commandHost ?? '0.0.0.0');
  const port = await listen(media.server, config.port ?? 0, config.host ?? '0.0.0.0').catch(async (error) => {
    await stop(commands);
    throw error;
  });
  workerUrl = (config.url ?? `http://${config.address ?? '127.0.0.1'}:${commandPort}`).replace(/\/$/, '');
  const stopFigures = figures();
  log.info('worker listens', { port, commandPort });

  return { port, commandPort, url: workerUrl, drain, close: () => shut('the worker closes'), stats };

  async function obey(command: WorkerCommand): Promise<WorkerAnswer> {
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

  async function drain(): Promise<void> {
    if (draining) return shut('the worker ends');
    draining = true;
    log.info('worker drains', { streams: registry.size });
    await handOverAll(deps, registry, workerUrl, config.drainMs ?? DRAIN_MS);
    await shut('the worker ends');
  }

  function shut(reason: string): Promise<void> {
    draining = true;
    closing ??= (async () => {
      stopFigures();
      await Promise.all([...open].map((session) => session.end(reason)));
      const stopped = [stop(commands), stop(media.server)];
      media.cutAll();
      await Promise.all(stopped);
    })();
    return closing;
  }

  function stats(): WorkerStats {
    const all = { ...past };
    for (const { counts } of open)
      for (const key of ['missing', 'repeated', 'malformed', 'sentMs'] as const) all[key] += counts[key];
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

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

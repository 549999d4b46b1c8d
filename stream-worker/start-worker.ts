import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHearing } from './hearing.ts';
import { createCommandServer } from './server/command-server.ts';
import { createMediaServer } from './server/media-server.ts';
import type { Worker, WorkerConfig, WorkerDeps } from './worker.ts';

/** Starts to listen on both ports. @throws {Error} when one cannot be opened (EADDRINUSE) */
export async function startWorker(deps: WorkerDeps, config: WorkerConfig): Promise<Worker> {
  const { log } = deps;
  let closing: Promise<void> | null = null;
  let workerUrl = '';
  const leave = config.onLeave ?? (() => void drain());
  const hearing = createHearing(deps, config, () => workerUrl, leave);
  const { obey, heard, health, full, refused, accept } = hearing;
  const commands = createCommandServer({ workerSecret: config.workerSecret, obey, heard, health, log });
  const media = createMediaServer({
    log,
    publicStreamUrl: config.publicStreamUrl,
    twilioAuthToken: config.twilioAuthToken,
    full,
    refused,
    health,
    accept,
  });

  const commandPort = await listen(commands, config.commandPort ?? 0, config.commandHost ?? '0.0.0.0');
  const port = await listen(media.server, config.port ?? 0, config.host ?? '0.0.0.0').catch(async (error) => {
    await stop(commands);
    throw error;
  });
  workerUrl = (config.url ?? `http://${config.address ?? '127.0.0.1'}:${commandPort}`).replace(/\/$/, '');
  log.info('worker listens', { port, commandPort });

  const { live, stats } = hearing;
  return { port, commandPort, url: workerUrl, drain, close: () => shut('the worker closes'), live, stats };

  async function drain(): Promise<void> {
    await hearing.handOver();
    await shut('the worker ends');
  }

  function shut(reason: string): Promise<void> {
    closing ??= (async () => {
      await hearing.end(reason);
      const stopped = [stop(commands), stop(media.server)];
      media.cutAll();
      await Promise.all(stopped);
    })();
    return closing;
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

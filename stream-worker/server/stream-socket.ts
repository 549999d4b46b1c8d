import { verifyPass } from '#adapters/twilio/stream-pass.ts';
import { loggable } from '#core/policy/loggable.ts';
import type { LagHistogram } from '#stream-worker/lag-histogram.ts';
import { createLagMeter } from '#stream-worker/lag-histogram.ts';
import type { StreamOf, StreamSession } from '#stream-worker/session/stream-session.ts';
import type { WorkerDeps } from '#stream-worker/worker.ts';
import type { StreamSocket } from './media-server.ts';
import { readStreamMessage, type StreamStart } from './stream-message.ts';

/** Twilio sends `start` right after the handshake. */
const START_WITHIN_MS = 5_000;
const POLICY_VIOLATION = 1008;
/** Of one socket; a fault that every message has would fill the log. */
const MOST_FAULTS_LOGGED = 3;

export interface StreamSocketOptions {
  readonly deps: Pick<WorkerDeps, 'clock' | 'log'>;
  readonly streamSecret: string;
  readonly lag: LagHistogram;
  readonly onFrame: () => void;
  readonly refused: (why: string) => void;
  readonly open: (stream: StreamOf) => StreamSession;
  readonly close: (code: number, reason: string) => void;
}

/** Reads the messages of one socket: nothing counts before a `start` that brings a pass of ours, and nothing that is sent breaks anything. */
export function createStreamSocket(options: StreamSocketOptions): StreamSocket {
  const { clock, log } = options.deps;
  const lagOf = createLagMeter();
  let session: StreamSession | null = null;
  let over = false;
  let faults = 0;
  const cancelStart = clock.after(START_WITHIN_MS, () => refuse('no start'));

  function refuse(why: string): void {
    if (over || session) return;
    over = true;
    cancelStart();
    options.refused(why);
    log.warn('a stream was refused', { why });
    options.close(POLICY_VIOLATION, why);
  }

  function begin({ customParameters }: StreamStart): void {
    if (session) {
      session.malformed();
      return;
    }
    if (!verifyPass(options.streamSecret, customParameters)) {
      refuse('pass');
      return;
    }
    cancelStart();
    const { callId, epoch, track } = customParameters;
    session = options.open({ callId, epoch, track });
  }

  function take(text: string): void {
    const message = readStreamMessage(text);
    switch (message.event) {
      case 'media':
        media(message.timestampMs, message.audio);
        return;
      case 'start':
        begin(message.start);
        return;
      case 'stop':
        over = true;
        void session?.end('stop');
        return;
      case 'malformed':
        if (session) session.malformed();
        else if (message.why.startsWith('start')) refuse(message.why);
        return;
      default:
        return;
    }
  }

  function media(timestampMs: number, audio: Uint8Array): void {
    if (!session) return;
    options.onFrame();
    session.media(timestampMs, audio);
    options.lag.add(lagOf(clock.now(), timestampMs));
  }

  function failed(error: unknown): void {
    faults += 1;
    session?.malformed();
    if (faults > MOST_FAULTS_LOGGED) return;
    log.error('a message could not be dealt with', loggable(error));
  }

  return {
    media(timestampMs, audio) {
      if (over) return;
      try {
        media(timestampMs, audio);
      } catch (error) {
        failed(error);
      }
    },
    message(text) {
      if (over) return;
      try {
        take(text);
      } catch (error) {
        failed(error);
      }
    },
    closed() {
      over = true;
      cancelStart();
      void session?.broke();
    },
  };
}

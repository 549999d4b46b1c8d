import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '#core/ports/clock.ts';
import type { DeepgramFaults } from './faults.ts';
import { type Identity, metadata } from './messages.ts';
import type { ListenOptions } from './options.ts';
import type { SpokenIndex } from './spoken-index.ts';
import { transcriber } from './transcriber.ts';
import { type UnderstoodWord, wordErrors } from './word-errors.ts';
import { type FoundWord, wordFinder } from './word-finder.ts';

export interface ConnectionOptions {
  readonly options: ListenOptions;
  readonly identity: Identity;
  readonly spoken: SpokenIndex;
  readonly clock: Clock;
  readonly latencyMs: number;
  readonly errorRate: number;
  readonly seed: number;
  /** How a word is understood; by default with errors by the rate and the seed. */
  readonly understand?: (word: FoundWord) => readonly UnderstoodWord[];
  readonly faults: () => DeepgramFaults;
}

/** Neither audio nor KeepAlive for so long closes the connection with NET-0001 (developers.deepgram.com/docs/audio-keep-alive). */
const PATIENCE_MS = 10_000;
const INTERNAL_ERROR = 1011;
const POLICY_VIOLATION = 1008;

const control = z.object({ type: z.enum(['KeepAlive', 'Finalize', 'CloseStream']) });

/** The way back to who listens. */
export interface Listening {
  readonly isOpen: boolean;
  send(text: string): void;
  close(code: number, reason?: string): void;
}

/** One live transcription, from the handshake to its close. */
export function connection(listening: Listening, options: ConnectionOptions) {
  const { clock, latencyMs, identity, faults } = options;
  const audio = createHash('sha256');
  const createdMs = clock.now();
  let heardMs = createdMs;
  const cancelPatience = watchPatience();

  const later = (act: () => void) => void clock.after(latencyMs, () => listening.isOpen && act());
  const listener = transcriber({
    options: options.options,
    identity,
    finder: wordFinder(options.spoken),
    understand: options.understand ?? wordErrors(options.errorRate, options.seed),
    send: (message) => {
      if (!faults().silent) later(() => listening.send(JSON.stringify(message)));
    },
  });

  return {
    message: (bytes: Uint8Array, isBinary: boolean) => {
      if (!listening.isOpen) return;
      heardMs = clock.now();
      if (!isBinary) onControl(bytes);
      else if (bytes.length === 0) closeStream();
      else onAudio(bytes);
    },
    closed: () => cancelPatience(),
  };

  function onAudio(bytes: Uint8Array) {
    audio.update(bytes);
    listener.hear(bytes);
    const { closeAfterAudioMs } = faults();
    if (closeAfterAudioMs !== undefined && listener.audioMs >= closeAfterAudioMs)
      listening.close(INTERNAL_ERROR, 'NET-0000');
  }

  function onControl(bytes: Uint8Array) {
    const message = control.safeParse(parsed(bytes));
    if (!message.success)
      return listening.close(POLICY_VIOLATION, 'DATA-0000: a text message must be KeepAlive, Finalize or CloseStream');
    if (message.data.type === 'Finalize') listener.finalize();
    if (message.data.type === 'CloseStream') closeStream();
  }

  function closeStream() {
    listener.end();
    const durationMs = listener.audioMs;
    const sha256 = audio.copy().digest('hex');
    later(() => {
      if (!faults().silent) listening.send(JSON.stringify(metadata({ ...identity, sha256, createdMs, durationMs })));
      listening.close(1000);
    });
  }

  function watchPatience(): () => void {
    let cancel = () => {};
    const watch = (ms: number) => {
      cancel = clock.after(ms, () => {
        const leftMs = heardMs + PATIENCE_MS - clock.now();
        if (leftMs > 0) return watch(leftMs);
        const reason = 'NET-0001: neither audio nor KeepAlive came within the timeout window of 10 s';
        listening.close(INTERNAL_ERROR, reason);
      });
    };
    watch(PATIENCE_MS);
    return () => cancel();
  }
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}

import type { openConnection } from '#adapters/deepgram/connection.ts';
import { openSession } from '#adapters/deepgram/session.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { SpeechToText } from '#core/ports/speech-to-text.ts';
import { type ConnectionOptions, connection } from '#local/deepgram/connection.ts';
import type { DeepgramFaults } from '#local/deepgram/faults.ts';
import { listenOptions } from '#local/deepgram/options.ts';
import { createSpokenIndex, type SpokenIndex } from '#local/deepgram/spoken-index.ts';
import { wordErrors } from '#local/deepgram/word-errors.ts';
import { seedOf } from '#local/phone/sound/seeded.ts';

export interface SpeechService {
  readonly spoken: SpokenIndex;
  /** Speech-to-text for one process. @param own its clock */
  portFor(own: Clock): SpeechToText;
  /** Whoever opens a session while this runs hears that line: the same words are misunderstood in the same way, whoever hears them and how often. */
  during(line: string, act: () => void): void;
  /** What goes wrong from now on, also on connections that are open. */
  fail(faults: DeepgramFaults): void;
}

/** Frames of some hundred lines in the seconds that pass between their sound and their words. */
const MOST_FRAMES = 400_000;
const LATENCY_MS = 250;
const CONNECTS_MS = 60;
const ERROR_RATE = 0.02;
const NOT_ACCEPTED = 'closed (1006)';

/** The stand-in for Deepgram, without its server: the product's own sessions on connections inside this process. */
export function openSpeechService(seed: number): SpeechService {
  const spoken = createSpokenIndex(MOST_FRAMES);
  let faults: DeepgramFaults = {};
  let made = 0;
  let lineNow = 'nobody knows which';

  /** A word that is lost for one worker is lost for the next, as it is without faults. */
  const understandOn =
    (line: string): NonNullable<ConnectionOptions['understand']> =>
    (word) =>
      wordErrors(ERROR_RATE, seedOf(seed, 'speech', line, word.text, word.seq))(word);

  const connect =
    (own: Clock, line: string): typeof openConnection =>
    (_, listener) => {
      const number = made++;
      const state = { isOpen: false, isOver: false };
      const end = (reason: string) => {
        if (state.isOver) return;
        state.isOver = true;
        state.isOpen = false;
        service.closed();
        listener.ended(reason);
      };
      const service = connection(
        {
          get isOpen() {
            return state.isOpen;
          },
          send: (text) => {
            if (!state.isOver) listener.message(JSON.parse(text));
          },
          close: (code) => end(`closed (${code})`),
        },
        {
          options: listenOptions.parse({
            encoding: 'mulaw',
            sample_rate: 8000,
            interim_results: 'true',
            endpointing: 300,
          }),
          identity: { requestId: `request-${number}`, modelUuid: 'model' },
          spoken,
          clock: own,
          latencyMs: LATENCY_MS,
          errorRate: ERROR_RATE,
          seed,
          understand: understandOn(line),
          faults: () => faults,
        },
      );
      own.after(CONNECTS_MS, () => {
        if (state.isOver) return;
        if (faults.refuseWith) return end(NOT_ACCEPTED);
        state.isOpen = true;
        listener.opened();
      });
      const control = (type: string) => service.message(Buffer.from(JSON.stringify({ type })), false);
      return {
        send: (audio) => service.message(audio, true),
        keepAlive: () => control('KeepAlive'),
        finalize: () => control('Finalize'),
        finish: () => control('CloseStream'),
        abort: () => {
          state.isOver = true;
          state.isOpen = false;
          service.closed();
        },
      };
    };

  return {
    spoken,
    portFor: (own) => ({
      open: ({ language, listener }) =>
        openSession({ apiKey: 'none', model: 'none', language, clock: own, listener, connect: connect(own, lineNow) }),
    }),
    during: (line, act) => {
      const before = lineNow;
      lineNow = line;
      act();
      lineNow = before;
    },
    fail: (next) => {
      faults = next;
    },
  };
}

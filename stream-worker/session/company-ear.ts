import { type Effect, type Heard, step } from '#core/call/listener.ts';
import { listenerAt } from '#core/call/listener-state.ts';
import type { TaskToken } from '#core/contracts/ids.ts';
import type { Waiting } from '#core/contracts/waiting.ts';
import type { Ears, HeardWords } from '#core/ears/ears.ts';
import { FRAME_MS, type MediaMs, mediaMs } from '#core/media/media-clock.ts';

/** What hears one track: frames and words in; each call does its work at once. */
export interface Ear {
  /** @returns since when there may be speech, 0 where that is not known; null: this frame is none */
  hear(frame: Uint8Array, atMs: MediaMs): MediaMs | null;
  read(words: HeardWords): void;
  /** What the worker before wrote down of the words, from a moment on. */
  recall(fromMs: MediaMs, pieces: readonly HeardWords[]): void;
  wordsLost(): void;
  wordsRestored(): void;
  ask(waiting: Waiting): void;
  gone(token: TaskToken): void;
  /** The token that is waited for. */
  asked(): TaskToken | null;
}

/** The listener is told the time after so many frames: 100 ms. */
const FRAMES_A_TICK = 5;

/** Ears and listener of what the company says. */
export function createCompanyEar(options: {
  readonly ears: Ears;
  readonly bornMs: MediaMs;
  readonly onAnswer: (answer: Extract<Effect, { kind: 'answer' }>) => void;
  readonly onHappening: (happening: Extract<Effect, { kind: 'happening' }>) => void;
  /** The ears failed at a frame; the call goes on by its words. */
  readonly onFault: (error: unknown) => void;
}): Ear {
  const { ears, onAnswer, onHappening, onFault } = options;
  let state = listenerAt(options.bornMs);
  let frames = 0;

  function take(heard: Heard): void {
    const [next, effects] = step(state, heard);
    state = next;
    for (const effect of effects) {
      if (effect.kind === 'answer') onAnswer(effect);
      else if (effect.kind === 'happening') onHappening(effect);
      else if (effect.kind === 'said') ears.said(effect.sentences);
      else ears.expect(effect.what, effect.usualHoldSeconds);
    }
  }

  /** @returns false when the ears could not tell */
  function hearWithEars(frame: Uint8Array, atMs: MediaMs): boolean {
    try {
      for (const event of ears.hear(frame, atMs)) take({ kind: 'ear', event });
      return true;
    } catch (error) {
      onFault(error);
      return false;
    }
  }

  return {
    hear(frame, atMs) {
      const known = hearWithEars(frame, atMs);
      frames += 1;
      if (frames % FRAMES_A_TICK === 0) {
        take({ kind: 'time', nowMs: mediaMs(atMs + FRAME_MS), levelDb: ears.now.levelDb });
      }
      if (!known) return mediaMs(0);
      return ears.now.mayBeSpeech ? (ears.now.voiceSinceMs ?? mediaMs(0)) : null;
    },
    read(words) {
      take({ kind: 'words', words });
      for (const event of ears.read(words)) take({ kind: 'ear', event });
    },
    recall: (fromMs, pieces) => take({ kind: 'recalled', fromMs, pieces }),
    wordsLost: () => take({ kind: 'words-lost' }),
    wordsRestored: () => take({ kind: 'words-restored' }),
    ask: (waiting) => take({ kind: 'asked', waiting }),
    gone: (token) => take({ kind: 'gone', token }),
    asked: () => state.waiting?.token ?? null,
  };
}

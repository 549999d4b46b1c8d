import { FRAME_MS } from '#core/media/media-clock.ts';
import type { Source } from './source.ts';

/** What a document plays to its leg's party in one 20 ms frame. */
export interface Played {
  readonly audio: Uint8Array | null;
  readonly digits?: string | undefined;
  readonly said?: string | undefined;
  readonly bridged?: boolean;
}

/**
 * Something that takes call time: it yields once for every 20 ms. When the leg ends or gets another document, it is ended by `return()`
 * in mid-air, and cleans up in `finally`.
 */
export type Sounding<Result = void> = Generator<Played, Result, void>;

/** What comes after a verb: the next verb, another document, the end of the call, or an application error (the fallback, or the end). */
export type Next =
  | { readonly kind: 'on' }
  | { readonly kind: 'document'; readonly source: Source }
  | { readonly kind: 'hangup' }
  | { readonly kind: 'failed' };

export const ON: Next = { kind: 'on' };

export const QUIET: Played = { audio: null };

export function* quietFor(ms: number): Sounding {
  for (let frames = Math.round(ms / FRAME_MS); frames > 0; frames--) yield QUIET;
}

/** Waits, in silence, for something outside the call. At least one frame passes. */
export function* awaited<T>(promise: Promise<T>): Sounding<T> {
  const settled: { result?: { value: T } | { reason: unknown } } = {};
  promise.then(
    (value) => {
      settled.result = { value };
    },
    (reason: unknown) => {
      settled.result = { reason };
    },
  );
  do yield QUIET;
  while (!settled.result);
  if ('reason' in settled.result) throw settled.result.reason;
  return settled.result.value;
}

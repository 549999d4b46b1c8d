import type { HeardWords } from '#core/ears/ears.ts';
import type { MediaMs } from '#core/media/media-clock.ts';

export interface SpeechToTextListener {
  /** Words, placed in media time. Interim ones are replaced by later ones from the same `fromMs`. */
  words(heard: HeardWords): void;
  /** Words are missing from now on; the adapter keeps trying by itself. */
  lost(reason: string): void;
  restored(): void;
}

/** Speech-to-text of one track. Only what may be speech is sent; the adapter keeps the connection over the gaps. */
export interface SpeechToTextSession {
  /** 20 ms of mu-law that begin at `atMs`. Gaps between frames are allowed. Never throws, never blocks. */
  send(frame: Uint8Array, atMs: MediaMs): void;
  /** A stretch of speech is over: what is pending should come as final now. */
  flush(): void;
  close(): Promise<void>;
}

export interface SpeechToText {
  open(options: { readonly language: string; readonly listener: SpeechToTextListener }): SpeechToTextSession;
}

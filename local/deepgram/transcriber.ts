import { FRAME_BYTES, FRAME_MS } from '#core/media/media-clock.ts';
import { MU_LAW_TO_LINEAR } from '#core/media/mu-law.ts';
import { type Identity, results, speechStarted, utteranceEnd } from './messages.ts';
import type { ListenOptions } from './options.ts';
import type { UnderstoodWord } from './word-errors.ts';
import type { FoundWord, WordFinder } from './word-finder.ts';

export interface TranscriberOptions {
  readonly options: ListenOptions;
  readonly identity: Identity;
  readonly finder: WordFinder;
  readonly understand: (word: FoundWord) => readonly UnderstoodWord[];
  readonly send: (message: object) => void;
}

/** Makes messages of one connection's audio. Everything goes by audio time: ms of audio received. */
export interface Transcriber {
  hear(bytes: Uint8Array): void;
  /** Answers `Finalize`: what is not yet final becomes final. */
  finalize(): void;
  /** The same at the end of the stream. */
  end(): void;
  readonly audioMs: number;
}

/** Interim results come about once a second (developers.deepgram.com/docs/using-interim-results). */
const INTERIM_EVERY_MS = 1000;
/** A stretch becomes final after so long, pause or not. */
const LONGEST_STRETCH_MS = 5000;
/** The end of an empty stretch that may belong to a word which is still being said. */
const UNSURE_MS = 1500;
/** RMS of 16-bit samples that counts as sound: -45 dB relative to full scale. */
const SOUND_RMS = 184;

export function transcriber({ options, identity, finder, understand, send }: TranscriberOptions): Transcriber {
  let rest: Uint8Array = new Uint8Array(0);
  let audioMs = 0;
  let stretchMs = 0;
  let interimMs = 0;
  let quietMs = 0;
  let words: UnderstoodWord[] = [];
  let openUtteranceEndMs: number | null = null;

  return {
    get audioMs() {
      return audioMs;
    },
    hear: (bytes) => {
      const all = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
      let at = 0;
      for (; at + FRAME_BYTES <= all.length; at += FRAME_BYTES) hearFrame(all.subarray(at, at + FRAME_BYTES));
      rest = all.slice(at);
    },
    finalize: () => {
      take(finder.flush());
      if (audioMs > stretchMs) conclude({ speechFinal: true, fromFinalize: true });
    },
    end: () => {
      take(finder.flush());
      if (audioMs > stretchMs) conclude({ speechFinal: true });
    },
  };

  function hearFrame(frame: Uint8Array) {
    const sounds = rms(frame) > SOUND_RMS;
    if (sounds && quietMs > 0 && options.vad_events) send(speechStarted(audioMs));
    quietMs = sounds ? 0 : quietMs + FRAME_MS;
    const found = finder.hear(frame, audioMs);
    audioMs += FRAME_MS;
    take(found);

    const paused = options.endpointing !== null && quietMs >= Math.max(FRAME_MS, options.endpointing);
    if (words.length > 0 && paused) conclude({ speechFinal: true });
    else if (audioMs - stretchMs >= LONGEST_STRETCH_MS) conclude({ toMs: words.at(-1)?.toMs ?? audioMs - UNSURE_MS });
    else if (options.interim_results && words.length > 0 && audioMs - interimMs >= INTERIM_EVERY_MS) interim();
    endUtterance();
  }

  function take(found: readonly FoundWord[]) {
    for (const word of found) {
      if (words.length === 0) interimMs = Math.max(interimMs, stretchMs);
      words.push(...understand(word));
      openUtteranceEndMs = word.toMs;
    }
  }

  function interim() {
    interimMs = audioMs;
    say({ fromMs: stretchMs, toMs: audioMs, isFinal: false, speechFinal: false, fromFinalize: false });
  }

  function conclude({ toMs = audioMs, speechFinal = false, fromFinalize = false }) {
    say({ fromMs: stretchMs, toMs, isFinal: true, speechFinal, fromFinalize });
    words = [];
    stretchMs = toMs;
    interimMs = audioMs;
  }

  function say(stretch: Omit<Parameters<typeof results>[0], 'words'>) {
    send(results({ ...stretch, words }, options, identity));
  }

  function endUtterance() {
    const gapMs = options.utterance_end_ms;
    if (gapMs === undefined || openUtteranceEndMs === null || audioMs - openUtteranceEndMs < gapMs) return;
    if (words.length > 0) conclude({ toMs: openUtteranceEndMs });
    send(utteranceEnd(openUtteranceEndMs));
    openUtteranceEndMs = null;
  }
}

function rms(frame: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < frame.length; i++) sum += (MU_LAW_TO_LINEAR[frame[i] ?? 0] ?? 0) ** 2;
  return Math.sqrt(sum / frame.length);
}

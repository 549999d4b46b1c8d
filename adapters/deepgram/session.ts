import { FRAME_MS } from '#core/media/media-clock.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { SpeechToTextListener, SpeechToTextSession } from '#core/ports/speech-to-text.ts';
import { type Connection, type ConnectionOptions, openConnection } from './connection.ts';
import { readResults } from './results.ts';
import { createStretches, type Stretches } from './stretches.ts';
import { createUnanswered, type KeptFrame } from './unanswered.ts';

const FIRST_BACKOFF_MS = 250;
const LONGEST_BACKOFF_MS = 30_000;
/** One broken connection is mended without a word lost; a second failure in a row is worth telling. */
const FAILURES_UNTIL_LOST = 2;
const OPEN_WITHIN_MS = 10_000;
/** Deepgram wants a sign of life every 3 to 5 s. */
const KEEP_ALIVE_MS = 4_000;
const GIVEN_BACK_AFTER_MS = 60_000;
/** Interim results come every second: so long, and this much audio, without any means that nothing listens. */
const MUTE_AFTER_MS = 8_000;
const MUTE_AFTER_AUDIO_MS = 4_000;
const LAST_WORDS_MS = 2_000;

interface Live {
  readonly connection: Connection;
  readonly stretches: Stretches;
  open: boolean;
  /** Audio sent since the last message, and when the first of it was. */
  unheardMs: number;
  unheardSince: number;
  /** Audio sent since the last `Finalize`. */
  unflushed: boolean;
}

/** One track of one call: connections come and go under it. */
export function openSession(
  options: ConnectionOptions & {
    readonly clock: Clock;
    readonly listener: SpeechToTextListener;
    /** Default: over the vendor's SDK. */
    readonly connect?: typeof openConnection;
  },
): SpeechToTextSession {
  const { clock, listener, connect: openOne = openConnection } = options;
  const unanswered = createUnanswered();
  let live: Live | null = null;
  let failures = 0;
  let lost = false;
  /** The connection opened but told nothing: only a message proves the next one. */
  let mute = false;
  let closed = false;
  let whenEnded: (() => void) | null = null;
  let lastAudioAt = clock.now();
  let cancelRetry: (() => void) | null = null;
  let cancelTick = (): void => {};

  function connect(): void {
    cancelRetry?.();
    cancelRetry = null;
    const mine: Live = {
      stretches: createStretches(),
      open: false,
      unheardMs: 0,
      unheardSince: clock.now(),
      unflushed: false,
      connection: openOne(options, {
        opened: () => opened(mine),
        message: (message) => heard(mine, message),
        ended: (reason) => ended(mine, reason),
      }),
    };
    live = mine;
    cancelTick = clock.after(OPEN_WITHIN_MS, () => {
      if (!mine.open) fail(mine, 'the connection did not open in time');
    });
  }

  function opened(mine: Live): void {
    mine.open = true;
    cancelTick();
    tick(mine);
    for (const frame of unanswered.frames) deliver(mine, frame);
    if (clock.now() - lastAudioAt > FRAME_MS * 5 || closed) finalize(mine);
    if (closed) mine.connection.finish();
    if (!mute) proven();
  }

  /** Keeps a connection over the gaps between stretches of speech, and gives it back after long ones. */
  function tick(mine: Live): void {
    cancelTick = clock.after(KEEP_ALIVE_MS, () => {
      if (live !== mine) return;
      const idleMs = clock.now() - lastAudioAt;
      if (idleMs >= GIVEN_BACK_AFTER_MS) {
        mine.connection.finish();
        mine.connection.abort();
        live = null;
        unanswered.clear();
        return;
      }
      if (idleMs >= KEEP_ALIVE_MS) mine.connection.keepAlive();
      tick(mine);
    });
  }

  function deliver(mine: Live, { audio, atMs }: KeptFrame): void {
    mine.connection.send(audio);
    mine.stretches.sent(atMs);
    if (mine.unheardMs === 0) mine.unheardSince = clock.now();
    mine.unheardMs += FRAME_MS;
    mine.unflushed = true;
    if (mine.unheardMs < MUTE_AFTER_AUDIO_MS || clock.now() - mine.unheardSince < MUTE_AFTER_MS) return;
    mute = true;
    fail(mine, 'speech was sent and nothing came back');
  }

  function heard(mine: Live, message: unknown): void {
    mine.unheardMs = 0;
    mute = false;
    proven();
    const results = readResults(message, mine.stretches);
    if (!results) return;
    const { endOffsetMs, ...words } = results;
    if (words.final) {
      unanswered.answered(words.toMs);
      listener.words(words);
      mine.stretches.forget(endOffsetMs);
    } else if (words.words.length > 0) listener.words(words);
  }

  function proven(): void {
    failures = 0;
    if (!lost) return;
    lost = false;
    listener.restored();
  }

  function finalize(mine: Live): void {
    if (!mine.unflushed) return;
    mine.unflushed = false;
    mine.connection.finalize();
  }

  function fail(mine: Live, reason: string): void {
    mine.connection.abort();
    ended(mine, reason);
  }

  function ended(mine: Live, reason: string): void {
    if (live !== mine) return;
    live = null;
    cancelTick();
    if (closed) {
      whenEnded?.();
      return;
    }
    failures += 1;
    if (!lost && (failures >= FAILURES_UNTIL_LOST || mute)) {
      lost = true;
      listener.lost(reason);
    }
    if (!lost && unanswered.frames.length === 0) return;
    const backoffMs = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (failures - 1));
    cancelRetry = clock.after(backoffMs, connect);
  }

  return {
    send(frame, atMs) {
      if (closed) return;
      lastAudioAt = clock.now();
      const kept = unanswered.add(frame, atMs);
      if (!kept && !lost && !live?.open) {
        lost = true;
        listener.lost('the connection takes too long');
      }
      const newest = unanswered.frames.at(-1);
      if (live?.open && newest) deliver(live, newest);
      else if (!live && !cancelRetry) connect();
    },
    flush() {
      if (live?.open) finalize(live);
    },
    async close() {
      if (closed) return;
      closed = true;
      cancelRetry?.();
      const mine = live;
      if (!mine) return;
      const allTold = new Promise<void>((resolve) => {
        whenEnded = resolve;
      });
      if (mine.open) mine.connection.finish();
      const late = new AbortController();
      await Promise.race([allTold, clock.sleep(LAST_WORDS_MS, late.signal).catch(() => {})]);
      late.abort();
      cancelTick();
      live = null;
      mine.connection.abort();
    },
  };
}

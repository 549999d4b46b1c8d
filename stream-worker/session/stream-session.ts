import { numberTag } from '#adapters/crypto/number-tag.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { Happening } from '#core/contracts/events.ts';
import type { EventId } from '#core/contracts/ids.ts';
import type { Waiting } from '#core/contracts/waiting.ts';
import type { StreamPass } from '#core/contracts/worker-command.ts';
import type { EarsOfACall } from '#core/ears/create-ears.ts';
import { LegEnded } from '#core/errors.ts';
import { type MediaMs, streamBase } from '#core/media/media-clock.ts';
import { loggable } from '#core/policy/loggable.ts';
import { hearAgain } from '#stream-worker/hear-again.ts';
import { createOrderedQueue } from '#stream-worker/ordered-queue.ts';
import type { WorkerConfig, WorkerDeps } from '#stream-worker/worker.ts';
import { attach } from './attach.ts';
import { createCompanyEar, type Ear } from './company-ear.ts';
import { keepAlive } from './keep-alive.ts';
import { createMediaInput } from './media-input.ts';
import { createPersonEar } from './person-ear.ts';
import type { Recall } from './recall-announcements.ts';
import { recallWords } from './recall-words.ts';
import { createRecorder } from './recorder.ts';
import { createSpeechGate } from './speech-gate.ts';
import { takeOver } from './take-over.ts';
import { createTeller } from './teller.ts';
import { observedWithoutNumbers, withoutNumbers } from './without-numbers.ts';

export type StreamOf = Pick<StreamPass, 'callId' | 'epoch' | 'track'>;

/** One media stream of one call, from its `start` to its end. */
export interface StreamSession extends StreamOf {
  media(timestampMs: number, audio: Uint8Array): void;
  malformed(): void;
  /** Its socket closed without a word. While the call goes on, another stream of the company is asked for: the callback that tells of it may be lost. */
  broke(): void;
  ask(waiting: Waiting): void;
  /** Neither recorded nor sent to speech-to-text before `until`; null: again from now on. A conversation's: any other question ends it. */
  privacy(until: number | null): void;
  /** Ends it: closes the socket, stores what is in hand. Resolves when that is stored, or could not be in time. Safe to repeat. */
  end(reason: string): Promise<void>;
  /** What of it counts in the worker's figures. */
  counts(): {
    readonly missing: number;
    readonly repeated: number;
    readonly malformed: number;
    readonly sentMs: number;
  };
}

export interface SessionOptions {
  readonly deps: WorkerDeps;
  readonly config: WorkerConfig;
  readonly stream: StreamOf;
  /** What the record shall hold. */
  readonly workerUrl: string;
  /** Closes the socket. */
  readonly close: (code: number, reason: string) => void;
  /** Called once, when the session is over. */
  readonly onEnd: (reason: string) => void;
}

/** Events that may wait while the store is down: about ten minutes of a talkative menu. */
const MOST_EVENTS = 500;
/** Two minutes of audio of one track. */
const MOST_PIECES = 24;
/** How long the last words, pieces and events may take when a stream is over. */
const LAST_WORDS_MS = 2_000;
const LAST_WRITES_MS = 10_000;
export const ENDS_WITHIN_MS = LAST_WORDS_MS + LAST_WRITES_MS;

/** Shorter than the pause after which a prompt is taken for whole. */
const LAST_WORDS_COME_MS = 800;

/** A fault that every frame has would fill the log. */
const MOST_FAULTS_LOGGED = 3;

/** The callback is usually quicker, and knows whether the leg has ended. */
const CALLBACK_MS = 250;

const NOTHING_KNOWN = { recalled: null, words: null };
const NORMAL_CLOSE = 1000;
const POLICY_VIOLATION = 1008;
const TRY_AGAIN_LATER = 1013;

export function openStreamSession(options: SessionOptions): StreamSession {
  const { deps, config, stream, workerUrl } = options;
  const { clock, log } = deps;
  const { callId, epoch, track } = stream;
  const startedAt = Math.round(clock.now());
  const about = { callId, epoch, track };
  const events = createOrderedQueue({ name: 'events', clock, log, most: MOST_EVENTS });
  const pieces = createOrderedQueue({ name: 'pieces', clock, log, most: MOST_PIECES });
  const teller = createTeller(deps, callId, workerUrl, () => void end('another worker hears the call'));

  let ear: Ear | null = null;
  let memory: { readonly recalled: Recall; readonly ears: EarsOfACall } | null = null;
  let asked: Waiting | null = null;
  let privateUntil = 0;
  let malformed = 0;
  let ending: Promise<void> | null = null;
  let stopKeeping = (): void => {};
  /** A field, not a variable: a variable's new fraction is a new object each frame. */
  const last = { mediaAt: clock.now() };
  let eventCount = 0;

  const happened = (what: Happening, mediaMs: MediaMs | null = null): void => {
    // Made here, so that an append of unknown outcome is repeated under the same name.
    const eventId = `${startedAt}-${epoch}-${track}-${String(eventCount++).padStart(6, '0')}` as EventId;
    const event = { eventId, at: Math.round(clock.now()), mediaMs, what: withoutNumbers(what) };
    events.add(() => deps.calls.append(callId, event));
  };

  const tagOf = numberTag(config.streamSecret, callId);

  const speechToText = deps.speechToText.open({
    language: config.language ?? 'en-US',
    listener: {
      words: (heard) => ear?.read(heard),
      lost: (reason) => {
        happened({ kind: 'speech_to_text.lost', reason });
        ear?.wordsLost();
      },
      restored: () => {
        happened({ kind: 'speech_to_text.restored' });
        ear?.wordsRestored();
      },
    },
  });
  const gate = createSpeechGate(speechToText);
  const recorder = createRecorder({
    callId,
    epoch,
    track: track === 'inbound' ? 'company' : 'user',
    recordings: deps.recordings,
    queue: pieces,
  });
  const input = createMediaInput((frame, atMs) => {
    const speechSinceMs = ear?.hear(frame, atMs) ?? null;
    if (clock.now() < privateUntil) return;
    gate.hear(frame, atMs, speechSinceMs);
    recorder.hear(frame, atMs);
  });

  void begin();

  async function begin(): Promise<void> {
    const attached = await attach(deps, stream, { workerUrl, startedAt, given: () => ending !== null });
    if (ending) return;
    if (attached === 'over') {
      await end('its epoch is over', POLICY_VIOLATION);
      return;
    }
    if (attached === 'unavailable') {
      await end('the store does not answer', TRY_AGAIN_LATER);
      return;
    }
    happened({ kind: 'stream.attached', epoch, track });
    log.info('stream attached', about);
    const { recalled, words, waiting } =
      track === 'inbound' ? await takeOver(deps, attached, startedAt) : { ...NOTHING_KNOWN, waiting: attached.waiting };
    if (ending) return;
    const baseMs = streamBase(startedAt, attached.streamStartedAt);
    ear = recalled ? companyEar(baseMs, recalled) : createPersonEar(({ what, mediaMs }) => happened(what, mediaMs));
    const question = latest(asked, waiting);
    if (attached.waiting?.state === 'Bridge') privateUntil = Math.max(privateUntil, attached.privateUntil ?? 0);
    if (words) {
      ear.recall(words.fromMs, words.pieces);
      void recallLastWords(attached);
    }
    if (question) ear.ask(question);
    stopKeeping = keepAlive(deps, stream, {
      workerUrl,
      ear,
      pending: teller.pending,
      lastMediaAt: () => last.mediaAt,
      end: (reason) => void end(reason),
    });
    input.begin(baseMs);
    if (track === 'inbound' && attached.state === 'bridged') hearThePersonAgain(attached);
  }

  /** A worker that hands the call over writes its last words when this one hears already. */
  async function recallLastWords(attached: CallRecord): Promise<void> {
    await clock.sleep(LAST_WORDS_COME_MS);
    const words = ending ? null : await recallWords(deps, attached, startedAt);
    if (words) ear?.recall(words.fromMs, words.pieces);
  }

  function companyEar(bornMs: MediaMs, recalled: Recall): Ear {
    const ears = deps.createEars(recalled.announcements ? { remembered: recalled.announcements } : {});
    memory = { recalled, ears };
    return createCompanyEar({
      ears,
      bornMs,
      onAnswer: ({ token, observation }) => teller.tell(token, observedWithoutNumbers(observation, tagOf)),
      onHappening: ({ what, mediaMs }) => happened(what, mediaMs),
      onFault: (error) => {
        malformed += 1;
        if (malformed <= MOST_FAULTS_LOGGED) {
          log.error('the ears failed', { ...about, ...loggable(error) });
        }
      },
    });
  }

  /** The company's stream was attached anew during a conversation, so the person's is anew as well. */
  function hearThePersonAgain({ companyCallSid }: CallRecord): void {
    if (!companyCallSid) return;
    events.add(async () => {
      try {
        await deps.telephony.attachStream(companyCallSid, { callId, epoch, track: 'outbound' });
      } catch (error) {
        if (!(error instanceof LegEnded)) throw error;
      }
    });
  }

  function end(reason: string, code = NORMAL_CLOSE): Promise<void> {
    ending ??= finish(reason, code).finally(() => options.onEnd(reason));
    return ending;
  }

  /** What fails in it keeps nothing else from being stored. */
  async function finish(reason: string, code: number): Promise<void> {
    stopKeeping();
    for (const last of [() => options.close(code, reason), input.end, gate.shut, recorder.cut]) inSpiteOfFaults(last);
    await Promise.race([speechToText.close().catch(() => {}), clock.sleep(LAST_WORDS_MS)]);
    const counts = countsNow();
    if (ear) {
      happened({
        kind: 'stream.quality',
        missingFrames: counts.missing,
        repeatedFrames: counts.repeated,
        malformedFrames: counts.malformed,
        sentToSpeechToTextMs: counts.sentMs,
        heardMs: gate.heardMs,
      });
    }
    inSpiteOfFaults(() => memory?.recalled.keep(memory.ears.remembered(), events));
    await Promise.all([events.idle(LAST_WRITES_MS), pieces.idle(LAST_WRITES_MS), teller.queue.idle(LAST_WRITES_MS)]);
    for (const queue of [events, pieces, teller.queue]) queue.stop();
    log.info('stream ended', {
      ...about,
      reason,
      ...counts,
      droppedEvents: events.dropped,
      droppedPieces: pieces.dropped,
    });
  }

  function inSpiteOfFaults(last: () => void): void {
    try {
      last();
    } catch (error) {
      log.error('the end of a stream failed in part', { ...about, ...loggable(error) });
    }
  }

  function countsNow() {
    const { missing, repeated, malformed: unplaced } = input.counts();
    return { missing, repeated, malformed: malformed + unplaced, sentMs: gate.sentMs };
  }

  return {
    ...stream,
    media(timestampMs, audio) {
      if (ending) return;
      last.mediaAt = clock.now();
      input.push(timestampMs, audio);
    },
    malformed() {
      malformed += 1;
    },
    broke() {
      if (!ending && track === 'inbound') void clock.sleep(CALLBACK_MS).then(() => hearAgain(deps, stream));
      void end('the socket closed');
    },
    ask(waiting) {
      asked = waiting;
      if (waiting.state !== 'Bridge') privateUntil = 0;
      ear?.ask(waiting);
    },
    privacy(until) {
      privateUntil = until ?? 0;
      gate.shut();
      recorder.cut();
    },
    end: (reason) => end(reason),
    counts: countsNow,
  };
}

/** A command may overtake the record that was read. */
function latest(first: Waiting | null, second: Waiting | null): Waiting | null {
  if (!first || !second) return first ?? second;
  return first.since >= second.since ? first : second;
}

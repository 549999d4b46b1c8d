import { DeepgramClient } from '@deepgram/sdk';
import { onTestFinished } from 'vitest';
import { FRAME_BYTES, FRAME_MS } from '#core/media/media-clock.ts';
import { type DeepgramOptions, startDeepgram } from '#local/deepgram/deepgram.ts';
import type { SpokenWord } from '#local/phone/party.ts';
import { seeded } from '#local/phone/sound/seeded.ts';
import { createManualClock } from '#tests/support/manual-clock.ts';

export interface SaidFrame {
  readonly audio: Uint8Array;
  readonly words: readonly SpokenWord[];
}

/** `'hello 300, 500, world 300'`: words and pauses with their ms, as the frames of a network would carry them. No two frames are alike. */
export function said(script: string, seed = 1): SaidFrame[] {
  const random = seeded(seed);
  return script.split(',').flatMap((part, partIndex, parts) => {
    const [text, ms] = /^\s*(?:(\D+)\s)?\s*(\d+)\s*$/.exec(part)?.slice(1) ?? [];
    const fromMs = parts.slice(0, partIndex).reduce((sum, earlier) => sum + Number(/\d+/.exec(earlier)?.[0]), 0);
    const toMs = fromMs + Number(ms);
    const frames = Number(ms) / FRAME_MS;
    return Array.from({ length: frames }, (_, n) => ({
      audio: Uint8Array.from({ length: FRAME_BYTES }, () => quietOrLoud(text !== undefined, random())),
      words: text && n === frames - 1 ? [{ text: text.trim(), fromMs, toMs }] : [],
    }));
  });
}

/** Mu-law noise: loud (about -12 dB) where a word is, soft (about -60 dB) where none is. */
function quietOrLoud(loud: boolean, draw: number): number {
  return (draw < 0.5 ? 0 : 0x80) + (loud ? 0x20 : 0x6c) + (Math.floor(draw * 1000) % 16);
}

export const audioOf = (frames: readonly SaidFrame[]): Buffer => Buffer.concat(frames.map(({ audio }) => audio));

interface Message {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** A stand-in for Deepgram, and a connection to it through the real SDK. */
export async function deepgramCall(options: Partial<DeepgramOptions> = {}, query: Record<string, unknown> = {}) {
  const clock = createManualClock();
  const server = await startDeepgram({ clock, latencyMs: 0, ...options });
  onTestFinished(() => server.close());
  const { endpoint } = server;
  const environment = { base: endpoint, production: endpoint, agent: endpoint, agentRest: endpoint };
  const socket = await new DeepgramClient({ apiKey: 'a-key', environment }).listen.v1.connect({
    Authorization: 'Token a-key',
    model: 'nova-3',
    encoding: 'mulaw',
    sample_rate: 8000,
    interim_results: 'true',
    endpointing: 300,
    reconnectAttempts: 0,
    ...query,
  });
  const messages: Message[] = [];
  const closed: { code: number; reason: string }[] = [];
  const errors: string[] = [];
  socket.on('message', (message) => messages.push({ ...message }));
  socket.on('close', (event) => closed.push({ code: event.code ?? 0, reason: String(event.reason ?? '') }));
  socket.on('error', (error) => errors.push(error.message));
  socket.connect();

  const until = async (done: () => boolean) => {
    while (!done()) await clock.advance(0);
  };
  const results = () => messages.filter(isResults);
  return {
    clock,
    server,
    socket,
    messages,
    closed,
    errors,
    until,
    results,
    open: () => until(() => socket.readyState === 1),
    /** The network says it, and all of it (or what `part` leaves) is sent on in chunks. */
    say: (frames: readonly SaidFrame[], part = frames, chunkBytes = FRAME_BYTES) => {
      for (const { audio, words } of frames) server.spoken.add(audio, words, 'leg');
      const audio = audioOf(part);
      for (let at = 0; at < audio.length; at += chunkBytes) socket.sendMedia(audio.subarray(at, at + chunkBytes));
    },
    /** Closes the stream and gives the final transcript of all that was heard. */
    transcript: async () => {
      socket.sendCloseStream({ type: 'CloseStream' });
      await until(() => messages.some(({ type }) => type === 'Metadata'));
      return results()
        .filter(({ is_final }) => is_final)
        .map((result) => result.channel.alternatives[0]?.transcript)
        .filter(Boolean)
        .join(' ');
    },
  };
}

export interface Results extends Message {
  readonly type: 'Results';
  readonly start: number;
  readonly duration: number;
  readonly is_final: boolean;
  readonly speech_final: boolean;
  readonly from_finalize: boolean;
  readonly channel: {
    readonly alternatives: readonly {
      readonly transcript: string;
      readonly words: readonly { readonly word: string }[];
    }[];
  };
}

function isResults(message: Message): message is Results {
  return message.type === 'Results';
}

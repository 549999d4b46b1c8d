import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { deepgramSpeechToText } from '#adapters/deepgram/speech-to-text.ts';
import type { HeardWords } from '#core/ears/ears.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import { createManualClock } from '#tests/support/manual-clock.ts';

/** One connection as the server saw it. */
export interface Seen {
  readonly socket: WebSocket;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  /** First byte of each 20 ms of audio. */
  readonly audio: number[];
  readonly controls: string[];
  closed: boolean;
}

/** A server that speaks Deepgram's protocol when the test says so, and a session of ours that talks to it. */
export async function scriptedDeepgram() {
  const clock = createManualClock();
  const connections: Seen[] = [];
  let status = 0;
  let server = await listen(0);
  const { port } = server.address() as AddressInfo;
  onTestFinished(() => stop());

  async function listen(at: number): Promise<WebSocketServer> {
    const made = new WebSocketServer({
      port: at,
      host: '127.0.0.1',
      verifyClient: (_info, answer) => (status === 0 ? answer(true) : answer(false, status)),
    });
    made.on('connection', (socket, request) => {
      const seen: Seen = {
        socket,
        query: new URL(request.url ?? '', 'ws://x').searchParams,
        authorization: request.headers.authorization,
        audio: [],
        controls: [],
        closed: false,
      };
      connections.push(seen);
      socket.on('message', (data: Buffer, isBinary) => {
        if (isBinary) seen.audio.push(data[0] ?? 0);
        else seen.controls.push(JSON.parse(data.toString()).type);
      });
      socket.on('close', () => {
        seen.closed = true;
      });
      socket.on('error', () => {});
    });
    await once(made, 'listening');
    return made;
  }

  async function stop(): Promise<void> {
    for (const client of server.clients) client.terminate();
    server.close();
    await once(server, 'close').catch(() => {});
  }

  const heard: HeardWords[] = [];
  const news: string[] = [];
  const session = deepgramSpeechToText({ apiKey: 'a-key', endpoint: `ws://127.0.0.1:${port}`, clock }).open({
    language: 'en-US',
    listener: {
      words: (words) => heard.push(words),
      lost: () => news.push('lost'),
      restored: () => news.push('restored'),
    },
  });
  onTestFinished(async () => {
    const closed = session.close();
    await clock.advance(3_000);
    await closed;
  });

  const until = async (done: () => boolean) => {
    for (let turns = 0; !done(); turns += 1) {
      if (turns > 3_000) throw new Error(`never came: ${done}`);
      await clock.advance(0);
    }
  };
  return {
    clock,
    session,
    connections,
    heard,
    news,
    until,
    /** Frames of media time `fromMs` on; each is marked by its number. */
    say: (fromMs: number, ms: number) => {
      for (let atMs = fromMs; atMs < fromMs + ms; atMs += 20) {
        session.send(new Uint8Array(160).fill((atMs / 20) % 256), mediaMs(atMs));
      }
    },
    text: () => heard.filter(({ final }) => final).map(({ words }) => words.map(({ text }) => text).join(' ')),
    refuse: (withStatus: number) => {
      status = withStatus;
    },
    down: stop,
    up: async () => {
      server = await listen(port);
    },
  };
}

/** `['hello', 0.1, 0.5]`: a word and its seconds in the connection's audio. */
export function results(
  [start, duration]: readonly [number, number],
  words: readonly (readonly [string, number, number])[],
  isFinal = true,
): string {
  return JSON.stringify({
    type: 'Results',
    channel_index: [0, 1],
    start,
    duration,
    is_final: isFinal,
    speech_final: isFinal,
    channel: {
      alternatives: [
        {
          transcript: words.map(([word]) => word).join(' '),
          confidence: 0.98,
          words: words.map(([word, from, to]) => ({
            word,
            start: from,
            end: to,
            confidence: 0.98,
            punctuated_word: word,
          })),
        },
      ],
    },
    metadata: { request_id: 'r', model_info: { name: 'm', version: '1', arch: 'nova-3' }, model_uuid: 'u' },
  });
}

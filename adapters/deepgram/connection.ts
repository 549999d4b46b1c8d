import { DeepgramClient } from '@deepgram/sdk';

export interface ConnectionOptions {
  readonly apiKey: string;
  /** ws(s)://host instead of Deepgram's own. */
  readonly endpoint?: string | undefined;
  readonly model: string;
  readonly language: string;
}

export interface ConnectionListener {
  opened(): void;
  message(message: unknown): void;
  /** Once, whatever the reason; not after `abort`. */
  ended(reason: string): void;
}

/** One connection of Deepgram's live transcription. All methods are safe at any time. */
export interface Connection {
  send(audio: Uint8Array): void;
  /** Without audio a connection is kept for 10 s only. */
  keepAlive(): void;
  /** What was heard so far is to be told as final now. */
  finalize(): void;
  /** The same for the last time; Deepgram closes when it has told all. */
  finish(): void;
  abort(): void;
}

type Socket = Awaited<ReturnType<DeepgramClient['listen']['v1']['connect']>>;

/** 300 ms of silence end a phrase: long enough for a breath, short enough for a person who waits. */
const ENDPOINTING_MS = 300;
const CONNECT_WITHIN_SECONDS = 10;

/**
 * The SDK's own reconnect loses what is sent meanwhile (225 of 300 frames in a test) and is off; sessions open a new connection instead and send
 * again what was not answered.
 */
export function openConnection(options: ConnectionOptions, listener: ConnectionListener): Connection {
  let socket: Socket | null = null;
  let over = false;

  void open();

  return {
    send: (audio) => attempt((live) => live.sendMedia(audio)),
    keepAlive: () => attempt((live) => live.sendKeepAlive({ type: 'KeepAlive' })),
    finalize: () => attempt((live) => live.sendFinalize({ type: 'Finalize' })),
    finish: () => attempt((live) => live.sendCloseStream({ type: 'CloseStream' })),
    abort() {
      over = true;
      socket?.close();
    },
  };

  async function open(): Promise<void> {
    try {
      const made = await connect(options);
      if (over) return;
      socket = made;
      made.on('open', () => {
        if (!over) listener.opened();
      });
      made.on('message', (message) => {
        if (!over) listener.message(message);
      });
      made.on('error', (error) => end(error.message || 'the connection failed'));
      made.on('close', ({ code, reason }) => end(`closed (${code})${reason ? `: ${reason}` : ''}`));
      made.connect();
    } catch (error) {
      end(error instanceof Error ? error.name : 'the connection could not be made');
    }
  }

  function end(reason: string): void {
    if (over) return;
    over = true;
    socket?.close();
    listener.ended(reason);
  }

  /** The SDK throws when its socket has just closed; its end is told by the event. */
  function attempt(act: (live: Socket) => void): void {
    if (!socket || over) return;
    try {
      act(socket);
    } catch {
      end('the connection closed');
    }
  }
}

function connect({ apiKey, endpoint, model, language }: ConnectionOptions): Promise<Socket> {
  const at = endpoint?.replace(/\/$/, '');
  const environment = at ? { base: at, production: at, agent: at, agentRest: at } : undefined;
  const client = new DeepgramClient({ apiKey, ...(environment ? { environment } : {}) });
  return client.listen.v1.connect({
    Authorization: `Token ${apiKey}`,
    model,
    language,
    encoding: 'mulaw',
    sample_rate: 8000,
    channels: 1,
    interim_results: 'true',
    punctuate: 'true',
    endpointing: ENDPOINTING_MS,
    // Calls are not for training anybody's models.
    mip_opt_out: 'true',
    reconnectAttempts: 0,
    shouldReconnect: () => false,
    connectionTimeoutInSeconds: CONNECT_WITHIN_SECONDS,
  });
}

import type { Track } from './order.ts';

/** Identifies a stream in its messages. */
export interface StreamIds {
  readonly accountSid: string;
  readonly callSid: string;
  readonly streamSid: string;
}

/**
 * Writes the messages of one stream as Twilio does: text frames, every number a string
 * (https://www.twilio.com/docs/voice/media-streams/websocket-messages).
 */
export class StreamWriter {
  readonly #ids: StreamIds;
  readonly #chunks: Record<Track, number> = { inbound: 0, outbound: 0 };
  #sequence = 0;

  constructor(ids: StreamIds) {
    this.#ids = ids;
  }

  connected(): string {
    return JSON.stringify({ event: 'connected', protocol: 'Call', version: '1.0.0' });
  }

  start(tracks: readonly Track[], customParameters: Readonly<Record<string, string>>): string {
    const { accountSid, callSid, streamSid } = this.#ids;
    const mediaFormat = { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 };
    return this.#numbered('start', {
      start: { accountSid, streamSid, callSid, tracks, mediaFormat, customParameters },
    });
  }

  /** @param timestampMs since the stream started */
  media(track: Track, timestampMs: number, audio: Uint8Array): string {
    this.#chunks[track] += 1;
    this.#sequence += 1;
    const payload = Buffer.from(audio.buffer, audio.byteOffset, audio.byteLength).toString('base64');
    // As JSON.stringify would write it: 50 of them go a second and stream, and nothing in them needs an escape.
    return `{"event":"media","sequenceNumber":"${this.#sequence}","media":{"track":"${track}","chunk":"${this.#chunks[track]}","timestamp":"${timestampMs}","payload":"${payload}"},"streamSid":"${this.#ids.streamSid}"}`;
  }

  mark(name: string): string {
    return this.#numbered('mark', { mark: { name } });
  }

  dtmf(digit: string): string {
    return this.#numbered('dtmf', { dtmf: { track: 'inbound_track', digit } });
  }

  stop(): string {
    const { accountSid, callSid } = this.#ids;
    return this.#numbered('stop', { stop: { accountSid, callSid } });
  }

  #numbered(event: string, body: Record<string, unknown>): string {
    this.#sequence += 1;
    return JSON.stringify({
      event,
      sequenceNumber: String(this.#sequence),
      ...body,
      streamSid: this.#ids.streamSid,
    });
  }
}

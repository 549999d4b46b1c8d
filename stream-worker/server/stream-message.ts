import { z } from 'zod';
import { StreamPass } from '#core/contracts/worker-command.ts';

/** https://www.twilio.com/docs/voice/media-streams/websocket-messages; every number is a string. */
const Start = z.object({
  start: z.object({
    streamSid: z.string(),
    callSid: z.string(),
    mediaFormat: z.object({
      encoding: z.literal('audio/x-mulaw'),
      sampleRate: z.coerce.number().pipe(z.literal(8000)),
      channels: z.coerce.number().pipe(z.literal(1)),
    }),
    customParameters: StreamPass,
  }),
});
export type StreamStart = z.infer<typeof Start>['start'];

export type StreamMessage =
  | { readonly event: 'start'; readonly start: StreamStart }
  | { readonly event: 'media'; readonly timestampMs: number; readonly audio: Uint8Array }
  | { readonly event: 'stop' }
  /** `connected`, `mark`, `dtmf` and whatever Twilio may invent. */
  | { readonly event: 'other' }
  | { readonly event: 'malformed'; readonly why: string };

/** Reads one message of a media stream, however it is written; most of the media never come here, see media-frame.ts. */
export function readStreamMessage(text: string): StreamMessage {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return { event: 'malformed', why: 'not JSON' };
  }
  if (typeof message !== 'object' || message === null || !('event' in message)) {
    return { event: 'malformed', why: 'no event' };
  }
  switch (message.event) {
    case 'media':
      return readMedia(message);
    case 'start': {
      const start = Start.safeParse(message);
      if (start.success) return { event: 'start', start: start.data.start };
      const faults = start.error.issues.map(({ path }) => path.join('.'));
      return { event: 'malformed', why: `start: ${faults.join(', ')}` };
    }
    case 'stop':
      return { event: 'stop' };
    default:
      return { event: 'other' };
  }
}

function readMedia(message: object): StreamMessage {
  const media = 'media' in message ? message.media : null;
  if (typeof media !== 'object' || media === null) return { event: 'malformed', why: 'media' };
  const timestamp = 'timestamp' in media ? media.timestamp : null;
  const payload = 'payload' in media ? media.payload : null;
  if (typeof payload !== 'string' || (typeof timestamp !== 'string' && typeof timestamp !== 'number')) {
    return { event: 'malformed', why: 'media' };
  }
  return mediaOf(timestamp, payload);
}

function mediaOf(timestamp: unknown, payload: string): StreamMessage {
  const timestampMs = timestamp === '' ? Number.NaN : Number(timestamp);
  const audio = Buffer.from(payload, 'base64');
  // A decoder stops quietly at what is not base64.
  if (!Number.isFinite(timestampMs) || audio.length !== decodedLength(payload) || audio.length === 0) {
    return { event: 'malformed', why: 'media' };
  }
  return { event: 'media', timestampMs, audio };
}

function decodedLength(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
  return Math.floor((base64.length * 3) / 4) - padding;
}

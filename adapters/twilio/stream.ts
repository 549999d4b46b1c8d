import type { StreamOrder } from '#core/ports/telephony.ts';
import { signPass } from './stream-pass.ts';
import type { Webhooks } from './webhooks.ts';

export interface StreamOptions {
  readonly webhooks: Webhooks;
  /** wss://host/path of the stream worker. */
  readonly streamUrl: string;
  readonly streamSecret: string;
}

/** One media stream as Twilio is told of it, whether in TwiML or by REST. The parameters arrive as `customParameters` (contract `StreamPass`). */
export function streamOf({ webhooks, streamUrl, streamSecret }: StreamOptions, order: StreamOrder) {
  const { callId, epoch, track } = order;
  return {
    url: streamUrl,
    name: `${callId}:${epoch}:${track}`,
    track: track === 'inbound' ? ('inbound_track' as const) : ('outbound_track' as const),
    statusCallback: webhooks.stream(callId, epoch),
    statusCallbackMethod: 'POST' as const,
    parameters: { callId, epoch: String(epoch), track, pass: signPass(streamSecret, order) },
  };
}

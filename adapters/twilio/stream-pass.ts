import { createHmac, timingSafeEqual } from 'node:crypto';
import type { StreamPass } from '#core/contracts/worker-command.ts';

type Bearer = Pick<StreamPass, 'callId' | 'epoch' | 'track'>;

/** HMAC-SHA256 (base64url, 43 characters) that ties a media stream to one call, epoch and track. `secret` = STREAM_SECRET. */
export function signPass(secret: string, { callId, epoch, track }: Bearer): string {
  return createHmac('sha256', secret).update(`${callId}:${epoch}:${track}`).digest('base64url');
}

/** True when the pass was signed by us for exactly this call, epoch and track. Takes the same time whatever is wrong. */
export function verifyPass(secret: string, stream: StreamPass): boolean {
  const expected = Buffer.from(signPass(secret, stream));
  const given = Buffer.from(stream.pass);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

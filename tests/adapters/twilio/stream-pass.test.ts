import { describe, expect, it } from 'vitest';
import { signPass, verifyPass } from '#adapters/twilio/stream-pass.ts';
import { StreamPass } from '#core/contracts/worker-command.ts';
import { callId, streamSecret } from './a-call.ts';

const stream = { callId, epoch: 3, track: 'inbound' } as const;
const pass = signPass(streamSecret, stream);

describe('the pass of a stream', () => {
  it('lets in what it was signed for', () => {
    expect(verifyPass(streamSecret, StreamPass.parse({ ...stream, epoch: '3', pass }))).toBe(true);
    expect(pass).toMatch(/^[\w-]{43}$/);
  });

  it.each<[string, Partial<StreamPass>]>([
    ['another epoch', { epoch: 4 }],
    ['another track', { track: 'outbound' }],
    ['another call', { callId: StreamPass.shape.callId.parse('call_01JABCDEFGHJKMNPQRSTVWXYZ1') }],
    ['a changed signature', { pass: `${pass.slice(0, -2)}AA` }],
    ['half a signature', { pass: pass.slice(0, 20) }],
    ['nonsense', { pass: '💥' }],
  ])('keeps out %s', (_, change) => {
    expect(verifyPass(streamSecret, { ...stream, pass, ...change })).toBe(false);
  });

  it('keeps out what another secret signed', () => {
    expect(verifyPass('another secret', { ...stream, pass })).toBe(false);
  });
});

import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { describe, expect, it } from 'vitest';
import { verifyTwilioRequest } from '#adapters/twilio/request-signature.ts';

const authToken = '12345';
const params = {
  CallSid: 'CA1234567890ABCDE',
  Caller: '+14158675310',
  Digits: '1234',
  From: '+14158675310',
  To: '+18005551212',
};

describe('the signature of a request', () => {
  // The example of https://www.twilio.com/docs/usage/security#validating-requests
  const url = 'https://example.com/myapp.php?foo=1&bar=2';
  const signature = 'L/OH5YylLD5NRKLltdqwSvS0BnU=';

  it('is the one of the documentation', () => {
    expect(verifyTwilioRequest({ authToken, signature, url, params })).toBe(true);
  });

  it.each([
    ['absent', { signature: undefined }],
    ['empty', { signature: '' }],
    ['of another length', { signature: 'abc' }],
    ['of other parameters', { params: { ...params, Digits: '9' } }],
    ['of another address', { url: 'https://example.com/other' }],
    ['by another token', { authToken: '54321' }],
  ])('fails when it is %s', (_, change) => {
    expect(verifyTwilioRequest({ authToken, signature, url, params, ...change })).toBe(false);
  });

  it('of a handshake is over the address alone', () => {
    const stream = 'wss://media.example.com/streams';
    const handshake = getExpectedTwilioSignature(authToken, stream, {});
    expect(verifyTwilioRequest({ authToken, signature: handshake, url: stream, params: {} })).toBe(true);
  });
});

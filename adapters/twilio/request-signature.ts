import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';

/**
 * Whether a webhook or handshake was sent by Twilio: X-Twilio-Signature is HMAC-SHA1 by the auth token over the URL as Twilio knows it (for a
 * handshake `wss://host/path`) and the form's parameters. https://www.twilio.com/docs/usage/security#validating-requests
 */
export function verifyTwilioRequest(request: {
  readonly authToken: string;
  /** The header; absent = forged. */
  readonly signature: string | undefined;
  readonly url: string;
  readonly params: Readonly<Record<string, string>>;
}): boolean {
  if (!request.signature) return false;
  return validateRequest(request.authToken, request.signature, request.url, { ...request.params });
}

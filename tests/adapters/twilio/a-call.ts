import { webhooks as webhooksOf } from '#adapters/twilio/webhooks.ts';
import { CallId, CallSid, DeviceId, PhoneNumber } from '#core/contracts/ids.ts';

export const callId = CallId.parse('call_01JABCDEFGHJKMNPQRSTVWXYZ0');
export const callSid = CallSid.parse(`CA${'1'.repeat(32)}`);
export const company = PhoneNumber.parse('+18005550100');
export const leg = { callId, round: 2, deviceId: DeviceId.parse('mobile') };
export const webhooks = webhooksOf('https://api.example.com/');
export const api = `https://api.example.com/twilio/calls/${callId}`;
export const streamUrl = 'wss://media.example.com/streams';
export const streamSecret = 'a secret of thirty-two characters';

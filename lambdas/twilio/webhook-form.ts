import { z } from 'zod';
import { CallSid } from '#core/contracts/ids.ts';
import type { LegStatus } from '#core/ports/telephony.ts';

/** Twilio's names of a leg's status in callbacks. */
export const LegStatusName = z.enum([
  'queued',
  'initiated',
  'ringing',
  'in-progress',
  'answered',
  'completed',
  'busy',
  'failed',
  'no-answer',
  'canceled',
]);

export const StatusForm = z.object({
  CallSid,
  CallStatus: LegStatusName,
  CallDuration: z.coerce.number().optional(),
  SipResponseCode: z.string().optional(),
});
export type StatusForm = z.infer<typeof StatusForm>;

export const StreamForm = z.object({
  CallSid,
  StreamEvent: z.enum(['stream-started', 'stream-stopped', 'stream-error']),
  StreamSid: z.string().optional(),
  StreamName: z.string().optional(),
  StreamError: z.string().optional(),
});
export type StreamForm = z.infer<typeof StreamForm>;

export const DigitsForm = z.object({ CallSid, Digits: z.string().default('') });

export const SmsForm = z.object({
  MessageSid: z.string().regex(/^(SM|MM)[0-9a-fA-F]{32}$/),
  From: z.string(),
  To: z.string(),
  Body: z.string().max(1600).default(''),
  OptOutType: z.string().optional(),
});
export type SmsForm = z.infer<typeof SmsForm>;

export const ConferenceForm = z.object({
  StatusCallbackEvent: z.string(),
  /** Who entered or left; absent for the room as a whole. */
  CallSid: CallSid.optional(),
  FriendlyName: z.string().optional(),
});
export type ConferenceForm = z.infer<typeof ConferenceForm>;

/** `answered` is the name of the event; the status is `in-progress`. Some callbacks have the one, some the other. */
export function carrierStatus(name: z.infer<typeof LegStatusName>): LegStatus['status'] {
  return name === 'answered' ? 'in-progress' : name;
}

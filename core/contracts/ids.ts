import { z } from 'zod';

/** One request to reach a human: `call_` and 26 characters of Crockford base 32 (a ULID, or a digest of owner and idempotency key). */
export const CallId = z
  .string()
  .regex(/^call_[0-9A-HJKMNP-TV-Z]{26}$/)
  .brand<'CallId'>();
export type CallId = z.infer<typeof CallId>;

export const OwnerId = z
  .string()
  .regex(/^owner_[A-Za-z0-9_-]{1,64}$/)
  .brand<'OwnerId'>();
export type OwnerId = z.infer<typeof OwnerId>;

export const FlowId = z
  .string()
  .regex(/^flow_[A-Za-z0-9_-]{1,64}$/, 'the id of a flow, as GET /flows lists them')
  .brand<'FlowId'>();
export type FlowId = z.infer<typeof FlowId>;

export const DeviceId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, '1 to 64 letters, digits, _ and -')
  .brand<'DeviceId'>();
export type DeviceId = z.infer<typeof DeviceId>;

/** Of one event in the log of its call: the same happening told twice has the same id. */
export const EventId = z.string().min(1).max(200).brand<'EventId'>();
export type EventId = z.infer<typeof EventId>;

/** Twilio's name of one leg. */
export const CallSid = z
  .string()
  .regex(/^CA[0-9a-fA-F]{32}$/)
  .brand<'CallSid'>();
export type CallSid = z.infer<typeof CallSid>;

/** Step Functions' name for "whoever knows the result of this step, tell it here". At most 2,048 characters. */
export const TaskToken = z.string().min(1).max(2048).brand<'TaskToken'>();
export type TaskToken = z.infer<typeof TaskToken>;

/** A telephone number as E.164 writes it: `+` and up to 15 digits. */
export const PhoneNumber = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, 'a number in E.164 form, like +18005550100')
  .brand<'PhoneNumber'>();
export type PhoneNumber = z.infer<typeof PhoneNumber>;

/** What a phone system may ask for: `account_number`, `date_of_birth`. Values have names, names have no values. */
export const FactName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,59}$/, 'the name of a fact in lower case, like account_number');
export type FactName = z.infer<typeof FactName>;

/** Milliseconds since the Unix epoch. */
export const EpochMs = z.number().int().nonnegative();
export type EpochMs = z.infer<typeof EpochMs>;

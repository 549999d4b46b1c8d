import { z } from 'zod';
import { Action } from './action.ts';
import { Device, Hunting } from './device.ts';
import { CallId, CallSid, DeviceId, EpochMs, FlowId, OwnerId, PhoneNumber } from './ids.ts';
import { CallState, Outcome } from './outcome.ts';
import { Waiting } from './waiting.ts';

/** What the person asked for. Never changes. */
export const CallRequest = z.object({
  number: PhoneNumber,
  /** The name under which the number was asked for, when it was. */
  company: z.string().max(120).nullable(),
  intent: z.string().min(1).max(500),
  flowId: FlowId.nullable(),
  devices: z.array(Device).min(1).max(10),
  hunting: Hunting,
  /** A probable human is enough to greet and ring. */
  ringEarly: z.boolean().default(false),
  /** What to do when the company drops us on hold. */
  redial: z.enum(['once', 'never']),
  via: z.enum(['api', 'sms', 'mcp', 'web']),
  /** Whoever was told that it does not work can ask for this same call again (a key), and not only for another one. */
  isRepeatable: z.boolean().default(false),
});
export type CallRequest = z.infer<typeof CallRequest>;

export const DeviceLeg = z.object({
  deviceId: DeviceId,
  callSid: CallSid.nullable(),
  state: z.enum(['waiting', 'ringing', 'answered', 'accepted', 'declined', 'unreached', 'lost']),
});
export type DeviceLeg = z.infer<typeof DeviceLeg>;

/** One hunt for the person; a second human on the same call begins another (`round` + 1). */
export const Reach = z.object({
  round: z.number().int().positive(),
  legs: z.array(DeviceLeg),
  winner: DeviceId.nullable(),
});
export type Reach = z.infer<typeof Reach>;

/** A dial attempt's place among all calls that the account starts. */
export const InLine = z.object({
  attempt: z.number().int().positive(),
  startsAt: EpochMs,
  /** What the line had been moved back by when `startsAt` was right. */
  pushedMs: z.number().int().nonnegative(),
  /** From one start to the next. */
  everyMs: z.number().int().positive(),
});
export type InLine = z.infer<typeof InLine>;

/** `outbound`: what the company said, `inbound`: what the person said, `mixed`: both as stereo, the company left. */
export const RecordingKind = z.enum(['outbound', 'inbound', 'mixed']);
export type RecordingKind = z.infer<typeof RecordingKind>;

/** US dollars, estimated from durations and list prices. */
export const Cost = z.object({
  totalUsd: z.number(),
  items: z.array(z.object({ what: z.string(), minutes: z.number(), usd: z.number() })),
});
export type Cost = z.infer<typeof Cost>;

/** What is known of a call now. The history is in its event log. */
export const CallRecord = z.object({
  callId: CallId,
  ownerId: OwnerId,
  createdAt: EpochMs,
  request: CallRequest,
  state: CallState,
  outcome: Outcome.nullable(),
  finishedAt: EpochMs.nullable(),
  /** When the last step began: from here on nothing is dialled, played, rung or told that does not belong to the end. */
  endingAt: EpochMs.nullable(),
  cancelRequestedAt: EpochMs.nullable(),
  executionArn: z.string().nullable(),

  /** Of the attempt that waits to be dialled, or of the last one that did. */
  line: InLine.nullable(),
  /** Dial attempts claimed so far; each is dialled at most once. */
  attempt: z.number().int().nonnegative(),
  dialClaimedAt: EpochMs.nullable(),
  companyCallSid: CallSid.nullable(),
  answeredAt: EpochMs.nullable(),
  /** When the company's leg of this attempt was known to be over. A step that begins to wait looks here first. */
  legEndedAt: EpochMs.nullable(),
  /** Raised by every update of the company leg's TwiML, so that updates never race. */
  revision: z.number().int().nonnegative(),
  /** Digits or a sentence are sounding until then; no other update before. */
  legBusyUntil: EpochMs,

  /** Raised at each attach of a stream; fences off older workers. */
  epoch: z.number().int().nonnegative(),
  /** Wall time of media time zero. */
  streamStartedAt: EpochMs.nullable(),
  /** Base URL of the worker that hears the company, e.g. http://10.0.1.7:8081 */
  workerUrl: z.string().nullable(),

  /** In a conversation: what is said before this is neither recorded nor transcribed. */
  privateUntil: EpochMs.nullable(),

  waiting: Waiting.nullable(),
  action: Action.nullable(),
  reach: Reach.nullable(),
  cost: Cost.nullable(),
  /** S3 keys of the finished recordings. */
  recordings: z.partialRecord(RecordingKind, z.string()).nullable(),
});
export type CallRecord = z.infer<typeof CallRecord>;

/**
 * Fields of the record that a step may set; everything that is claimed conditionally has a method of its own (core/ports/call-store.ts). What is waited for
 * is only taken away so.
 */
export const CallPatch = CallRecord.pick({
  state: true,
  outcome: true,
  finishedAt: true,
  cancelRequestedAt: true,
  executionArn: true,
  line: true,
  answeredAt: true,
  legEndedAt: true,
  legBusyUntil: true,
  workerUrl: true,
  privateUntil: true,
  streamStartedAt: true,
  action: true,
  cost: true,
  recordings: true,
})
  .extend({ waiting: z.null() })
  .partial();
export type CallPatch = z.infer<typeof CallPatch>;

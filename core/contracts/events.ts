import { z } from 'zod';
import { Action } from './action.ts';
import { Cost, RecordingKind } from './call-record.ts';
import { CallId, CallSid, DeviceId, EpochMs, EventId } from './ids.ts';
import { MediaTime } from './media-time.ts';
import { EvidenceItem, Observation } from './observation.ts';
import { Outcome } from './outcome.ts';

const SoundName = z.enum(['silence', 'ringback', 'music', 'speech', 'tone']);
const Track = z.enum(['inbound', 'outbound']);

/** Everything that can happen to a call. One append each to its log; all views are readers of that log. */
const happenings = [
  // life cycle
  z.object({ kind: z.literal('call.requested'), number: z.string(), intent: z.string(), via: z.string() }),
  /** The account starts only so many calls a second. `place` 1 is the next one to be dialled. */
  z.object({
    kind: z.literal('call.in_line'),
    attempt: z.number().int(),
    place: z.number().int(),
    waitMs: z.number(),
  }),
  z.object({ kind: z.literal('call.dialling'), attempt: z.number().int() }),
  z.object({ kind: z.literal('call.ringing'), callSid: CallSid }),
  z.object({ kind: z.literal('call.answered'), callSid: CallSid }),
  z.object({ kind: z.literal('call.cancel_requested'), via: z.string() }),
  z.object({ kind: z.literal('call.ended'), callSid: CallSid, status: z.string(), seconds: z.number().nullable() }),
  z.object({ kind: z.literal('call.redialling'), reason: z.string() }),
  z.object({ kind: z.literal('call.finished'), outcome: Outcome, reason: z.string(), cost: Cost }),
  // hold
  /** What the line sounded like, when that is known. */
  z.object({
    kind: z.literal('hold.began'),
    sound: SoundName.optional(),
    levelDb: z.number().optional(),
    /** How long the last calls to this company held, in the median. */
    usualSeconds: z.number().optional(),
  }),
  z.object({ kind: z.literal('hold.ended'), heldMs: z.number() }),
  z.object({
    kind: z.literal('queue.position'),
    position: z.number().int().nullable(),
    waitSeconds: z.number().nullable(),
    /** Forecast until it is our turn: by how the places moved, by what was promised, by earlier calls. */
    leftSeconds: z.number().nullable().optional(),
  }),
  // ears
  z.object({ kind: z.literal('stream.attached'), epoch: z.number().int(), track: Track }),
  z.object({ kind: z.literal('stream.lost'), epoch: z.number().int(), track: Track, reason: z.string() }),
  z.object({ kind: z.literal('sound.changed'), sound: SoundName, levelDb: z.number(), tone: z.string().nullable() }),
  z.object({
    kind: z.literal('announcement.heard_before'),
    forMs: z.number(),
    where: z.enum(['this-call', 'earlier-call']),
  }),
  z.object({ kind: z.literal('words.heard'), track: Track, fromMs: MediaTime, text: z.string() }),
  z.object({
    kind: z.literal('voice.judged'),
    speaker: z.enum(['human', 'recording', 'ai_agent', 'voicemail', 'screening', 'queue']),
    certainty: z.enum(['probable', 'confirmed', 'retracted']),
    sinceMs: MediaTime,
    logOdds: z.number(),
    evidence: z.array(EvidenceItem),
  }),
  // navigation
  z.object({ kind: z.literal('step.observed'), observation: Observation }),
  z.object({
    kind: z.literal('step.decided'),
    action: Action,
    by: z.enum(['flow', 'reading', 'model', 'fallback', 'rules']),
  }),
  /** What became of its answer: taken, or why not (see `CheckedAnswer`). `usd` is known where prices are configured. */
  z.object({
    kind: z.literal('model.answered'),
    model: z.string(),
    tookMs: z.number(),
    inputTokens: z.number().int(),
    outputTokens: z.number().int(),
    usd: z.number().nullable(),
    result: z.string(),
  }),
  z.object({ kind: z.literal('model.unavailable'), model: z.string(), error: z.string() }),
  /** Keys of a menu are shown; what was entered for the person only as its length. */
  z.object({
    kind: z.literal('keys.pressed'),
    keys: z.string().nullable(),
    count: z.number().int(),
    reason: z.string(),
  }),
  z.object({ kind: z.literal('phrase.said'), text: z.string(), reason: z.string() }),
  z.object({ kind: z.literal('user.asked'), question: z.string() }),
  z.object({ kind: z.literal('user.answered'), via: z.string() }),
  // people and devices
  z.object({ kind: z.literal('keeper.spoke'), text: z.string() }),
  z.object({ kind: z.literal('device.ringing'), deviceId: DeviceId, round: z.number().int() }),
  z.object({ kind: z.literal('device.answered'), deviceId: DeviceId }),
  z.object({ kind: z.literal('device.accepted'), deviceId: DeviceId }),
  /** The carrier has the leg that took the call in the room. */
  z.object({ kind: z.literal('device.entered'), deviceId: DeviceId }),
  z.object({ kind: z.literal('device.declined'), deviceId: DeviceId }),
  z.object({ kind: z.literal('device.unreached'), deviceId: DeviceId, reason: z.string() }),
  z.object({ kind: z.literal('device.too_late'), deviceId: DeviceId }),
  /** The person says that nobody was on the line when this round rang them. */
  z.object({ kind: z.literal('ring.was_false'), round: z.number().int(), via: z.string() }),
  z.object({ kind: z.literal('bridge.opened'), deviceId: DeviceId }),
  z.object({
    kind: z.literal('bridge.closed'),
    by: z.enum(['company', 'user', 'hold_again', 'canceled']),
    talkedMs: z.number(),
  }),
  // system
  z.object({ kind: z.literal('worker.handed_over'), reason: z.string() }),
  z.object({ kind: z.literal('speech_to_text.lost'), reason: z.string() }),
  z.object({ kind: z.literal('speech_to_text.restored') }),
  z.object({
    kind: z.literal('stream.quality'),
    missingFrames: z.number(),
    repeatedFrames: z.number(),
    malformedFrames: z.number(),
    sentToSpeechToTextMs: z.number(),
    /** What of it might have been sent: audio that was heard and was not private. */
    heardMs: z.number().optional(),
  }),
  z.object({
    kind: z.literal('recording.stored'),
    recording: RecordingKind,
    key: z.string(),
  }),
  z.object({ kind: z.literal('recording.paused'), via: z.string(), forMs: z.number() }),
  z.object({ kind: z.literal('recording.resumed'), via: z.string() }),
  z.object({ kind: z.literal('person.notified'), about: z.string() }),
] as const;

export const Happening = z.discriminatedUnion('kind', happenings);
export type Happening = z.infer<typeof Happening>;
export type HappeningKind = Happening['kind'];

/** A happening with its place in the call. */
export const CallEvent = z.object({
  eventId: EventId,
  callId: CallId,
  at: EpochMs,
  /** Media time where it has one: what was heard, not when it was noticed. */
  mediaMs: MediaTime.nullable(),
  what: Happening,
});
export type CallEvent = z.infer<typeof CallEvent>;

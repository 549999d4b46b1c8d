import { z } from 'zod';
import { Cost, RecordingKind } from './call-record.ts';
import { Device, Hunting } from './device.ts';
import { CallId, EpochMs, FactName, FlowId } from './ids.ts';
import { CallState, Outcome } from './outcome.ts';

const MOST_FACTS = 20;
const INTENT = 'say in a few words what you want from the company, like "dispute a charge"';

/** `POST /calls`. Send `Idempotency-Key` as a header: the same key never dials twice. */
export const CreateCallBody = z
  .strictObject({
    /** Any common way to write a number; without a `+` it is read as one of the owner's first country. */
    number: z.string().min(2).max(40).optional(),
    /** Instead of a number: a name from the owner's contacts or a company known from earlier calls. */
    company: z.string().min(1).max(120).optional(),
    intent: z.string(INTENT).trim().min(1, INTENT).max(500, 'at most 500 characters'),
    flowId: FlowId.nullable().default(null),
    /** What the phone system may ask for, by name. Kept encrypted, entered when asked, forgotten after the call. A date: 1980-12-31. */
    facts: z
      .record(FactName, z.string().trim().min(1).max(64))
      .refine((facts) => Object.keys(facts).length <= MOST_FACTS, `at most ${MOST_FACTS} facts`)
      .default({}),
    /** Null: the owner's devices. */
    devices: z.array(Device.strict()).min(1).max(10).nullable().default(null),
    hunting: Hunting.nullable().default(null),
    /** Ring on a probable human already. Null: as the owner has it. */
    ringEarly: z.boolean().nullable().default(null),
    redial: z.enum(['once', 'never']).default('once'),
  })
  .refine((body) => (body.number === undefined) !== (body.company === undefined), {
    message: 'give either "number" or "company"',
    path: ['number'],
    // Told also when other fields are wrong, so that all of them are named at once.
    when: ({ value }) => typeof value === 'object' && value !== null && !Array.isArray(value),
  });
export type CreateCallBody = z.infer<typeof CreateCallBody>;

export const AnswerBody = z.strictObject({ answer: z.string().trim().min(1).max(320) });

export const PrivacyBody = z.strictObject({ on: z.boolean() });

/** A call as the API shows it. The timeline is the event log; the transcript and the costs are read from it. */
export const CallView = z.object({
  callId: CallId,
  number: z.string(),
  company: z.string().nullable(),
  intent: z.string(),
  state: CallState,
  outcome: Outcome.nullable(),
  createdAt: EpochMs,
  finishedAt: EpochMs.nullable(),
  cost: Cost.nullable(),
  recordings: z.array(RecordingKind),
  question: z.string().nullable(),
  /** While it waits to be dialled: the account starts only so many calls a second. Place 1 is the next one. */
  inLine: z.object({ place: z.number().int(), startsAt: EpochMs }).nullable(),
});
export type CallView = z.infer<typeof CallView>;

const TimelineEntry = z.object({
  at: EpochMs,
  mediaMs: z.number().nullable(),
  kind: z.string(),
  /** The same sentence that the terminal shows. */
  text: z.string(),
});

const TranscriptEntry = z.object({
  fromMs: z.number(),
  speaker: z.enum(['company', 'user', 'hold_slayer']),
  text: z.string(),
});

export const CallDetail = CallView.extend({
  timeline: z.array(TimelineEntry),
  transcript: z.array(TranscriptEntry),
});
export type CallDetail = z.infer<typeof CallDetail>;

/** RFC 9457. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  /** `path`: the field, like `devices.0.name`. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** Why a call is refused, for programs: `premium`, `too_many_today`. */
  code: z.string().optional(),
  /** When a name stands for several numbers. */
  candidates: z.array(z.object({ name: z.string(), number: z.string() })).optional(),
});
export type Problem = z.infer<typeof Problem>;

import { z } from 'zod';
import { MediaTime } from './media-time.ts';

const heard = { atMs: MediaTime };

/** Log-odds and words, as the judge gave them. */
export const EvidenceItem = z.object({ what: z.string(), logOdds: z.number() });

/**
 * What a waiting step learned, in full. It is stored in the event log; the execution carries only its kind (see `Told`), so that no
 * transcript reaches the workflow's history.
 */
export const Observation = z.discriminatedUnion('kind', [
  /** The company's leg is up and a worker hears it. */
  z.object({ kind: z.literal('connected') }),
  z.object({ kind: z.literal('busy') }),
  z.object({ kind: z.literal('no_answer') }),
  /** The carrier or the country's rules refused the number; `reason` is for the person. */
  z.object({ kind: z.literal('refused'), reason: z.string() }),
  z.object({ kind: z.literal('company_hung_up') }),
  z.object({ kind: z.literal('canceled') }),
  /** A recording spoke and stopped (or the menu in it is complete). */
  z.object({
    kind: z.literal('prompt'),
    ...heard,
    fromMs: MediaTime,
    text: z.string(),
    confidence: z.number().min(0).max(1),
    /**
     * Words of it were said and not understood: speech-to-text was out, or whoever heard the line was replaced in the middle of it.
     * `begins_late`: only of its beginning.
     */
    patchy: z.enum(['begins_late', 'within']).optional(),
  }),
  z.object({ kind: z.literal('hold_began'), ...heard }),
  z.object({
    kind: z.literal('human'),
    ...heard,
    /** Onset of the voice. */
    sinceMs: MediaTime,
    certainty: z.enum(['probable', 'confirmed']),
    logOdds: z.number(),
    evidence: z.array(EvidenceItem),
  }),
  z.object({ kind: z.literal('human_retracted'), ...heard, evidence: z.array(EvidenceItem) }),
  /** A voice that may be a person's spoke and waits for us; it is not known for sure. */
  z.object({ kind: z.literal('voice_waits'), ...heard }),
  z.object({ kind: z.literal('ai_agent'), ...heard }),
  z.object({ kind: z.literal('voicemail'), ...heard }),
  z.object({ kind: z.literal('tone'), ...heard, tone: z.enum(['busy', 'reorder', 'sit', 'fax']) }),
  /** Nothing that a step could act on until its patience ended. */
  z.object({ kind: z.literal('silence'), ...heard }),
  /** `atMs`: when the last tone has sounded. */
  z.object({ kind: z.literal('pressed'), ...heard }),
  z.object({ kind: z.literal('said'), ...heard }),
  /** What was given lies with the facts of the call; no answer's words are in the log. */
  z.object({ kind: z.literal('user_answered'), answer: z.enum(['yes', 'no', 'given']) }),
  z.object({ kind: z.literal('user_silent') }),
  z.object({ kind: z.literal('accepted'), deviceId: z.string() }),
  z.object({ kind: z.literal('unreachable') }),
  z.object({ kind: z.literal('user_hung_up') }),
  /** The agent put us on hold again and the person left the room: hold on. */
  z.object({ kind: z.literal('back_to_hold') }),
  /** Nobody hears the call any more; a new stream was asked for. */
  z.object({ kind: z.literal('worker_lost') }),
]);
export type Observation = z.infer<typeof Observation>;
export type ObservationKind = Observation['kind'];

/** What an execution is told of an observation: nothing personal. */
export const Told = z.object({ kind: z.string(), observationId: z.string() });
export type Told = z.infer<typeof Told>;

import { z } from 'zod';
import { EpochMs, TaskToken } from './ids.ts';
import { MediaTime } from './media-time.ts';

const step = {
  token: TaskToken,
  /** When the step began to wait. */
  since: EpochMs,
};

/** One sentence of ours on the company's line, about when it sounds. */
export const OurSentence = z.object({ fromMs: MediaTime, toMs: MediaTime });
export type OurSentence = z.infer<typeof OurSentence>;

/** What we say on the line around the beginning of the step: a voice that answers it is a person's. */
const speech = { said: z.array(OurSentence).max(32).optional() };

/** How sure of a human the step wants to be. Default: confirmed. */
const human = { certainty: z.enum(['probable', 'confirmed']).optional() };

/**
 * The one step that waits for the world. It lies in the call record, so that whichever worker hears the call knows what is asked; the
 * same object is the command that the step sends to the worker.
 */
export const Waiting = z.discriminatedUnion('state', [
  z.object({ state: z.literal('PlaceCall'), ...step }),
  z.object({
    state: z.literal('Listen'),
    ...step,
    sinceMs: MediaTime,
    patienceMs: z.number().int().positive(),
    expect: z.array(z.string()),
    ...human,
    ...speech,
  }),
  z.object({
    state: z.literal('Hold'),
    ...step,
    sinceMs: MediaTime,
    ...human,
    usualSeconds: z.number().nonnegative().optional(),
    ...speech,
  }),
  z.object({ state: z.literal('AskUser'), ...step, sinceMs: MediaTime }),
  z.object({ state: z.literal('ReachUser'), ...step, sinceMs: MediaTime, ...speech }),
  z.object({ state: z.literal('Bridge'), ...step, sinceMs: MediaTime }),
]);
export type Waiting = z.infer<typeof Waiting>;
export type WaitingState = Waiting['state'];

import { z } from 'zod';
import { CallId, EpochMs } from './ids.ts';
import { Waiting } from './waiting.ts';

/** What a step tells the worker that hears the call (private HTTP, `POST /commands`). */
export const WorkerCommand = z.discriminatedUnion('kind', [
  /** From now on this is asked. Replaces what was asked before. */
  z.object({ kind: z.literal('wait'), callId: CallId, epoch: z.number().int(), waiting: Waiting }),
  /** Neither recording nor speech-to-text before `until`; null: again from now on. */
  z.object({ kind: z.literal('privacy'), callId: CallId, epoch: z.number().int(), until: EpochMs.nullable() }),
  /** The call has ended: store what is left and close. */
  z.object({ kind: z.literal('finish'), callId: CallId, epoch: z.number().int() }),
]);
export type WorkerCommand = z.infer<typeof WorkerCommand>;

/** `not_here`: this worker does not hear that call under that epoch; the record knows better, or nobody does. */
export const WorkerAnswer = z.object({ kind: z.enum(['taken', 'not_here']) });
export type WorkerAnswer = z.infer<typeof WorkerAnswer>;

/** What a media stream must bring in its `start` message (Twilio's customParameters, each under 500 characters). */
export const StreamPass = z.object({
  callId: CallId,
  /** Raised at each attach; a worker with an older one is fenced off. */
  epoch: z.coerce.number().int().positive(),
  track: z.enum(['inbound', 'outbound']),
  /** HMAC-SHA256 by our secret over the other values (base64url). */
  pass: z.string().min(1),
});
export type StreamPass = z.infer<typeof StreamPass>;

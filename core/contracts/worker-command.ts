import { z } from 'zod';
import { CallId, EpochMs } from './ids.ts';
import { Waiting } from './waiting.ts';

/** What a step tells the worker that hears the call, and whoever learns that a worker must go (private HTTP, `POST /commands`). */
export const WorkerCommand = z.discriminatedUnion('kind', [
  /** From now on this is asked. Replaces what was asked before. */
  z.object({ kind: z.literal('wait'), callId: CallId, epoch: z.number().int(), waiting: Waiting }),
  /** Neither recording nor speech-to-text before `until`; null: again from now on. */
  z.object({ kind: z.literal('privacy'), callId: CallId, epoch: z.number().int(), until: EpochMs.nullable() }),
  /** The call has ended: store what is left and close. */
  z.object({ kind: z.literal('finish'), callId: CallId, epoch: z.number().int() }),
  /** ECS takes this worker away: it hands its calls over and ends. Of a worker that began after `decidedAt` another one is meant, which had its address before. */
  z.object({ kind: z.literal('leave'), decidedAt: EpochMs }),
]);
export type WorkerCommand = z.infer<typeof WorkerCommand>;

/** `not_here`: this worker does not hear that call under that epoch; the record knows better, or nobody does. Or it is not the one that must leave. */
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

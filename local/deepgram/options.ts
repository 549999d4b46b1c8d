import { z } from 'zod';

const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((value) => value === 'true');

/** The query of /v1/listen, as far as it is honoured here; other parameters are let through unheard, as Deepgram does. */
export const listenOptions = z
  .object({
    model: z.string().default('base'),
    encoding: z.literal('mulaw', 'send encoding=mulaw: the telephone audio of the one-machine world has no other form'),
    sample_rate: z.coerce.number().pipe(z.literal(8000, 'send sample_rate=8000')),
    channels: z.coerce.number().pipe(z.literal(1, 'send one channel a connection')).default(1),
    interim_results: flag,
    /** ms of silence that end an utterance; false = never. */
    endpointing: z.union([z.literal('false').transform(() => null), z.coerce.number().nonnegative()]).default(10),
    utterance_end_ms: z.coerce.number().min(1000, 'utterance_end_ms must be 1000 or more').optional(),
    vad_events: flag,
    punctuate: flag,
    smart_format: flag,
    numerals: flag,
  })
  .refine((options) => options.utterance_end_ms === undefined || options.interim_results, {
    path: ['utterance_end_ms'],
    message: 'utterance_end_ms needs interim_results=true',
  });

export type ListenOptions = z.output<typeof listenOptions>;

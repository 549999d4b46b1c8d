import { z } from 'zod';
import type { HeardWords } from '#core/ears/ears.ts';
import type { Stretches } from './stretches.ts';

/** https://developers.deepgram.com/reference/speech-to-text/listen-streaming; times in seconds of the connection's audio. */
const Results = z.object({
  type: z.literal('Results'),
  start: z.number().nonnegative(),
  duration: z.number().nonnegative(),
  is_final: z.boolean().default(false),
  channel: z.object({
    alternatives: z.array(
      z.object({
        words: z
          .array(
            z.object({
              word: z.string(),
              punctuated_word: z.string().optional(),
              start: z.number(),
              end: z.number(),
              confidence: z.number().optional(),
            }),
          )
          .default([]),
      }),
    ),
  }),
});

/** @returns null for a message that carries no words */
export function readResults(
  message: unknown,
  stretches: Stretches,
): (HeardWords & { readonly endOffsetMs: number }) | null {
  const results = Results.safeParse(message);
  if (!results.success) return null;
  const { start, duration, is_final: final, channel } = results.data;
  const words = (channel.alternatives[0]?.words ?? []).map((word) => ({
    text: word.punctuated_word ?? word.word,
    fromMs: stretches.begin(word.start * 1000),
    toMs: stretches.end(word.end * 1000),
    ...(word.confidence === undefined ? {} : { confidence: Math.min(1, Math.max(0, word.confidence)) }),
  }));
  const endOffsetMs = (start + duration) * 1000;
  return { words, final, fromMs: stretches.begin(start * 1000), toMs: stretches.end(endOffsetMs), endOffsetMs };
}

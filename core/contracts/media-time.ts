import { z } from 'zod';
import { type MediaMs, mediaMs } from '#core/media/media-clock.ts';

/** Media time on the wire: milliseconds since the first stream of the call opened. */
export const MediaTime = z
  .number()
  .nonnegative()
  .transform((ms): MediaMs => mediaMs(ms));

import { HoldSlayerError } from '#core/errors.ts';

/** Fields of a log line. */
export type LoggableFault = {
  readonly error: string;
  readonly reason?: string;
  /** Where it happened: the innermost calls. */
  readonly stack?: readonly string[];
};

const MOST_FRAMES = 5;

/** What a log may hold of an error. Ours tell why; messages of foreign ones may quote what was sent, so their name and place are kept only. */
export function loggable(error: unknown): LoggableFault {
  if (error instanceof HoldSlayerError) return { error: error.name, reason: error.message };
  if (!(error instanceof Error)) return { error: 'unknown' };
  // The message, before the frames, may have lines of its own.
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { error: error.name, stack: frames.slice(0, MOST_FRAMES) };
}

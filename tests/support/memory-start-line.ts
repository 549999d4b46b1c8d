import type { StartLine } from '#core/ports/start-line.ts';

/** A StartLine without a database. */
export function memoryStartLine(everyMs = 1000): StartLine {
  let nextAt = 0;
  let pushedMs = 0;
  let startedAt = Number.NEGATIVE_INFINITY;
  return {
    everyMs,
    join: async (now) => {
      const startsAt = Math.max(now, nextAt);
      nextAt = startsAt + everyMs;
      return { startsAt, pushedMs };
    },
    begin: async (now) => {
      if (startedAt > now - everyMs) return startedAt + everyMs - now;
      startedAt = now;
      return 0;
    },
    pushIn: async (now) => {
      startedAt = now;
      if (nextAt > now) pushedMs += everyMs;
      nextAt = Math.max(now, nextAt) + everyMs;
    },
    pushedMs: async () => pushedMs,
  };
}

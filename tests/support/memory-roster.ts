import { ROSTER_VALID_MS, type Roster } from '#core/ports/peers.ts';

/** A Roster without a database. */
export function memoryRoster(): Roster {
  const livesUntil = new Map<string, number>();
  return {
    enter: async (workerUrl, now) => void livesUntil.set(workerUrl, now + ROSTER_VALID_MS),
    leave: async (workerUrl) => void livesUntil.delete(workerUrl),
    all: async (now) => [...livesUntil].flatMap(([url, until]) => (until > now ? [url] : [])).sort(),
  };
}

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SAVE_EVERY_MS = 1_000;

/**
 * A world that ran faster than real is ahead of the real time. Its clock goes on where it stood, since deadlines, journals and logs of the
 * data folder are in its time.
 * @returns ms since the Unix epoch at which the clock should start: never before the present
 */
export function startOfClock(dataDir: string): number {
  try {
    const stored = Number(readFileSync(fileIn(dataDir), 'utf8'));
    return Number.isFinite(stored) ? Math.max(stored, Date.now()) : Date.now();
  } catch {
    return Date.now();
  }
}

/** Keeps the time in the data folder, which there is. @returns ends it, with a last save */
export function rememberClock(dataDir: string, now: () => number): () => void {
  const save = () => writeFileSync(fileIn(dataDir), String(Math.round(now())));
  save();
  const timer = setInterval(save, SAVE_EVERY_MS);
  return () => {
    clearInterval(timer);
    save();
  };
}

const fileIn = (dataDir: string) => join(dataDir, 'clock');

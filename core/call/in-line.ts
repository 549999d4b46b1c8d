import type { CallRecord, InLine } from '#core/contracts/call-record.ts';
import { HoldSlayerError } from '#core/errors.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { StartLine } from '#core/ports/start-line.ts';
import type { Log } from '#core/ports/telemetry.ts';

export interface LinePorts {
  readonly line: StartLine;
  readonly clock: Clock;
  readonly log: Log;
}

/** How many starts come before this one, itself included; 0 = it is due. */
export function placeIn({ startsAt, everyMs }: Pick<InLine, 'startsAt' | 'everyMs'>, now: number): number {
  return Math.max(0, Math.ceil((startsAt - now) / everyMs));
}

/** What a caller may know of a call that waits to be dialled; null when it does not. */
export function waitingInLine(
  { line, attempt, state, cancelRequestedAt }: CallRecord,
  now: number,
): { place: number; startsAt: number } | null {
  if (line === null || line.attempt <= attempt || state === 'finished' || cancelRequestedAt !== null) return null;
  const place = placeIn(line, now);
  return place === 0 ? null : { place, startsAt: line.startsAt };
}

/** Longer than this a call does not wait when its slot has come: the effect of a dial is looked for by the time since its claim (`lost-leg.ts`). */
const LONGEST_AT_THE_HEAD_MS = 2_000;

/** Waits until nothing else has begun for as long as two starts must lie apart. A line that cannot be reached, or stays crowded, holds nobody up. */
export async function beginStart({ line, clock, log }: LinePorts): Promise<void> {
  try {
    for (let waitedMs = 0; waitedMs < LONGEST_AT_THE_HEAD_MS; ) {
      const restMs = await line.begin(Math.round(clock.now()));
      if (restMs === 0) return;
      await clock.sleep(restMs);
      waitedMs += restMs;
    }
    log.warn('a call starts although the line is crowded');
  } catch (error) {
    if (!(error instanceof HoldSlayerError)) throw error;
    log.warn('a start was not counted in the line', { error: error.name });
  }
}

/** A leg that waits for nobody: those in line move back. A line that cannot be reached holds no leg up. */
export async function startBeforeAll({ line, clock, log }: LinePorts): Promise<void> {
  try {
    await line.pushIn(Math.round(clock.now()));
  } catch (error) {
    if (!(error instanceof HoldSlayerError)) throw error;
    log.warn('a start was not counted in the line', { error: error.name });
  }
}

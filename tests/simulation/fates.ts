import type { Clock } from '#core/ports/clock.ts';
import { seeded, seedOf } from '#local/phone/sound/seeded.ts';

/** Something that went wrong on purpose. */
export interface Fault {
  readonly atMs: number;
  /** Null: it may have hit every call. */
  readonly callId: string | null;
  readonly what: string;
}

/**
 * What goes wrong where. Each draw is fixed by the seed, the place, and how often the place was asked before: not by who came first, so that
 * one call's fate does not hang on another's.
 */
export interface Fates {
  /** Off in a world without faults, and when the storm is over. */
  enabled: boolean;
  /** Whether it happens this time; if so it is written down. @param chance 0 to 1 */
  strikes(what: string, place: string, chance: number, callId: string | null): boolean;
  /** 0 to 1, for how bad it is; never changed by whether faults are on. */
  draw(place: string): number;
  /** Writes down a fault that was decided elsewhere. */
  note(what: string, callId: string | null): void;
  readonly faults: readonly Fault[];
}

export function createFates(seed: number, clock: Pick<Clock, 'now'>, enabled: boolean): Fates {
  const counts = new Map<string, number>();
  const faults: Fault[] = [];
  const draw = (place: string) => {
    const before = counts.get(place) ?? 0;
    counts.set(place, before + 1);
    return seeded(seedOf(seed, place, before))();
  };
  const fates: Fates = {
    enabled,
    faults,
    draw,
    strikes: (what, place, chance, callId) => {
      if (!fates.enabled || chance <= 0 || draw(`${what} ${place}`) >= chance) return false;
      fates.note(what, callId);
      return true;
    },
    note: (what, callId) => void faults.push({ atMs: clock.now(), callId, what }),
  };
  return fates;
}

/** The call that some text (a URL, a document) is about. */
export function callIn(text: string): string | null {
  return /call_[0-9A-Z]{26}/.exec(text)?.[0] ?? null;
}

/** Chance from a seed: the same seed makes the same call. */
export interface Chance {
  /** From 0 up to, without, 1. */
  next(): number;
  between(low: number, high: number): number;
  whole(low: number, below: number): number;
  pick<T>(from: readonly T[]): T;
  maybe(share: number): boolean;
}

/** Mulberry32. */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (low: number, below: number): number => low + Math.floor(next() * (below - low));
  return {
    next,
    between: (low, high) => low + next() * (high - low),
    whole,
    pick: (from) => {
      const one = from[whole(0, from.length)];
      if (one === undefined) throw new RangeError('nothing to pick from');
      return one;
    },
    maybe: (share) => next() < share,
  };
}

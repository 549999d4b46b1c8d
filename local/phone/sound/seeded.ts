/** Numbers in 0..1 that follow from the seed alone (mulberry32). */
export function seeded(seed: number): () => number {
  // Signed: an unsigned one that is kept would be a heap number, made anew for each sample of noise.
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A seed from several parts, so that each call, place or voice draws its own numbers. */
export function seedOf(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const char of parts.join('\u0000')) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

export function between(random: () => number, low: number, high: number): number {
  return low + (high - low) * random();
}

import { createHash } from 'node:crypto';

/** Draws that a seed fixes, so that a run can be repeated. */
export interface Draw {
  /** From 0 (included) to 1 (not included). */
  fraction(): number;
  /** A whole number; both ends included. */
  between(from: number, to: number): number;
  /** An independent sequence, fixed by this one's seed and the name. */
  branch(name: string): Draw;
}

export function seededDraw(seed: string): Draw {
  let state = createHash('sha256').update(seed).digest().readUInt32LE(0);
  const fraction = () => {
    // mulberry32 (Tommy Ettinger, public domain): small, and good enough for network jitter.
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    fraction,
    between: (from, to) => from + Math.floor(fraction() * (to - from + 1)),
    branch: (name) => seededDraw(`${seed}/${name}`),
  };
}

/** Twilio's names for things: two letters that tell the kind, then 32 hexadecimal digits. */
export type SidKind = 'CA' | 'CF' | 'MZ' | 'SM' | 'PN' | 'RQ';

/** Names that never repeat within a seed. The network's start time is part of the seed where history outlives the process. */
export function sidMaker(seed: string): (kind: SidKind) => string {
  let made = 0;
  return (kind) => kind + createHash('sha256').update(`${seed}/${kind}/${made++}`).digest('hex').slice(0, 32);
}

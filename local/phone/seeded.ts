import { createHash } from 'node:crypto';
import { seeded, seedOf } from './sound/seeded.ts';

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
  const fraction = seeded(seedOf(seed));
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

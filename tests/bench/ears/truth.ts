import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What is known of a call, in the form of the shared phone audio (its README names every field). Times in seconds. */
export interface Truth {
  readonly name: string;
  readonly scenario: string;
  readonly duration: number;
  readonly human_at: number | null;
  readonly humans: readonly { readonly start: number; readonly end: number; readonly role: string }[];
  readonly hold_seconds: number;
  readonly tags: readonly string[];
  readonly segments: readonly TruthSegment[];
  readonly transcript: readonly {
    readonly start: number;
    readonly end: number;
    readonly text: string | null;
    readonly kind: string;
  }[];
}

export interface TruthSegment {
  readonly start: number;
  readonly end: number;
  readonly label: string;
  readonly sub?: string;
  readonly vocals?: boolean;
  readonly over_music?: boolean;
  readonly recording_id?: string;
  readonly accept?: readonly string[];
}

export interface BenchCall {
  readonly truth: Truth;
  /** Mu-law, 8 kHz. */
  readonly audio: Uint8Array;
}

/** How long recordings and people speak. */
export function spokenSeconds({ segments }: Truth): number {
  const spoken = segments.filter(({ label }) => label === 'ivr' || label === 'human');
  return spoken.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** Names of the calls in a folder that has `timelines/NAME.ulaw` and `NAME.json`. */
export function callNames(dir: string): string[] {
  return readdirSync(path.join(dir, 'timelines'))
    .filter((name) => name.endsWith('.ulaw'))
    .map((name) => name.slice(0, -'.ulaw'.length))
    .sort();
}

export function readCall(dir: string, name: string): BenchCall {
  const base = path.join(dir, 'timelines', name);
  const truth: Truth = JSON.parse(readFileSync(`${base}.json`, 'utf8'));
  return { truth, audio: new Uint8Array(readFileSync(`${base}.ulaw`)) };
}

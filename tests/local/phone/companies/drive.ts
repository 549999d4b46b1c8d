import type { HeardByParty, Party, RingPlan, SpokenWord } from '#local/phone/party.ts';

/** What the test does when the party has just said something. */
export interface Cue {
  /** Matched against what was said since the last cue. */
  readonly when: RegExp;
  /** From the last matched word on. Default 500. */
  readonly afterMs?: number;
  readonly press?: string;
  readonly say?: string;
  /** From now on the leg is in a room with another party, or no longer. */
  readonly bridged?: boolean;
}

export interface Driven {
  readonly ring: RingPlan;
  /** Everything that was said. */
  readonly said: string;
  readonly words: readonly SpokenWord[];
  /** Onset of the n-th time (1 = the first) that a phrase was said; null = never. */
  at(phrase: string, nth?: number): number | null;
  readonly pressed: readonly { readonly digits: string; readonly atMs: number }[];
  /** null = still there when the test stopped listening. */
  readonly hungUpAtMs: number | null;
  readonly frames: readonly (Uint8Array | null)[];
}

/** Calls a party by hand, without a network: cue after cue, until it hangs up. */
export function drive(
  party: Party,
  cues: readonly Cue[],
  { number = 1, untilMs = 240_000, voice = true } = {},
): Driven {
  const ring = party.ring({ from: '+15550100000', to: '+18005550100', number });
  const words: SpokenWord[] = [];
  const pressed: { digits: string; atMs: number }[] = [];
  const frames: (Uint8Array | null)[] = [];
  const left = [...cues];
  let since = 0;
  let dueMs: number | null = null;
  let bridged = false;
  let hungUpAtMs: number | null = null;

  for (let atMs = 0; atMs < untilMs && hungUpAtMs === null; atMs += 20) {
    const spoken = party.speak(atMs);
    frames.push(spoken.audio);
    words.push(...(spoken.words ?? []));
    if (spoken.digits) pressed.push({ digits: spoken.digits, atMs });
    if (spoken.hangUp) hungUpAtMs = atMs;
    const [cue] = left;
    if (cue && dueMs === null && cue.when.test(textOf(words.slice(since)))) {
      dueMs = atMs + (cue.afterMs ?? 500);
      since = words.length;
    }
    const acts = cue && dueMs !== null && atMs >= dueMs;
    if (acts) {
      bridged = cue.bridged ?? bridged;
      left.shift();
      dueMs = null;
    }
    party.hear(heard(acts ? cue : undefined, bridged, voice), atMs);
  }
  const said = textOf(words);
  return { ring, said, words, pressed, frames, hungUpAtMs, at: (phrase, nth = 1) => onset(words, phrase, nth) };
}

const VOICE_FRAME = new Uint8Array(160).fill(0x20);

function heard(cue: Cue | undefined, bridged: boolean, voice: boolean): HeardByParty {
  return {
    audio: cue?.say && voice ? VOICE_FRAME : null,
    bridged,
    ...(cue?.press && { digits: cue.press }),
    ...(cue?.say && { said: cue.say }),
  };
}

function textOf(words: readonly SpokenWord[]): string {
  return words.map(({ text }) => text).join(' ');
}

function onset(words: readonly SpokenWord[], phrase: string, nth: number): number | null {
  const wanted = phrase.split(' ');
  const hits = words.filter((_, i) => wanted.every((text, j) => words[i + j]?.text === text));
  return hits[nth - 1]?.fromMs ?? null;
}

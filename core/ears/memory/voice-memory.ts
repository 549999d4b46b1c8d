/** Buckets of a hash and entries in each: 49,152 landmarks, about seven minutes of different voices; the oldest of a bucket gives way. */
const BUCKETS = 4096;
const ENTRIES = 12;
/** Alignments that are counted at once. */
const ALIGNMENTS = 2048;
/** Votes fade with this time constant, so that a match is about the last seconds. */
const FADE_FRAMES = 100;
/** Nothing is compared with what was said this shortly before. */
const SHORTEST_AGO_FRAMES = 150;

export interface VoiceMemory {
  /** Looks a landmark up, and votes for the alignments at which it was heard before. */
  compare(hash: number, frame: number): void;
  store(hash: number, frame: number): void;
  /** Forgets the votes, not what was said: another voice begins. */
  beginVoice(): void;
  /** Votes for the best alignment now. */
  votes(frame: number): number;
  /** How long ago, in frames, the same was said at the best alignment; -1: nothing voted. */
  readonly bestAgo: number;
}

/** What voices said in this call, as landmarks: finds that the very same audio comes again. Constant memory. */
export function createVoiceMemory(): VoiceMemory {
  const hashes = new Int32Array(BUCKETS * ENTRIES).fill(-1);
  const frames = new Int32Array(BUCKETS * ENTRIES);
  const next = new Uint8Array(BUCKETS);
  const agos = new Int32Array(ALIGNMENTS).fill(-1);
  const counts = new Float64Array(ALIGNMENTS);
  const voted = new Int32Array(ALIGNMENTS);

  const bucketOf = (hash: number): number => Math.imul(hash, 0x9e3779b1) >>> 20;

  function votesAt(agoFrames: number, frame: number): number {
    const slot = agoFrames & (ALIGNMENTS - 1);
    if (agos[slot] !== agoFrames) return 0;
    return (counts[slot] as number) * Math.exp(((voted[slot] as number) - frame) / FADE_FRAMES);
  }

  const around = (agoFrames: number, frame: number): number =>
    votesAt(agoFrames - 1, frame) + votesAt(agoFrames, frame) + votesAt(agoFrames + 1, frame);

  function vote(agoFrames: number, frame: number): void {
    const slot = agoFrames & (ALIGNMENTS - 1);
    const mine = votesAt(agoFrames, frame);
    if (agos[slot] !== agoFrames && votesAt(agos[slot] as number, frame) > 3) return;
    agos[slot] = agoFrames;
    counts[slot] = mine + 1;
    voted[slot] = frame;
    const { bestAgo } = memory;
    if (agoFrames !== bestAgo && (bestAgo < 0 || around(agoFrames, frame) > around(bestAgo, frame)))
      memory.bestAgo = agoFrames;
  }

  const memory: VoiceMemory & { bestAgo: number } = {
    bestAgo: -1,
    compare(hash, frame) {
      const first = bucketOf(hash) * ENTRIES;
      for (let entry = first; entry < first + ENTRIES; entry++) {
        if (hashes[entry] !== hash) continue;
        const agoFrames = frame - (frames[entry] as number);
        if (agoFrames >= SHORTEST_AGO_FRAMES) vote(agoFrames, frame);
      }
    },
    store(hash, frame) {
      const bucket = bucketOf(hash);
      const entry = bucket * ENTRIES + (next[bucket] as number);
      next[bucket] = ((next[bucket] as number) + 1) % ENTRIES;
      hashes[entry] = hash;
      frames[entry] = frame;
    },
    beginVoice() {
      agos.fill(-1);
      memory.bestAgo = -1;
    },
    votes: (frame) => (memory.bestAgo < 0 ? 0 : around(memory.bestAgo, frame)),
  };
  return memory;
}

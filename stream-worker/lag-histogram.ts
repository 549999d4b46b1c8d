/** Durations in ms, for percentiles of very many of them. */
export interface LagHistogram {
  add(ms: number): void;
  /** Percentiles of what was added since the last time; then all is forgotten. */
  take(): { readonly p50: number; readonly p99: number; readonly most: number; readonly count: number };
}

const BUCKETS_A_MS = 4;
const BUCKETS = 2_000 * BUCKETS_A_MS;

export function createLagHistogram(): LagHistogram {
  const buckets = new Uint32Array(BUCKETS);
  let count = 0;
  let most = 0;
  return {
    add(ms) {
      const bucket = Math.min(BUCKETS - 1, Math.max(0, Math.floor(ms * BUCKETS_A_MS)));
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
      count += 1;
      if (ms > most) most = ms;
    },
    take() {
      const taken = { p50: percentile(0.5), p99: percentile(0.99), most, count };
      buckets.fill(0);
      count = 0;
      most = 0;
      return taken;
    },
  };

  function percentile(share: number): number {
    let seen = 0;
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      seen += buckets[bucket] ?? 0;
      if (seen >= count * share && count > 0) return bucket / BUCKETS_A_MS;
    }
    return 0;
  }
}

/** A stream's clock and ours drift apart by up to about this much: 100 ppm. */
const DRIFT = 1e-4;

/** How late each message of one stream is, against the earliest that the stream was seen to be. */
export function createLagMeter(): (nowMs: number, timestampMs: number) => number {
  const stream = { earliest: Number.POSITIVE_INFINITY, lastMs: 0 };
  return (nowMs, timestampMs) => {
    const offset = nowMs - timestampMs;
    stream.earliest = Math.min(offset, stream.earliest + Math.max(0, timestampMs - stream.lastMs) * DRIFT);
    stream.lastMs = timestampMs;
    return offset - stream.earliest;
  };
}

/** Frames of 20 ms in one bucket, and buckets that are remembered: the floor is what the quietest half second of the last 6 s allowed. */
const BUCKET_FRAMES = 25;
const BUCKETS = 12;
/** Louder than this is never called floor: hold music may go on for minutes without a pause. Tuned on dev timelines 12 and 29. */
const HIGHEST_FLOOR_DB = -46;
/** Quieter than mu-law's last bits is all the same. */
const LOWEST_FLOOR_DB = -78;
const SMOOTHING = 0.4;

/** Adaptive noise floor by minimum statistics, over media time. */
export interface NoiseFloor {
  /** Takes the level of one 20 ms frame; frames of digital silence tell nothing about the room and are left out by the caller. */
  hear(levelDb: number): void;
  readonly floorDb: number;
}

export function createNoiseFloor(): NoiseFloor {
  const minima = new Float64Array(BUCKETS).fill(-62);
  let bucket = 0;
  let framesInBucket = 0;
  const floor = {
    floorDb: -62,
    smoothDb: -62,
    hear(levelDb: number): void {
      const smooth = floor.smoothDb + SMOOTHING * (levelDb - floor.smoothDb);
      floor.smoothDb = smooth;
      if (framesInBucket === 0) minima[bucket] = smooth;
      else minima[bucket] = Math.min(minima[bucket] as number, smooth);
      framesInBucket += 1;
      if (framesInBucket === BUCKET_FRAMES) {
        framesInBucket = 0;
        bucket = (bucket + 1) % BUCKETS;
      }
      let lowest = minima[0] as number;
      for (let index = 1; index < BUCKETS; index++) lowest = Math.min(lowest, minima[index] as number);
      floor.floorDb = Math.min(HIGHEST_FLOOR_DB, Math.max(LOWEST_FLOOR_DB, lowest));
    },
  };
  return floor;
}

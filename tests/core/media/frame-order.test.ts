import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFrameOrder } from '#core/media/frame-order.ts';
import { mediaMs, streamBase } from '#core/media/media-clock.ts';

/** A message: its place in units of 20 ms; its audio is 160 bytes of that number. */
function hear(places: readonly number[], baseMs = 0) {
  const order = createFrameOrder(mediaMs(baseMs));
  const frames: { atMs: number; byte: number | undefined; gap: boolean }[] = [];
  const take = (frame: Uint8Array, atMs: number, gap: boolean) => frames.push({ atMs, byte: frame[0], gap });
  for (const place of places) order.push(place * 20, new Uint8Array(160).fill(place), take);
  order.flush(take);
  return { frames, bytes: frames.map(({ byte }) => byte), counts: order.counts };
}

describe('frame order', () => {
  it('places frames in media time from the base of the stream on', () => {
    const { frames } = hear([0, 1], 5000);
    expect(frames.map(({ atMs }) => atMs)).toEqual([5000, 5020]);
  });

  it.each([
    {
      told: 'what is missing is silence',
      places: [0, 1, 4, 5, 6, 7, 8],
      bytes: [0, 1, 0xff, 0xff, 4, 5, 6, 7, 8],
      counts: { missing: 2 },
    },
    { told: 'what comes again is dropped', places: [0, 1, 1, 0, 2], bytes: [0, 1, 2], counts: { repeated: 2 } },
    { told: 'what comes too early waits', places: [0, 2, 1, 3], bytes: [0, 1, 2, 3], counts: { reordered: 1 } },
    {
      told: 'what comes too late is dropped',
      places: [0, 2, 3, 4, 5, 6, 1, 7],
      bytes: [0, 0xff, 2, 3, 4, 5, 6, 7],
      counts: { missing: 1, repeated: 1 },
    },
    { told: 'the last ones are not forgotten', places: [0, 2], bytes: [0, 0xff, 2], counts: { missing: 1 } },
    {
      told: 'one wrong timestamp changes nothing',
      places: [0, 99_999, 1, 2, 3],
      bytes: [0, 1, 2, 3],
      counts: { malformed: 1 },
    },
  ])('$told', ({ places, bytes, counts }) => {
    const heard = hear(places);
    expect(heard.bytes).toEqual(bytes);
    expect(heard.counts).toMatchObject(counts);
    expect(heard.frames.every(({ gap, byte }) => gap === (byte === 0xff))).toBe(true);
  });

  it('jumps over a hole of more than a minute instead of filling it', () => {
    const { frames, counts } = hear([0, 10_000, 10_001, 10_002, 10_003, 10_004, 10_005]);
    expect(frames.map(({ atMs }) => atMs / 20)).toEqual([0, 10_000, 10_001, 10_002, 10_003, 10_004, 10_005]);
    expect(counts.missing).toBe(9_999);
  });

  it('counts what makes no sense', () => {
    const order = createFrameOrder();
    for (const timestamp of [Number.NaN, -20]) order.push(timestamp, new Uint8Array(160), () => expect.fail());
    order.push(0, new Uint8Array(0), () => expect.fail());
    expect(order.counts.malformed).toBe(3);
  });

  it('gives every frame once and in order, however messages were shuffled within the window and repeated', () => {
    const shuffled = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.boolean()), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(shuffled, (jitter) => {
        const places = jitter
          .map(([late], place) => ({ place, key: place + late }))
          .sort((a, b) => a.key - b.key || a.place - b.place)
          .flatMap(({ place }) => (jitter[place]?.[1] ? [place, place] : [place]));
        expect(hear(places).bytes).toEqual(jitter.map((_, place) => place));
      }),
    );
  });

  it('takes messages of any size', () => {
    const audio = Uint8Array.from({ length: 8000 }, (_, index) => index % 250);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 20 }), (sizesMs) => {
        const order = createFrameOrder();
        const heard: number[] = [];
        let atMs = 0;
        for (const ms of sizesMs) {
          const piece = audio.subarray(atMs * 8, Math.min(1000, atMs + ms) * 8);
          if (piece.length > 0) order.push(atMs, piece, (frame) => heard.push(...frame));
          atMs = Math.min(1000, atMs + ms);
        }
        expect(heard).toEqual([...audio.subarray(0, heard.length)]);
        expect(atMs * 8 - heard.length).toBeLessThan(160);
      }),
    );
  });
});

describe('base of a stream', () => {
  it.each([
    [10_000, null, 0],
    [10_000, 10_000, 0],
    [75_500, 10_000, 65_500],
    [9_990, 10_000, 0],
  ])('a stream that started at %d of a call whose first started at %s begins at %d', (started, first, base) => {
    expect(streamBase(started, first)).toBe(base);
  });
});

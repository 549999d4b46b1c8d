import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFramer } from '#core/media/framer.ts';
import { mediaMs } from '#core/media/media-clock.ts';

function framesOf(pieces: readonly Uint8Array[]): { atMs: number; bytes: number[] }[] {
  const framer = createFramer(mediaMs(1000));
  const frames: { atMs: number; bytes: number[] }[] = [];
  for (const piece of pieces) framer.push(piece, (frame, atMs) => frames.push({ atMs, bytes: [...frame] }));
  return frames;
}

describe('framer', () => {
  it('cuts into 20 ms frames, and places them in media time', () => {
    const frames = framesOf([new Uint8Array(400)]);
    expect(frames.map((frame) => frame.atMs)).toEqual([1000, 1020]);
    expect(frames.every((frame) => frame.bytes.length === 160)).toBe(true);
  });
  it('gives the same frames wherever the bytes were cut on their way', () => {
    const audio = Uint8Array.from({ length: 3000 }, (_, index) => index % 251);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 30 }), (cuts) => {
        const edges = [0, ...cuts.sort((a, b) => a - b), audio.length];
        const pieces = edges.slice(1).map((edge, index) => audio.subarray(edges[index], edge));
        expect(framesOf(pieces)).toEqual(framesOf([audio]));
      }),
      { numRuns: 50 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { createMelody, MELODY_INPUTS } from '#core/ears/sound/melody.ts';
import { FRAME_BYTES } from '#core/media/media-clock.ts';
import { encodeMuLaw } from '#core/media/mu-law.ts';
import { noise, silence } from '#tests/core/ears/sounds.ts';

const FRAMES = 8;

/** Three harmonics that glide up from 180 Hz, then silence. */
const glide = encodeMuLaw([
  ...Array.from({ length: FRAMES * FRAME_BYTES }, (_, n) => {
    const phase = 2 * Math.PI * ((180 * n) / 8000 + 60 * (n / 8000) ** 2);
    return 3276.8 * (Math.sin(phase) + 0.5 * Math.sin(2 * phase) + 0.3 * Math.sin(3 * phase));
  }),
  ...silence(0.06),
]);

function inputsOf(bytes: Uint8Array, agoFrames: number): number[][] {
  const melody = createMelody(16);
  const rows: number[][] = [];
  for (let at = 0; at < bytes.length; at += FRAME_BYTES) {
    melody.keep(bytes.subarray(at, at + FRAME_BYTES));
    const row = new Float32Array(MELODY_INPUTS);
    melody.write(agoFrames, row, 0);
    rows.push([...row]);
  }
  return rows;
}

describe('melody', () => {
  it('is what the networks were trained on', () => {
    // of_melody(melody(x)) of training/ears for the same sound: periodicity, pitch, change.
    const trained = [
      [0.187, 0.54, 0],
      [1.423, 0.555, 0.114],
      [1.485, 0.593, 0.283],
      [1.496, 0.63, 0.277],
      [1.49, 0.667, 0.279],
      [1.494, 0.703, 0.27],
      [1.491, 0.739, 0.271],
      [1.494, 0.774, 0.264],
      [1.059, 0.805, 0.232],
      [-0.93, 0, 0],
      [-1.5, 0, 0],
    ];
    const rows = inputsOf(glide, 0);
    expect(rows).toHaveLength(trained.length);
    for (const [frame, row] of trained.entries())
      for (const [k, value] of row.entries())
        expect(rows[frame]?.[k], `frame ${frame}, input ${k}`).toBeCloseTo(value, 2);
  });

  it('of frames that were heard before is the same', () => {
    const late = 5;
    expect(inputsOf(glide, late).slice(late)).toEqual(inputsOf(glide, 0).slice(0, -late));
  });

  it('of hiss has no pitch', () => {
    for (const [periodicity, pitch, change] of inputsOf(encodeMuLaw(noise(1, 3000)), 0)) {
      expect(periodicity).toBeLessThan(0);
      expect([pitch, change]).toEqual([0, 0]);
    }
  });

  it('changes since the frame before only', () => {
    const melody = createMelody(16);
    const row = new Float32Array(MELODY_INPUTS);
    for (let frame = 0; frame < FRAMES; frame++) {
      melody.keep(glide.subarray(frame * FRAME_BYTES, (frame + 1) * FRAME_BYTES));
      if (frame % 3 === 0) melody.write(0, row, 0);
    }
    expect(row[1]).toBeGreaterThan(0.6);
    expect(row[2]).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { decodeMuLaw, encodeMuLaw, MU_LAW_MINUS_ZERO, MU_LAW_SILENCE, MU_LAW_TO_LINEAR } from '#core/media/mu-law.ts';

describe('mu-law', () => {
  it('has the end points and the zeros of G.711', () => {
    expect(MU_LAW_TO_LINEAR[0x00]).toBe(-32_124);
    expect(MU_LAW_TO_LINEAR[0x80]).toBe(32_124);
    expect(MU_LAW_TO_LINEAR[MU_LAW_SILENCE]).toBe(0);
    expect(Math.abs(MU_LAW_TO_LINEAR[MU_LAW_MINUS_ZERO] ?? 1)).toBe(0);
  });
  it('gives every byte back, except that minus zero becomes plus zero', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const again = encodeMuLaw(decodeMuLaw(bytes));
    const expected = bytes.map((byte) => (byte === MU_LAW_MINUS_ZERO ? MU_LAW_SILENCE : byte));
    expect([...again]).toEqual([...expected]);
  });
  it('clips what is louder than the code can say', () => {
    expect([...encodeMuLaw([40_000, -40_000])]).toEqual([0x80, 0x00]);
  });
});

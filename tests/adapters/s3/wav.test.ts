import { describe, expect, it } from 'vitest';
import { interleave, WAV_HEADER_BYTES, wavHeader, wavPadding } from '#adapters/s3/wav.ts';

describe('wav', () => {
  it.each([
    { samples: 800, channels: 1, data: 800, riff: 850 },
    { samples: 801, channels: 1, data: 801, riff: 852 },
    { samples: 801, channels: 2, data: 1602, riff: 1652 },
  ] as const)('$samples samples in $channels channel(s)', ({ samples, channels, data, riff }) => {
    const header = wavHeader(samples, channels);
    const text = (at: number) => header.toString('ascii', at, at + 4);
    expect([text(0), text(8), text(12), text(38), text(50)]).toEqual(['RIFF', 'WAVE', 'fmt ', 'fact', 'data']);
    expect(header.readUInt16LE(20)).toBe(7);
    expect(header.readUInt16LE(22)).toBe(channels);
    expect(header.readUInt32LE(28)).toBe(8000 * channels);
    expect(header.readUInt32LE(46)).toBe(samples);
    expect(header.readUInt32LE(54)).toBe(data);
    expect(header.readUInt32LE(4)).toBe(riff);
    expect(WAV_HEADER_BYTES + data + wavPadding(samples, channels).length).toBe(riff + 8);
  });

  it('the left channel comes first', () => {
    expect([...interleave(Uint8Array.of(1, 2), Uint8Array.of(8, 9))]).toEqual([1, 8, 2, 9]);
  });
});

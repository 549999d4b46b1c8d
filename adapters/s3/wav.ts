/** Format tag of G.711 mu-law (RFC 2361, WAVE_FORMAT_MULAW). */
const MU_LAW_TAG = 7;
const SAMPLE_RATE_HZ = 8000;
export const WAV_HEADER_BYTES = 58;

/**
 * Header of a mu-law WAV file: `fmt ` with its empty extension, the `fact` chunk that every format but PCM must have (samples a channel), and
 * `data`. Source: Multimedia Programming Interface and Data Specifications 1.0, RIFF WAVE.
 * @param samples a channel; with one byte each
 */
export function wavHeader(samples: number, channels: 1 | 2): Buffer {
  const dataBytes = samples * channels;
  const padding = dataBytes % 2;
  const header = Buffer.alloc(WAV_HEADER_BYTES);
  header.write('RIFF', 0, 'ascii');
  header.writeUInt32LE(WAV_HEADER_BYTES - 8 + dataBytes + padding, 4);
  header.write('WAVEfmt ', 8, 'ascii');
  header.writeUInt32LE(18, 16);
  header.writeUInt16LE(MU_LAW_TAG, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(SAMPLE_RATE_HZ, 24);
  header.writeUInt32LE(SAMPLE_RATE_HZ * channels, 28);
  header.writeUInt16LE(channels, 32);
  header.writeUInt16LE(8, 34);
  header.writeUInt16LE(0, 36);
  header.write('fact', 38, 'ascii');
  header.writeUInt32LE(4, 42);
  header.writeUInt32LE(samples, 46);
  header.write('data', 50, 'ascii');
  header.writeUInt32LE(dataBytes, 54);
  return header;
}

/** What follows the data, so that the chunk ends on an even byte. */
export function wavPadding(samples: number, channels: 1 | 2): Buffer {
  return Buffer.alloc((samples * channels) % 2);
}

/** Two channels, sample by sample. */
export function interleave(left: Uint8Array, right: Uint8Array): Buffer {
  const both = Buffer.alloc(left.length * 2);
  for (let at = 0; at < left.length; at += 1) {
    both[2 * at] = left[at] ?? 0;
    both[2 * at + 1] = right[at] ?? 0;
  }
  return both;
}

import { SAMPLE_RATE_HZ } from '#core/media/media-clock.ts';

/** WAVE_FORMAT_MULAW (RFC 2361, registered format 7). */
const MULAW = 7;
const HEADER_BYTES = 58;

/**
 * The header of a WAV file that holds G.711 mu-law, one byte a sample, channels interleaved. A format that is not PCM needs `cbSize` in its
 * format chunk and a fact chunk with the number of samples a channel (Microsoft, Multiple Channel Audio Data and WAVE Files).
 */
export function mulawWavHeader(channels: number, samplesPerChannel: number): Uint8Array {
  const dataBytes = samplesPerChannel * channels;
  const padded = dataBytes + (dataBytes % 2);
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(HEADER_BYTES - 8 + padded, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(18, 16);
  header.writeUInt16LE(MULAW, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(SAMPLE_RATE_HZ, 24);
  header.writeUInt32LE(SAMPLE_RATE_HZ * channels, 28);
  header.writeUInt16LE(channels, 32);
  header.writeUInt16LE(8, 34);
  header.writeUInt16LE(0, 36);
  header.write('fact', 38, 'latin1');
  header.writeUInt32LE(4, 42);
  header.writeUInt32LE(samplesPerChannel, 46);
  header.write('data', 50, 'latin1');
  header.writeUInt32LE(dataBytes, 54);
  return header;
}

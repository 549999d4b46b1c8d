import { FRAME_BYTES, FRAME_MS, SAMPLE_RATE_HZ } from '#core/media/media-clock.ts';
import { muLawByte } from '#core/media/mu-law.ts';

const DTMF_ROWS_HZ = [697, 770, 852, 941];
const DTMF_COLUMNS_HZ = [1209, 1336, 1477, 1633];
const DTMF_KEYS = ['123A', '456B', '789C', '*0#D'];

/** Linear amplitude of one component, -13 dB relative to full scale, as public lines carry tones. */
const TONE_AMPLITUDE = 7300;

/** 20 ms of the sum of sines. `fromFrame` counts frames since the tone began, so that frames join without a click. */
export function toneFrame(frequenciesHz: readonly number[], fromFrame: number, amplitude = TONE_AMPLITUDE): Uint8Array {
  return Uint8Array.from({ length: FRAME_BYTES }, (_, at) => {
    const seconds = (fromFrame * FRAME_BYTES + at) / SAMPLE_RATE_HZ;
    let sample = 0;
    for (const hz of frequenciesHz) sample += amplitude * Math.sin(2 * Math.PI * hz * seconds);
    return muLawByte(sample);
  });
}

/** The two frequencies of a key (ITU-T Q.23). */
export function dtmfFrequenciesHz(key: string): readonly [number, number] {
  const row = DTMF_KEYS.findIndex((keys) => keys.includes(key));
  const column = DTMF_KEYS[row]?.indexOf(key) ?? -1;
  const low = DTMF_ROWS_HZ[row];
  const high = DTMF_COLUMNS_HZ[column];
  if (low === undefined || high === undefined)
    throw new RangeError(`"${key}" is no key of a telephone: 0-9, A-D, # and *`);
  return [low, high];
}

/** North American ringback: 440 + 480 Hz, 2 s on, 4 s off. Null in the pause. */
export function ringbackFrame(sinceMs: number): Uint8Array | null {
  const inCycleMs = sinceMs % 6000;
  return inCycleMs < 2000 ? toneFrame([440, 480], inCycleMs / FRAME_MS, 3500) : null;
}

/** The short tone that tells a conference that somebody came in or left. */
export const BEEP_FRAMES = 10;
export function beepFrame(index: number): Uint8Array {
  return toneFrame([620], index, 4000);
}

const WAIT_MELODY_HZ = [261.6, 329.6, 392, 523.3, 392, 329.6, 293.7, 349.2, 440, 349.2];
const WAIT_NOTE_MS = 400;

/** What a conference plays while it has not begun and no `waitUrl` says otherwise: a composed melody. */
export function waitMusicFrame(sinceMs: number): Uint8Array {
  const note = WAIT_MELODY_HZ[Math.floor(sinceMs / WAIT_NOTE_MS) % WAIT_MELODY_HZ.length] ?? 440;
  return toneFrame([note, note * 1.5, note * 2], (sinceMs % WAIT_NOTE_MS) / FRAME_MS, 1800);
}

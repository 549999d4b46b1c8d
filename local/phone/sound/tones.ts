import { SAMPLE_RATE_HZ } from '#core/media/media-clock.ts';
import type { Clip } from './clip.ts';

/** North American signals by their exact frequencies and cadences: Telcordia GR-506 (call progress, SIT), ITU-T T.30 (fax). */
export type Tone = 'ringback' | 'busy' | 'reorder' | 'sit' | 'fax-calling' | 'fax-answer' | 'beep';

interface Part {
  readonly hz: readonly number[];
  readonly ms: number;
}

const CADENCE: Readonly<Record<Tone, readonly Part[]>> = {
  ringback: [
    { hz: [440, 480], ms: 2000 },
    { hz: [], ms: 4000 },
  ],
  busy: [
    { hz: [480, 620], ms: 500 },
    { hz: [], ms: 500 },
  ],
  reorder: [
    { hz: [480, 620], ms: 250 },
    { hz: [], ms: 250 },
  ],
  sit: [
    { hz: [985.2], ms: 380 },
    { hz: [1428.5], ms: 276 },
    { hz: [1776.7], ms: 380 },
    { hz: [], ms: 400 },
  ],
  'fax-calling': [
    { hz: [1100], ms: 500 },
    { hz: [], ms: 3000 },
  ],
  'fax-answer': [
    { hz: [], ms: 200 },
    { hz: [2100], ms: 3300 },
    { hz: [], ms: 75 },
  ],
  beep: [{ hz: [1000], ms: 400 }],
};

const LEVEL = 0.14;
const EDGE_SAMPLES = 24;

/** One round of the signal. Signals that go on are looped by whoever plays them. */
export function tone(name: Tone): Clip {
  const parts = CADENCE[name].map(({ hz, ms }) => sine(hz, ms));
  const samples = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    samples.set(part, at);
    at += part.length;
  }
  return { samples, words: [] };
}

function sine(hz: readonly number[], ms: number): Float32Array {
  const samples = new Float32Array((ms * SAMPLE_RATE_HZ) / 1000);
  for (let i = 0; i < samples.length; i++) {
    const edge = Math.min(1, i / EDGE_SAMPLES, (samples.length - i) / EDGE_SAMPLES);
    for (const f of hz)
      samples[i] = (samples[i] ?? 0) + LEVEL * edge * Math.sin((2 * Math.PI * f * i) / SAMPLE_RATE_HZ);
  }
  return samples;
}

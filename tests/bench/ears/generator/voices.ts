import initialise from '@echogarden/espeak-ng-emscripten';

const RATE = 8000;

/** A voice of the synthesiser. */
export interface Voice {
  readonly name: string;
  readonly pitch: number;
  readonly wordsAMinute: number;
}

/** Voices of recordings, and others for people. */
export const RECORDED_VOICES: readonly Voice[] = [
  { name: 'en-us+f2', pitch: 50, wordsAMinute: 150 },
  { name: 'en-us+m3', pitch: 40, wordsAMinute: 145 },
  { name: 'en-gb+f4', pitch: 55, wordsAMinute: 155 },
  { name: 'en-gb+m7', pitch: 35, wordsAMinute: 150 },
];
export const LIVE_VOICES: readonly Voice[] = [
  { name: 'en-us+m1', pitch: 48, wordsAMinute: 185 },
  { name: 'en-us+f5', pitch: 62, wordsAMinute: 190 },
  { name: 'en-gb+m5', pitch: 44, wordsAMinute: 180 },
  { name: 'en-gb+f1', pitch: 58, wordsAMinute: 195 },
];

/** Linear resampling after a short mean: enough for a telephone's band. */
function toTelephone(samples: Int16Array, rate: number): Float32Array {
  const step = rate / RATE;
  const out = new Float32Array(Math.floor(samples.length / step));
  const half = Math.floor(step / 2);
  for (let n = 0; n < out.length; n++) {
    const centre = Math.round(n * step);
    let sum = 0;
    for (let k = -half; k <= half; k++) sum += samples[centre + k] ?? 0;
    out[n] = sum / (2 * half + 1) / 32768;
  }
  const peak = out.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1e-6);
  return out.map((sample) => (0.7 * sample) / peak);
}

/** @returns speaks a sentence; the same sentence in the same voice is the same audio */
export async function openVoices(): Promise<(text: string, voice: Voice) => Float32Array> {
  const module = await initialise();
  const espeak = new module.eSpeakNGWorker();
  const spoken = new Map<string, Float32Array>();
  return (text, voice) => {
    const key = `${voice.name} ${text}`;
    const known = spoken.get(key);
    if (known !== undefined) return known;
    espeak.set_voice(voice.name);
    espeak.set_pitch(voice.pitch);
    espeak.set_rate(voice.wordsAMinute);
    const chunks: Int16Array[] = [];
    espeak.synthesize(text, (audio) => {
      if (audio !== null) chunks.push(new Int16Array(audio.slice(0)));
      return false;
    });
    const all = new Int16Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
    let at = 0;
    for (const chunk of chunks) {
      all.set(chunk, at);
      at += chunk.length;
    }
    const samples = toTelephone(all, espeak.samplerate);
    spoken.set(key, samples);
    return samples;
  };
}

import initialise from '@echogarden/espeak-ng-emscripten';
import { SAMPLE_RATE_HZ } from '#core/media/media-clock.ts';
import type { SpokenWord } from '#local/phone/party.ts';
import type { Speech } from './clip.ts';
import { resample } from './resample.ts';
import { voiceNamed } from './voices.ts';

/** Level of the loudest sample after levelling: as the rendered prompts. */
const PEAK = 0.55;

/** eSpeak NG compiled to WebAssembly: offline, with the times of the words. Its noise is seeded by the time. */
export async function openSynthesiser(): Promise<Speech> {
  const module = await initialise();
  const espeak = new module.eSpeakNGWorker();
  return (text, name) => {
    const { live } = voiceNamed(name);
    espeak.set_voice(live.voice);
    espeak.set_pitch(live.pitch);
    espeak.set_rate(live.wordsPerMinute);
    const chunks: Int16Array[] = [];
    const marks: Mark[] = [];
    espeak.synthesize(text, (audio, events) => {
      if (audio) chunks.push(new Int16Array(audio.slice(0)));
      for (const event of events) if (event.type === 'word' || event.type === 'end') marks.push(event);
      return false;
    });
    return { samples: level(resample(join(chunks), espeak.samplerate, SAMPLE_RATE_HZ)), words: wordsAt(text, marks) };
  };
}

interface Mark {
  readonly type: string;
  /** 1 for the first character. */
  readonly text_position: number;
  /** ms since the start of the audio. */
  readonly audio_position: number;
}

/** The words of the text with the times of the marks that fall into them. Words that are run together by the voice share their time. */
function wordsAt(text: string, marks: readonly Mark[]): SpokenWord[] {
  const starts = marks.filter((mark) => mark.type === 'word');
  const spans = [...text.matchAll(/\S+/g)].map((match) => ({ text: match[0], at: match.index }));
  const words: SpokenWord[] = [];
  for (const [index, span] of spans.entries()) {
    const endOfSpan = spans[index + 1]?.at ?? text.length + 1;
    const own = starts.find((mark) => mark.text_position - 1 >= span.at - 1 && mark.text_position - 1 < endOfSpan - 1);
    const fromMs = own?.audio_position ?? words.at(-1)?.fromMs ?? 0;
    const next = marks.find((mark) => mark.audio_position > fromMs);
    words.push({ text: span.text, fromMs, toMs: next?.audio_position ?? fromMs + 200 });
  }
  return words;
}

function join(chunks: readonly Int16Array[]): Float32Array {
  const samples = new Float32Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) for (const value of chunk) samples[at++] = value / 32768;
  return samples;
}

function level(samples: Float32Array): Float32Array {
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1e-6);
  return samples.map((sample) => (sample / peak) * PEAK);
}

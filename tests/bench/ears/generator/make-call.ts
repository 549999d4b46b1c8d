import { type Chance, chance } from '#tests/bench/ears/generator/chance.ts';
import { someChannel, transmit } from '#tests/bench/ears/generator/channel.ts';
import { type HoldKind, SENTENCES } from '#tests/bench/ears/generator/kinds.ts';
import { compose } from '#tests/bench/ears/generator/music.ts';
import { LIVE_VOICES, RECORDED_VOICES, type Voice } from '#tests/bench/ears/generator/voices.ts';
import type { BenchCall, TruthSegment } from '#tests/bench/ears/truth.ts';

const RATE = 8000;
const TUNE_SECONDS = 32;
const VOICE_GAIN = 0.45;
const MUSIC_GAIN = 0.3;
const DUCKED = 0.2;
const FRAME = 160;
const QUIET_PEAK = 0.01;
const REST_SHARE = 0.03;
const SHORTEST_SECONDS = 0.02;
const SENTENCE_PAUSE_FRAMES = 10;

export type Speak = (text: string, voice: Voice) => Float32Array;

interface Said {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly kind: string;
}

/** A tune whose notes die away now and then may be called silence there. */
function hasRests(music: Float32Array): boolean {
  let quiet = 0;
  for (let at = 0; at + FRAME <= music.length; at += FRAME) {
    let peak = 0;
    for (let n = at; n < at + FRAME; n++) peak = Math.max(peak, Math.abs(music[n] ?? 0));
    if (peak < QUIET_PEAK) quiet += 1;
  }
  return quiet * FRAME > REST_SHARE * music.length;
}

/** The stretches of sentences, where as many pauses as there are sentences tell them apart: else all of it as one. */
function sentencesOf(voice: Float32Array, text: string): { from: number; to: number; text: string }[] {
  const stretches: { from: number; to: number }[] = [];
  for (let at = 0; at < voice.length; at += FRAME) {
    const isQuiet = voice.subarray(at, at + FRAME).every((sample) => Math.abs(sample) < QUIET_PEAK);
    if (isQuiet) continue;
    const last = stretches.at(-1);
    if (last === undefined || at - last.to >= SENTENCE_PAUSE_FRAMES * FRAME)
      stretches.push({ from: at, to: at + FRAME });
    else last.to = at + FRAME;
  }
  const sentences = text.split(/(?<=[.?!]) /);
  if (stretches.length !== sentences.length) return [{ from: 0, to: voice.length, text }];
  return stretches.map((stretch, n) => ({ ...stretch, text: sentences[n] ?? '' }));
}

/** A call while it is made: what was laid down so far, and what it is. */
class Tape {
  readonly parts: Float32Array[] = [];
  readonly segments: TruthSegment[] = [];
  readonly transcript: Said[] = [];
  seconds = 0;

  add(samples: Float32Array, label: string, more: Partial<TruthSegment> = {}): void {
    const start = this.seconds;
    this.parts.push(samples);
    this.seconds += samples.length / RATE;
    this.segments.push({ start, end: this.seconds, label, ...more });
  }

  silence(seconds: number): void {
    this.add(new Float32Array(Math.round(seconds * RATE)), 'silence');
  }

  /** `voice`: the words alone, without what sounds with them. */
  say(
    samples: Float32Array,
    text: string,
    label: 'ivr' | 'human',
    voice: Float32Array,
    more: Partial<TruthSegment> = {},
  ): void {
    const start = this.seconds;
    this.add(samples, label, { recording_id: text, ...more });
    const kind = label === 'ivr' ? 'recording' : 'human';
    for (const one of sentencesOf(voice, text))
      this.transcript.push({ start: start + one.from / RATE, end: start + one.to / RATE, text: one.text, kind });
  }
}

const scaled = (samples: Float32Array, gain: number): Float32Array => samples.map((sample) => sample * gain);

function tone(hz: readonly number[], seconds: number): Float32Array {
  return Float32Array.from({ length: Math.round(seconds * RATE) }, (_, n) =>
    hz.reduce((sum, f) => sum + 0.12 * Math.sin((2 * Math.PI * f * n) / RATE), 0),
  );
}

function ring(tape: Tape, times: number): void {
  for (let ring = 0; ring < times; ring++) {
    tape.add(tone([440, 480], 2), 'ringback');
    tape.add(new Float32Array(RATE * 4), 'ringback', { accept: ['silence'] });
  }
}

function hold(tape: Tape, kind: HoldKind, seconds: number, voice: Voice, speak: Speak, dice: Chance): void {
  const tune = kind.music === null ? null : scaled(compose(kind.music, TUNE_SECONDS, dice), MUSIC_GAIN);
  const until = tape.seconds + seconds;
  let played = 0;
  let place = dice.whole(4, 12);
  let spoken = 0;

  function next(count: number, gain = 1): Float32Array {
    const from = played;
    played += count;
    return Float32Array.from({ length: count }, (_, n) => gain * (tune?.[(from + n) % tune.length] ?? 0));
  }

  function wait(length: number): void {
    if (tune === null) tape.silence(length);
    else {
      const music = next(Math.round(length * RATE), kind.odd === 'loud-quiet' ? dice.pick([1, 0.25]) : 1);
      tape.add(music, 'music', hasRests(music) ? { accept: ['silence'] } : {});
    }
  }

  function announce(): void {
    const sort = kind.says[spoken % kind.says.length] ?? 'wait';
    const text = dice
      .pick(SENTENCES[sort])
      .replace('#', String(place))
      .replace('@', String(place * 2));
    spoken += 1;
    if (spoken % 3 === 0 && place > 1) place -= 1;
    const words = scaled(speak(text, voice), VOICE_GAIN);
    if (kind.announcements === 'duck' && tune !== null) {
      const under = next(words.length, DUCKED);
      tape.say(
        words.map((sample, n) => sample + (under[n] ?? 0)),
        text,
        'ivr',
        words,
        { over_music: true },
      );
      return;
    }
    tape.silence(dice.between(0.2, 0.7));
    tape.say(words, text, 'ivr', words);
    tape.silence(dice.between(0.2, 0.7));
  }

  while (until - tape.seconds > SHORTEST_SECONDS) {
    wait(Math.min(until - tape.seconds, kind.everySeconds * dice.between(0.8, 1.2)));
    if (kind.odd === 'dropouts') tape.silence(dice.between(0.4, 1.2));
    if (kind.odd === 'beeps') tape.add(tone([1400], 0.2), 'tone');
    if (kind.odd === 'rings' && dice.maybe(0.2)) ring(tape, 1);
    if (kind.odd === 'passed-on' && dice.maybe(0.1)) {
      ring(tape, 1);
      const words = scaled(speak(SENTENCES.greeting[0], dice.pick(RECORDED_VOICES)), VOICE_GAIN);
      tape.say(words, SENTENCES.greeting[0], 'ivr', words);
      tape.silence(0.6);
    }
    if (kind.announcements !== 'none' && tape.seconds < until) announce();
  }
}

/** A person picks up: the line opens with its room, a greeting, room to answer, and again. */
function pickUp(tape: Tape, speak: Speak, dice: Chance): { start: number; end: number } {
  tape.silence(dice.between(0.3, 1.6));
  const start = tape.seconds;
  const voice = dice.pick(LIVE_VOICES);
  const room = dice.between(0.0005, 0.006);
  for (const text of dice.pick(SENTENCES.live)) {
    const words = scaled(speak(text, voice), VOICE_GAIN * dice.between(0.5, 1));
    tape.say(
      words.map((sample) => sample + room * (2 * dice.next() - 1)),
      text,
      'human',
      words,
    );
    tape.add(
      Float32Array.from({ length: Math.round(dice.between(1.2, 3.2) * RATE) }, () => room * (2 * dice.next() - 1)),
      'silence',
    );
  }
  return { start, end: tape.seconds };
}

/** One call from a seed: ringing, a menu, hold of a kind, and a person at the end or nobody. */
export function makeCall(
  seed: number,
  kind: HoldKind,
  options: { readonly holdSeconds: number; readonly person: boolean },
  speak: Speak,
): BenchCall {
  const dice = chance(seed);
  const tape = new Tape();
  const voice = dice.pick(RECORDED_VOICES);
  tape.silence(0.4);
  ring(tape, 1);
  for (const text of [...SENTENCES.greeting, ...SENTENCES.menu]) {
    const words = scaled(speak(text, voice), VOICE_GAIN);
    tape.say(words, text, 'ivr', words);
    tape.silence(dice.between(0.5, 1));
  }
  const from = tape.seconds;
  hold(tape, kind, options.holdSeconds, voice, speak, dice);
  const holdSeconds = tape.seconds - from;
  const person = options.person ? pickUp(tape, speak, dice) : null;
  const all = new Float32Array(tape.parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of tape.parts) {
    all.set(part, at);
    at += part.length;
  }
  const name = `s${seed}-${kind.name.replaceAll(/[^a-z]+/g, '-')}`;
  return {
    audio: transmit(all, someChannel(dice), dice),
    truth: {
      name,
      scenario: kind.name,
      duration: tape.seconds,
      human_at: person?.start ?? null,
      humans: person === null ? [] : [{ ...person, role: 'agent' }],
      hold_seconds: holdSeconds,
      tags: [],
      segments: tape.segments,
      transcript: tape.transcript,
    },
  };
}

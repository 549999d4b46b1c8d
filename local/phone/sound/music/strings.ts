import { between, seeded } from '../seeded.ts';
import { harmonics, MAJOR, MINOR, noteHz, pick, score } from './score.ts';

const BOW = [1, 0.55, 0.4, 0.25, 0.18, 0.1, 0.06];
const PLUCK = [1, 0.45, 0.2, 0.1];
const BARS = 8;

/** Soft strings in long chords, an arpeggio on top. */
export function strings(seed: number): Float32Array {
  const random = seeded(seed);
  const barSeconds = between(random, 3.4, 4.2);
  const key = 48 + Math.floor(random() * 8);
  const roots = pick(random, [
    [0, -3, 5, 7, 0, -3, 2, 7],
    [0, 5, -3, 7, 0, 5, 2, 7],
    [0, 7, -3, 4, 5, 0, 5, 7],
  ]);
  const music = score(barSeconds * BARS);
  for (let bar = 0; bar < BARS; bar++) {
    const root = key + (roots[bar] ?? 0);
    const chord = [-3, 2, 4].includes(roots[bar] ?? 0) ? MINOR : MAJOR;
    for (const step of [-12, ...chord, 12]) bowed(root + step, bar * barSeconds);
    for (let eighth = 0; eighth < 8; eighth++) {
      const tone = chord[[0, 1, 2, 1, 0, 2, 1, 2][eighth] ?? 0] ?? 0;
      plucked(root + 12 + tone + (random() < 0.3 ? 12 : 0), (bar + eighth / 8) * barSeconds);
    }
  }
  return music.samples;

  function bowed(note: number, at: number) {
    const vibratoHz = between(random, 4.6, 5.6);
    const detune = between(random, 0.998, 1.002);
    const wave = harmonics(noteHz(note) * detune, BOW);
    const length = barSeconds * 1.15;
    music.add(at, length, (t) => {
      const swell = Math.min(1, t / 0.6, (length - t) / 0.7);
      return 0.12 * swell * wave(t + 0.00008 * Math.sin(2 * Math.PI * vibratoHz * t));
    });
  }

  function plucked(note: number, at: number) {
    const wave = harmonics(noteHz(note), PLUCK);
    const level = between(random, 0.2, 0.32);
    music.add(at, 1.2, (t) => level * Math.min(1, t / 0.004) * Math.exp(-4.2 * t) * wave(t));
  }
}

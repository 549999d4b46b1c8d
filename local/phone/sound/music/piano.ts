import { between, seeded } from '../seeded.ts';
import { harmonics, MAJOR, MINOR, noteHz, score } from './score.ts';

const STRUCK = [1, 0.62, 0.34, 0.2, 0.13, 0.08, 0.05];
const BARS = 8;
const SCALE = [0, 2, 4, 7, 9, 12, 14, 16];

/** Solo piano: broken chords in the left hand, a slow tune in the right, rests between the phrases. */
export function piano(seed: number): Float32Array {
  const random = seeded(seed);
  const beat = between(random, 0.62, 0.8);
  const key = 50 + Math.floor(random() * 8);
  const roots = [0, 9, 5, 7, 0, 4, 5, 7];
  const music = score(beat * 4 * BARS);
  let degree = 3;
  for (let bar = 0; bar < BARS; bar++) {
    const root = roots[bar] ?? 0;
    const chord = root === 9 || root === 4 ? MINOR : MAJOR;
    const at = bar * 4 * beat;
    for (let eighth = 0; eighth < 8; eighth++) {
      struck(key - 12 + root + (chord[[0, 2, 1, 2][eighth % 4] ?? 0] ?? 0), at + (eighth * beat) / 2, 0.16);
    }
    for (let n = 0; n < 4; n++) {
      const rests = bar % 4 === 3 && n > 1;
      if (rests || random() < 0.25) continue;
      degree = Math.max(0, Math.min(SCALE.length - 1, degree + Math.round(between(random, -2, 2))));
      struck(key + 12 + (SCALE[degree] ?? 0), at + n * beat + between(random, 0, 0.02), between(random, 0.26, 0.4));
    }
  }
  return music.samples;

  function struck(note: number, at: number, level: number) {
    const hz = noteHz(note);
    const wave = harmonics(hz, STRUCK);
    const fade = 0.9 + hz / 400;
    music.add(at, 2.4, (t) => level * Math.min(1, t / 0.003) * Math.exp(-fade * t) * wave(t));
  }
}

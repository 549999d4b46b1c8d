import { white } from '../channel.ts';
import { between, seeded } from '../seeded.ts';
import { DOMINANT, harmonics, MAJOR_SEVENTH, MINOR_SEVENTH, noteHz, pick, score } from './score.ts';

const RHODES = [1, 0.5, 0.12, 0.08];
const BASS = [1, 0.6, 0.3, 0.15];
const BRASS = [1, 0.7, 0.55, 0.35, 0.2, 0.12];
const BARS = 12;
const SWING = 0.64;

/** Easy swing: electric piano, walking bass, brushes and a tune that improvises. */
export function jazz(seed: number): Float32Array {
  const random = seeded(seed);
  const beat = 60 / between(random, 104, 132);
  const key = 50 + Math.floor(random() * 7);
  const changes = [
    { root: 2, chord: MINOR_SEVENTH },
    { root: 7, chord: DOMINANT },
    { root: 0, chord: MAJOR_SEVENTH },
    { root: 9, chord: MINOR_SEVENTH },
  ];
  const music = score(beat * 4 * BARS);
  for (let bar = 0; bar < BARS; bar++) {
    const { root, chord } = changes[bar % changes.length] ?? { root: 0, chord: MAJOR_SEVENTH };
    const at = bar * 4 * beat;
    for (const stab of random() < 0.5 ? [0, 1 + SWING] : [SWING, 3]) {
      for (const step of chord) rhodes(key + root + step + (step < 4 ? 12 : 0), at + stab * beat);
    }
    for (let n = 0; n < 4; n++) {
      bass(key + root - 12 + (chord[n] ?? 0), at + n * beat);
      brush(at + n * beat, n % 2 === 1 ? 0.3 : 0.12);
      if (n % 2 === 1) brush(at + (n + SWING) * beat, 0.09);
    }
    tune(key + root + 12, chord, at);
  }
  return music.samples;

  function rhodes(note: number, at: number) {
    const wave = harmonics(noteHz(note), RHODES);
    music.add(at, 1.1, (t) => 0.11 * Math.min(1, t / 0.006) * Math.exp(-3 * t) * wave(t));
  }

  function bass(note: number, at: number) {
    const wave = harmonics(noteHz(note), BASS);
    music.add(at, beat * 0.95, (t) => 0.3 * Math.min(1, t / 0.01) * Math.exp(-2.4 * t) * wave(t));
  }

  function brush(at: number, level: number) {
    music.add(at, 0.12, (t) => level * Math.exp(-38 * t) * white(random) * 0.5);
  }

  function tune(root: number, chord: readonly number[], at: number) {
    if (random() < 0.25) return;
    for (let n = 0; n < 4; n++) {
      if (random() < 0.35) continue;
      const late = random() < 0.4 ? SWING : 0;
      const step = chord[Math.floor(random() * chord.length)] ?? 0;
      const wave = harmonics(noteHz(root + step + pick(random, [0, 0, 2, -1])), BRASS);
      const length = beat * between(random, 0.5, 1.1);
      music.add(at + (n + late) * beat, length, (t) => {
        const shape = Math.min(1, t / 0.03, (length - t) / 0.05);
        return 0.13 * shape * wave(t + 0.0001 * Math.sin(2 * Math.PI * 5.2 * t));
      });
    }
  }
}

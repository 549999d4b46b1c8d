import { expect, it } from 'vitest';
import stored from '#core/ears/judge/weights/voice-model.json' with { type: 'json' };
import { loadPooledCrnn } from '#core/ears/network/pooled-crnn.ts';
import answersOfPyTorch from '#tests/core/ears/network/voice-model-answers.json' with { type: 'json' };
import { seeded } from '#tests/core/ears/sounds.ts';

const create = loadPooledCrnn(stored);
const BANDS = 24;
const INPUTS = 27;
const trained = new Float32Array(Uint8Array.from(atob(answersOfPyTorch.float32), (c) => c.charCodeAt(0)).buffer);

function answers(network: ReturnType<typeof create>, seed: number): number[] {
  const random = seeded(seed);
  const mel = new Float32Array(INPUTS);
  const logits: number[] = [];
  for (let frame = 0; frame < 100; frame++) {
    for (let band = 0; band < BANDS; band++) mel[band] = -12 * random();
    if (network.hear(mel, 0)) logits.push(network.logit);
  }
  return logits;
}

it('answers as the trained network does in PyTorch: train_voice.py --parity wrote its answers to the same bands and the same melody', () => {
  const network = create();
  const mel = new Float32Array(INPUTS);
  const logits: number[] = [];
  const voiced = (frame: number) => Math.sin(0.21 * frame) > 2 * 0.45 - 1;
  const octaves = (frame: number) => Math.cos(0.13 * frame);
  for (let frame = 0; frame < 2 * trained.length; frame++) {
    for (let band = 0; band < BANDS; band++) {
      mel[band] = -6 + 4 * Math.sin(0.37 * frame + 0.91 * band) + 2 * Math.cos(0.051 * frame * band);
    }
    const rise = octaves(frame) - octaves(frame - 1);
    mel[BANDS] = 1.5 * Math.sin(0.21 * frame);
    mel[BANDS + 1] = voiced(frame) ? 2 * octaves(frame) : 0;
    mel[BANDS + 2] = frame > 0 && voiced(frame) && voiced(frame - 1) ? 15 * Math.max(-0.2, Math.min(0.2, rise)) : 0;
    if (network.hear(mel, 0)) logits.push(network.logit);
  }
  expect(logits).toHaveLength(trained.length);
  for (const [step, logit] of logits.entries())
    expect(logit, `step ${step}`).toBeCloseTo(trained[step] ?? Number.NaN, 2);
});

it('answers every second frame, and the same after a reset', () => {
  const network = create();
  const first = answers(network, 3);
  expect(first).toHaveLength(50);
  expect(answers(network, 3)).not.toEqual(first);
  network.reset();
  expect(network.logit).toBe(0);
  expect(answers(network, 3)).toEqual(first);
});

it('two calls at once do not disturb each other', () => {
  const one = create();
  const other = create();
  const alone = answers(create(), 5);
  const random = seeded(5);
  const mel = new Float32Array(INPUTS);
  const noise = new Float32Array(INPUTS).fill(-3);
  const logits: number[] = [];
  for (let frame = 0; frame < 100; frame++) {
    for (let band = 0; band < BANDS; band++) mel[band] = -12 * random();
    if (one.hear(mel, 0)) logits.push(one.logit);
    other.hear(noise, 0);
  }
  expect(logits).toEqual(alone);
});

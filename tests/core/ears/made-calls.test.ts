import { expect, it } from 'vitest';
import { createEars } from '#core/ears/create-ears.ts';
import { HOLD_KINDS } from '#tests/bench/ears/generator/kinds.ts';
import { makeCall } from '#tests/bench/ears/generator/make-call.ts';
import { openVoices } from '#tests/bench/ears/generator/voices.ts';
import { hearCall } from '#tests/bench/ears/hear-call.ts';
import { predictionOf } from '#tests/bench/ears/prediction.ts';
import { addCall, emptyScore } from '#tests/bench/ears/score.ts';
import { spokenSeconds } from '#tests/bench/ears/truth.ts';
import { timedWords } from '#tests/bench/ears/words.ts';

const SEED = 77;

it(`made calls of three kinds: no false ring, every person found with words (seed ${SEED})`, async () => {
  const speak = await openVoices();
  const score = emptyScore();
  let sentMs = 0;
  let speechMs = 0;
  let allMs = 0;
  for (const [index, kind] of HOLD_KINDS.filter((_, place) => place % 8 === 0).entries()) {
    const { truth, audio } = makeCall(SEED + index, kind, { holdSeconds: 30, person: index % 2 === 0 }, speak);
    const heard = hearCall(audio, timedWords(truth), createEars());
    sentMs += heard.sentMs;
    speechMs += spokenSeconds(truth) * 1000;
    allMs += audio.length / 8;
    addCall(score, truth, predictionOf(heard.events, audio.length / 8));
  }
  expect(score.missed).toEqual([]);
  expect(score.falseRings).toEqual([]);
  expect(score.rightSpeechMerged / score.frames).toBeGreaterThan(0.9);
  expect(sentMs / allMs).toBeLessThan(speechMs / allMs + 0.15);
  expect(sentMs).toBeGreaterThan(speechMs);
});

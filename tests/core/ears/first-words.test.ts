import { expect, it } from 'vitest';
import { createEars } from '#core/ears/create-ears.ts';
import { createFramer } from '#core/media/framer.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import { createSpeechGate } from '#stream-worker/session/speech-gate.ts';
import { HOLD_KINDS } from '#tests/bench/ears/generator/kinds.ts';
import { makeCall } from '#tests/bench/ears/generator/make-call.ts';
import { openVoices } from '#tests/bench/ears/generator/voices.ts';

const SEED = 91;
const isVoice = (label: string): boolean => label === 'ivr' || label === 'human';

it(`the first word of every voice goes to speech-to-text from its first 40 ms on (seed ${SEED})`, async () => {
  const speak = await openVoices();
  const late: string[] = [];
  let voices = 0;
  for (const [index, kind] of HOLD_KINDS.filter((_, place) => place % 6 === 1).entries()) {
    const { truth, audio } = makeCall(SEED + index, kind, { holdSeconds: 40, person: true }, speak);
    const sent = new Set<number>();
    const ears = createEars();
    const gate = createSpeechGate({ send: (_, atMs) => void sent.add(atMs), flush: () => {} });
    createFramer().push(audio, (frame, atMs) => {
      ears.hear(frame, atMs);
      gate.hear(frame, atMs, ears.now.mayBeSpeech ? (ears.now.voiceSinceMs ?? mediaMs(0)) : null);
    });
    for (const [place, { start, label }] of truth.segments.entries()) {
      if (!isVoice(label) || isVoice(truth.segments[place - 1]?.label ?? '')) continue;
      voices += 1;
      if (!sent.has(Math.ceil(start * 50) * 20 + 40)) late.push(`${kind.name} at ${start.toFixed(2)} s`);
    }
  }
  expect(voices).toBeGreaterThan(15);
  expect(late).toEqual([]);
});

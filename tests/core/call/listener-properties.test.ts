import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Heard } from '#core/call/listener.ts';
import { callMachine } from '#core/contracts/call-machine.ts';
import { hearLine, holdSince, listen, verdict, voiceWaits, waitIn, wordsOf } from './line-script.ts';

const parts = fc.constantFrom(
  'music 4s',
  'silence 2s',
  'silence 20s',
  'speech 3s "press one for sales or two for service"',
  'speech 1s',
  'tone busy 2s',
  'ringback 4s',
);
const questions = fc.record({
  atMs: fc.nat({ max: 30_000 }),
  waiting: fc.constantFrom(
    listen(0),
    listen(5_000, { token: 'later' }),
    holdSince(),
    waitIn('AskUser'),
    waitIn('ReachUser'),
    waitIn('Bridge'),
  ),
});
const moments = fc.nat({ max: 30_000 });
const others: fc.Arbitrary<{ atMs: number; heard: Heard }> = fc.oneof(
  moments.chain((atMs) =>
    fc
      .constantFrom('probable', 'confirmed', 'retracted')
      .map((sure) => verdict('human', sure, atMs, Math.max(0, atMs - 900))),
  ),
  moments.map((atMs) => voiceWaits(atMs, Math.max(0, atMs - 3_000))),
  moments.map((atMs) => ({ atMs, heard: { kind: 'words-lost' } as const })),
  moments.map((atMs) => ({ atMs, heard: { kind: 'words-restored' } as const })),
  moments.map((atMs) => ({ atMs, heard: wordsOf('please hold', Math.max(0, atMs - 900), atMs, false) })),
);

it('whatever is heard: one answer a token at most, and only what its step may be told', () => {
  fc.assert(
    fc.property(
      fc.array(parts, { minLength: 1, maxLength: 10 }),
      fc.array(questions, { maxLength: 6 }),
      fc.array(others, { maxLength: 8 }),
      (line, ask, also) => {
        const { answers } = hearLine(line.join(', '), { ask, also });
        const tokens = answers.map(({ token }) => token);
        expect(tokens).toEqual([...new Set(tokens)]);
        for (const { token, observation } of answers) {
          const state = ask.find(({ waiting }) => waiting.token === token)?.waiting.state ?? 'Listen';
          expect(callMachine[state].told).toContain(observation.kind);
        }
      },
    ),
    { numRuns: 150 },
  );
});

import { beforeEach, describe, expect, it } from 'vitest';
import { mediaMs } from '#core/media/media-clock.ts';
import { createSpeechGate, type SpeechGate } from '#stream-worker/session/speech-gate.ts';

let sent: number[];
let flushes: number;
let gate: SpeechGate;
let atMs: number;

beforeEach(() => {
  sent = [];
  flushes = 0;
  atMs = 0;
  const flush = () => {
    flushes += 1;
  };
  gate = createSpeechGate({ send: (_, at) => void sent.push(at), flush });
});

function hear(ms: number, mayBeSpeech: boolean, sinceMs = 0): void {
  for (const until = atMs + ms; atMs < until; atMs += 20)
    gate.hear(new Uint8Array(160), mediaMs(atMs), mayBeSpeech ? mediaMs(sinceMs) : null);
}
const from = (startMs: number, endMs: number): number[] =>
  Array.from({ length: (endMs - startMs) / 20 }, (_, n) => startMs + n * 20);

describe('what goes to speech-to-text', () => {
  it('is nothing while nobody speaks', () => {
    hear(10_000, false);
    expect([sent, flushes, gate.sentMs]).toEqual([[], 0, 0]);
  });
  it('begins half a second before speech was noticed, and is told to be finished when it is over', () => {
    hear(2_000, false);
    hear(1_000, true);
    expect(sent).toEqual(from(1_500, 3_000));
    expect(flushes).toBe(0);
    hear(1_000, false);
    expect([sent.length, flushes, gate.sentMs]).toEqual([75, 1, 1_500]);
  });
  it('begins no earlier than the voice may have', () => {
    hear(2_000, false);
    hear(1_000, true, 1_720);
    expect(sent).toEqual(from(1_720, 3_000));
  });
  it('is each frame once, in order, however short the pauses are', () => {
    hear(300, false);
    for (let word = 0; word < 5; word++) {
      hear(200, true);
      hear(100 * (word + 1), false);
    }
    hear(200, true);
    expect(sent).toEqual([...new Set(sent)].sort((a, b) => a - b));
    expect(sent.length * 20).toBe(gate.sentMs);
    expect(sent[0]).toBe(0);
  });
  it('is nothing of before it was shut', () => {
    hear(2_000, false);
    gate.shut();
    hear(200, true);
    expect(sent).toEqual(from(2_000, 2_200));
    gate.shut();
    expect(flushes).toBe(1);
  });
});

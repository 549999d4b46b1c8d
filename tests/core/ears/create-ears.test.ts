import { describe, expect, it } from 'vitest';
import { createEars } from '#core/ears/create-ears.ts';
import type { EarEvent } from '#core/ears/ears.ts';
import { createFramer } from '#core/media/framer.ts';
import { encodeMuLaw } from '#core/media/mu-law.ts';

const tones = (hz: readonly number[], seconds: number): number[] =>
  Array.from({ length: seconds * 8000 }, (_, n) =>
    hz.reduce((sum, f) => sum + 5000 * Math.sin((2 * Math.PI * f * n) / 8000), 0),
  );
const silence = (seconds: number): number[] => new Array<number>(seconds * 8000).fill(0);

function hear(samples: readonly number[]): EarEvent[] {
  const ears = createEars();
  const events: EarEvent[] = [];
  createFramer().push(encodeMuLaw(samples), (frame, atMs) => events.push(...ears.hear(frame, atMs)));
  return events;
}

const soundsIn = (events: readonly EarEvent[]): string[] =>
  events.flatMap((e) => (e.kind === 'segment-opened' ? [e.segment.tone ?? e.segment.sound] : []));

describe('ears', () => {
  it('hear a US ringback as ringback, on for 2 s and off for 4 s', () => {
    expect(
      soundsIn(hear([...silence(1), ...tones([440, 480], 2), ...silence(4), ...tones([440, 480], 2), ...silence(1)])),
    ).toEqual(['silence', 'ringback', 'silence', 'ringback', 'silence']);
  });
  it('hear a US busy tone', () => {
    expect(
      soundsIn(
        hear([...silence(1), ...tones([480, 620], 0.5), ...silence(0.5), ...tones([480, 620], 0.5), ...silence(1)]),
      ),
    ).toContain('busy');
  });
});

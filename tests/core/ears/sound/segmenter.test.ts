import { describe, expect, it } from 'vitest';
import type { EarEvent, Segment, SoundClass, ToneKind } from '#core/ears/ears.ts';
import type { FrameLabel } from '#core/ears/sound/labeller.ts';
import { createSegmenter } from '#core/ears/sound/segmenter.ts';
import { mediaMs } from '#core/media/media-clock.ts';

/** A sound, for so many ms, at a level. */
type Stretch = readonly [SoundClass, number, number?];

const label = (sound: SoundClass, levelDb: number, tone: ToneKind | null = null): FrameLabel => ({
  sound,
  tone,
  levelDb,
  floorDb: -64,
  speech: 0,
  music: 0,
  confidence: 1,
});

function play(script: readonly Stretch[]) {
  const segmenter = createSegmenter();
  const events: EarEvent[] = [];
  let at = 0;
  const hear = (more: readonly Stretch[]): void => {
    for (const [sound, forMs, levelDb = -20] of more)
      for (const until = at + forMs; at < until; at += 20) {
        const tone = sound === 'tone' ? 'busy' : null;
        segmenter.hear(label(sound, levelDb, tone), mediaMs(at), events);
      }
  };
  hear(script);
  return { segmenter, events, hear };
}

const closed = (events: readonly EarEvent[]): Segment[] =>
  events.flatMap((e) => (e.kind === 'segment-closed' ? [e.segment] : []));
const spans = (events: readonly EarEvent[]): string[] =>
  closed(events).map(({ sound, fromMs, toMs }) => `${sound} ${fromMs}-${toMs}`);

describe('segments', () => {
  it('tell start, end, mean level and what lies underneath', () => {
    const { events } = play([
      ['silence', 1000, -60],
      ['speech', 1000, -20],
      ['speech', 1000, -26],
      ['music', 1000],
    ]);
    const [, voice] = closed(events);
    expect(voice).toMatchObject({ sound: 'speech', fromMs: 1000, toMs: 3000, backgroundDb: -64 });
    // Mean power of both halves; the frames in which the voice was not yet believed are not in it.
    expect(voice?.levelDb).toBeGreaterThan(-22.5);
    expect(voice?.levelDb).toBeLessThan(-21.5);
  });
  it('are announced before they end, and once', () => {
    const { events } = play([
      ['silence', 1000],
      ['speech', 140],
    ]);
    expect(events.map((e) => ('segment' in e ? `${e.kind} ${e.segment.sound}` : e.kind))).toEqual([
      'segment-opened silence',
      'segment-closed silence',
      'segment-opened speech',
    ]);
  });
  it.each<[string, Stretch[], string[]]>([
    [
      'a pause inside speech is bridged',
      [
        ['speech', 1000],
        ['silence', 400],
        ['speech', 1000],
        ['tone', 100],
      ],
      ['speech 0-2400'],
    ],
    [
      'a longer one is a silence',
      [
        ['speech', 1000],
        ['silence', 600],
        ['speech', 1000],
        ['tone', 100],
      ],
      ['speech 0-1000', 'silence 1000-1600', 'speech 1600-2600'],
    ],
    [
      'a syllable in music is none',
      [
        ['music', 2000],
        ['speech', 300],
        ['music', 1000],
        ['tone', 100],
      ],
      ['music 0-3300'],
    ],
    [
      'a voice in music is one',
      [
        ['music', 2000],
        ['speech', 500],
        ['tone', 100],
      ],
      ['music 0-2000', 'speech 2000-2500'],
    ],
    [
      'a short gap between two sounds is kept',
      [
        ['speech', 1000],
        ['silence', 200],
        ['music', 1000],
        ['tone', 100],
      ],
      ['speech 0-1000', 'silence 1000-1200', 'music 1200-2200'],
    ],
  ])('%s', (_, script, expected) => expect(spans(play(script).events)).toEqual(expected));

  it('are corrected when it is known better, and only those that began then', () => {
    const { segmenter, events } = play([
      ['silence', 500],
      ['ringback', 400],
    ]);
    segmenter.correct('busy', mediaMs(200), events);
    expect(events.filter(({ kind }) => kind === 'segment-corrected')).toEqual([]);
    segmenter.correct('busy', mediaMs(500), events);
    segmenter.correct('busy', mediaMs(500), events);
    expect(events.filter(({ kind }) => kind === 'segment-corrected')).toMatchObject([
      { was: 'ringback', segment: { sound: 'tone', tone: 'busy', fromMs: 500 } },
    ]);
    segmenter.correct('music', mediaMs(500), events);
    expect(events.at(-1)).toMatchObject({ kind: 'segment-corrected', was: 'tone', segment: { sound: 'music' } });
    expect(segmenter.open).toMatchObject({ sound: 'music', tone: null });
  });
  it('that are voices know whether they were heard before, and lie over music', () => {
    const { segmenter, events, hear } = play([
      ['silence', 500],
      ['speech', 1000],
    ]);
    const heardBefore = { atMs: mediaMs(40), where: 'this-call' } as const;
    segmenter.know({ heardBefore }, events);
    segmenter.know({ heardBefore: { atMs: null, where: 'earlier-call' } }, events);
    segmenter.know({ overMusic: true }, events);
    expect(events.filter(({ kind }) => kind === 'heard-before')).toHaveLength(1);
    hear([['music', 1000]]);
    expect(closed(events).at(-1)).toMatchObject({ sound: 'speech', heardBefore, overMusic: true });
    segmenter.know({ heardBefore }, events);
    hear([['tone', 100]]);
    expect(closed(events).at(-1)).toMatchObject({ sound: 'music' });
    expect(closed(events).at(-1)?.heardBefore).toBeUndefined();
  });
});

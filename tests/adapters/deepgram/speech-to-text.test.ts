import { describe, expect, it } from 'vitest';
import type { ManualClock } from '#tests/support/manual-clock.ts';
import { results, scriptedDeepgram } from './scripted-deepgram.ts';

/** A session whose first connection is open and has `ms` of audio. */
async function talking(ms = 1_000) {
  const deepgram = await scriptedDeepgram();
  deepgram.say(0, ms);
  await deepgram.until(() => deepgram.connections[0]?.audio.length === ms / 20);
  const [first] = deepgram.connections;
  if (!first) throw new Error('no connection');
  return { ...deepgram, first };
}

/** The clock goes on while sockets do their work, for a minute at most. */
async function within(clock: ManualClock, done: () => boolean): Promise<void> {
  for (let waitedMs = 0; !done(); waitedMs += 50) {
    if (waitedMs > 60_000) throw new Error(`not within a minute: ${done}`);
    await clock.advance(50);
  }
}

describe('a connection', () => {
  it('is opened by the first speech, with our key and what the audio is', async () => {
    const { connections, clock, say, until } = await scriptedDeepgram();
    await clock.advance(1_000);
    expect(connections).toEqual([]);
    say(0, 200);
    await until(() => connections[0]?.audio.length === 10);
    expect(connections[0]?.authorization).toBe('Token a-key');
    expect(Object.fromEntries(connections[0]?.query ?? [])).toMatchObject({
      model: 'nova-3',
      language: 'en-US',
      encoding: 'mulaw',
      sample_rate: '8000',
      interim_results: 'true',
      mip_opt_out: 'true',
    });
  });

  it('is kept alive over a gap, and given back after a minute without speech', async () => {
    const { clock, first, until, say, connections } = await talking();
    await clock.advance(20_000);
    await until(() => first.controls.includes('KeepAlive'));
    expect(first.closed).toBe(false);
    await clock.advance(50_000);
    await until(() => first.closed);
    expect(first.controls.at(-1)).toBe('CloseStream');
    say(80_000, 200);
    await until(() => connections[1]?.audio.length === 10);
    expect(connections[1]?.audio[0]).toBe((80_000 / 20) % 256);
  });

  it('is told where a stretch of speech ends, once', async () => {
    const { session, first, until, clock } = await talking();
    session.flush();
    session.flush();
    await until(() => first.controls.length > 0);
    await clock.advance(10);
    expect(first.controls).toEqual(['Finalize']);
  });

  it('is closed with its last words', async () => {
    const { session, first, until, text } = await talking();
    const closed = session.close();
    await until(() => first.controls.includes('CloseStream'));
    first.socket.send(results([0, 1], [['goodbye', 0.2, 0.6]]));
    first.socket.close(1000);
    await until(() => first.closed);
    await closed;
    expect(text()).toEqual(['goodbye']);
  });

  it('that does not close is left after 2 s', async () => {
    const { session, first, until, clock } = await talking();
    const closed = session.close();
    await clock.advance(2_500);
    await closed;
    await until(() => first.closed);
  });
});

describe('words', () => {
  it('are placed in media time, whatever was left out between', async () => {
    const { say, first, heard, until } = await talking();
    say(61_000, 1_000);
    await until(() => first.audio.length === 100);
    first.socket.send(
      results(
        [0, 1.6],
        [
          ['before', 0.5, 1.0],
          ['after', 1.0, 1.5],
        ],
      ),
    );
    await until(() => heard.length === 1);
    expect(heard[0]).toMatchObject({
      final: true,
      fromMs: 0,
      toMs: 61_600,
      words: [
        { text: 'before', fromMs: 500, toMs: 1_000, confidence: 0.98 },
        { text: 'after', fromMs: 61_000, toMs: 61_500 },
      ],
    });
  });

  it('come as interim first, from the same moment; interim silence is not told, final silence is', async () => {
    const { first, heard, until } = await talking();
    first.socket.send(results([0, 0.3], [], false));
    first.socket.send(results([0, 0.5], [['hel', 0.1, 0.4]], false));
    first.socket.send(results([0, 0.7], [['hello', 0.1, 0.6]]));
    first.socket.send(results([0.7, 0.3], []));
    await until(() => heard.length === 3);
    expect(heard.map(({ final, fromMs, words }) => [final, fromMs, words.length])).toEqual([
      [false, 0, 1],
      [true, 0, 1],
      [true, 700, 0],
    ]);
  });

  it('other messages and nonsense are overlooked', async () => {
    const { first, heard, until, news } = await talking();
    for (const message of [{ type: 'Metadata' }, { type: 'Results' }, { type: 'SpeechStarted', timestamp: 1 }, 5]) {
      first.socket.send(JSON.stringify(message));
    }
    first.socket.send(results([0, 1], [['hello', 0, 0.5]]));
    await until(() => heard.length === 1);
    expect(news).toEqual([]);
  });
});

describe('a connection that breaks', () => {
  it('is replaced, and gets again what had no final words', async () => {
    const { first, heard, connections, clock, say, until, news } = await talking();
    first.socket.send(results([0, 0.6], [['hello', 0.1, 0.5]]));
    await until(() => heard.length === 1);
    first.socket.terminate();
    await until(() => first.closed);
    say(1_000, 200);
    await clock.advance(300);
    await until(() => connections[1]?.audio.length === 30);
    expect(connections[1]?.audio).toEqual(Array.from({ length: 30 }, (_, frame) => 30 + frame));
    connections[1]?.socket.send(results([0, 0.6], [['world', 0.1, 0.5]]));
    await until(() => heard.length === 2);
    expect(heard[1]?.words).toMatchObject([{ text: 'world', fromMs: 700 }]);
    expect(news).toEqual([]);
  });

  it('is told as lost when the next one fails too, and as restored when one opens', async () => {
    const { first, connections, clock, news, down, up, until } = await talking();
    await down();
    await until(() => first.closed);
    await within(clock, () => news.length > 0);
    expect(news).toEqual(['lost']);
    await up();
    await within(clock, () => news.length > 1);
    await until(() => connections[1]?.audio.length === 50);
    expect(news).toEqual(['lost', 'restored']);
  });

  it('a key that is refused is lost', async () => {
    const { refuse, say, clock, news } = await scriptedDeepgram();
    refuse(401);
    say(0, 200);
    await within(clock, () => news.length > 0);
    expect(news).toEqual(['lost']);
  });

  it('keeps at most 10 s of audio', async () => {
    const { refuse, say, clock, news, until, connections } = await scriptedDeepgram();
    refuse(503);
    say(0, 15_000);
    expect(news).toEqual(['lost']);
    refuse(0);
    await within(clock, () => connections.length > 0);
    await until(() => connections[0]?.audio.length === 500);
    expect(connections[0]?.audio[0]).toBe((5_000 / 20) % 256);
  });

  it('one that takes audio and says nothing is given up', async () => {
    const { say, first, until, news, clock, connections } = await talking();
    say(1_000, 4_000);
    await clock.advance(8_000);
    expect(news).toEqual([]);
    say(9_000, 20);
    await until(() => first.closed);
    expect(news).toEqual(['lost']);
    await clock.advance(300);
    await until(() => connections[1]?.audio.length === 251);
    expect(news).toEqual(['lost']);
    connections[1]?.socket.send(results([0, 1], [['hello', 0.1, 0.5]]));
    await until(() => news.length === 2);
    expect(news).toEqual(['lost', 'restored']);
  });

  it('with nothing unanswered is not replaced before there is speech again', async () => {
    const { first, heard, connections, clock, say, until } = await talking();
    first.socket.send(results([0, 1], [['hello', 0.1, 0.5]]));
    await until(() => heard.length === 1);
    first.socket.terminate();
    await until(() => first.closed);
    await clock.advance(60_000);
    expect(connections).toHaveLength(1);
    say(90_000, 100);
    await until(() => connections[1]?.audio.length === 5);
  });
});

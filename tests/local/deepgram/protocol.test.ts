import { describe, expect, test } from 'vitest';
import { deepgramCall, said } from './deepgram-call.ts';

const SENTENCE = '400, Please 300, hold. 300, 600';
const LONG = Array.from({ length: 12 }, (_, n) => `word${'abcdefghijkl'[n]} 400`).join(', ');

describe('results', () => {
  test('have the shape of the protocol', async () => {
    const call = await deepgramCall({}, { punctuate: 'true' });
    await call.open();
    call.say(said(SENTENCE));
    await call.until(() => call.results().some(({ speech_final }) => speech_final));
    expect(call.results().find(({ speech_final }) => speech_final)).toEqual({
      type: 'Results',
      channel_index: [0, 1],
      start: 0,
      duration: 1.3,
      is_final: true,
      speech_final: true,
      from_finalize: false,
      channel: {
        alternatives: [
          {
            transcript: 'Please hold.',
            confidence: expect.closeTo(0.96, 1),
            words: [
              { word: 'please', punctuated_word: 'Please', start: 0.4, end: 0.7, confidence: expect.any(Number) },
              { word: 'hold', punctuated_word: 'hold.', start: 0.7, end: 1, confidence: expect.any(Number) },
            ],
          },
        ],
      },
      metadata: {
        request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        model_info: { name: 'nova-3', version: expect.any(String), arch: 'nova-3' },
        model_uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    });
  });

  test('interim ones grow, then a final one comes; all begin where the stretch began', async () => {
    const call = await deepgramCall();
    await call.open();
    call.say(said(`${LONG}, 500`));
    await call.transcript();
    const transcripts = call
      .results()
      .map(({ is_final, start, channel }) => [is_final, start, channel.alternatives[0]?.words.length]);
    expect(transcripts).toEqual([
      [false, 0, 2],
      [false, 0, 5],
      [false, 0, 7],
      [false, 0, 10],
      [true, 0, 12],
      [true, expect.any(Number), 0],
    ]);
  });

  test('without interim_results only final ones come', async () => {
    const call = await deepgramCall({}, { interim_results: 'false' });
    await call.open();
    call.say(said(`${LONG}, 500`));
    await call.transcript();
    expect(call.results().every(({ is_final }) => is_final)).toBe(true);
  });

  test.each([
    [300, 1],
    [900, 0],
    ['false', 0],
  ])('endpointing=%s after a pause of 0.6 s: %i ends of speech', async (endpointing, ends) => {
    const call = await deepgramCall({}, { endpointing });
    await call.open();
    call.say(said(`${SENTENCE}, more 300`));
    await call.transcript();
    expect(
      call
        .results()
        .slice(0, -1)
        .filter(({ speech_final }) => speech_final),
    ).toHaveLength(ends);
  });

  test('numerals are written as digits when that is asked for', async () => {
    const call = await deepgramCall({}, { numerals: 'true' });
    await call.open();
    call.say(said('press 300, two 300'));
    expect(await call.transcript()).toBe('press 2');
  });

  test('UtteranceEnd comes after a gap between words, even when the line is not silent', async () => {
    const call = await deepgramCall({}, { utterance_end_ms: 1000 });
    await call.open();
    const music = said('x 3000', 5).map(({ audio }) => ({ audio, words: [] }));
    call.say([...said(SENTENCE), ...music]);
    await call.until(() => call.messages.some(({ type }) => type === 'UtteranceEnd'));
    expect(call.messages.find(({ type }) => type === 'UtteranceEnd')).toEqual({
      type: 'UtteranceEnd',
      channel: [0, 1],
      last_word_end: 1,
    });
  });

  test('SpeechStarted comes when it is asked for', async () => {
    const call = await deepgramCall({}, { vad_events: 'true' });
    await call.open();
    call.say(said(SENTENCE));
    await call.transcript();
    expect(call.messages[0]).toEqual({ type: 'SpeechStarted', channel: [0, 1], timestamp: 0.4 });
  });

  test('nothing comes before the latency has passed', async () => {
    const call = await deepgramCall({ latencyMs: 400 });
    await call.open();
    call.say(said(SENTENCE));
    await call.until(() => call.clock.untilNextMs() === 400);
    await call.clock.advance(399);
    expect(call.messages).toEqual([]);
    await call.clock.advance(1);
    await call.until(() => call.results().length > 0);
  });
});

describe('the life of a connection', () => {
  test('Finalize makes what was heard final', async () => {
    const call = await deepgramCall();
    await call.open();
    call.say(said('hello 300, there 300'));
    call.socket.sendFinalize({ type: 'Finalize' });
    await call.until(() => call.results().length > 0);
    expect(call.results()).toMatchObject([
      { from_finalize: true, is_final: true, channel: { alternatives: [{ transcript: 'hello there' }] } },
    ]);
  });

  test('CloseStream answers with Metadata and closes', async () => {
    const call = await deepgramCall();
    await call.open();
    call.say(said(SENTENCE));
    await call.transcript();
    await call.until(() => call.closed.length > 0);
    expect(call.messages.at(-1)).toMatchObject({ type: 'Metadata', duration: 1.6, channels: 1 });
    expect(call.closed[0]?.code).toBe(1000);
  });

  test('ten seconds without audio close it with NET-0001', async () => {
    const call = await deepgramCall();
    await call.open();
    await call.clock.advance(9_999);
    expect(call.closed).toEqual([]);
    await call.clock.advance(1);
    await call.until(() => call.closed.length > 0);
    expect(call.closed[0]).toMatchObject({ code: 1011, reason: expect.stringContaining('NET-0001') });
  });

  test('KeepAlive keeps it', async () => {
    const call = await deepgramCall();
    await call.open();
    for (let n = 0; n < 5; n++) {
      await call.clock.advance(5_000);
      call.socket.sendKeepAlive({ type: 'KeepAlive' });
      await call.clock.advance(0);
    }
    call.say(said(SENTENCE));
    expect(await call.transcript()).toBe('please hold');
  });
});

describe('what goes wrong', () => {
  test.each([
    ['another key', { apiKey: 'the-right-one' }, {}, '401'],
    ['an encoding that no stream here has', {}, { encoding: 'linear16' }, '400'],
    ['utterance_end_ms without interim results', {}, { utterance_end_ms: 1000, interim_results: 'false' }, '400'],
    ['an outage', { faults: { refuseWith: 503 } }, {}, '503'],
  ])('%s is refused at the handshake', async (_, options, query, status) => {
    const call = await deepgramCall(options, query);
    await call.until(() => call.errors.length > 0);
    expect(call.errors[0]).toContain(status);
  });

  test('the connection breaks in the middle', async () => {
    const call = await deepgramCall({ faults: { closeAfterAudioMs: 800 } });
    await call.open();
    call.say(said(SENTENCE));
    await call.until(() => call.closed.length > 0);
    expect(call.closed[0]?.code).toBe(1011);
  });

  test('it takes audio and stays silent, until it is well again', async () => {
    const call = await deepgramCall({ faults: { silent: true } });
    await call.open();
    call.say(said(SENTENCE));
    call.socket.sendFinalize({ type: 'Finalize' });
    await call.clock.advance(5_000);
    expect(call.messages).toEqual([]);
    call.server.fail({});
    call.say(said('well 300, again 300', 3));
    expect(await call.transcript()).toBe('well again');
  });

  test('a text message that is no command closes it with DATA-0000', async () => {
    const call = await deepgramCall();
    await call.open();
    call.socket.sendKeepAlive({ type: 'Nonsense' });
    await call.until(() => call.closed.length > 0);
    expect(call.closed[0]).toMatchObject({ code: 1008, reason: expect.stringContaining('DATA-0000') });
  });
});

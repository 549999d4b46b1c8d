import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StoreUnavailable } from '#core/errors.ts';
import { createLagHistogram, createLagMeter } from '#stream-worker/lag-histogram.ts';
import { createOrderedQueue } from '#stream-worker/ordered-queue.ts';
import { readStreamMessage } from '#stream-worker/server/stream-message.ts';
import { createLoudness } from '#stream-worker/session/loudness.ts';
import { createManualClock } from '#tests/support/manual-clock.ts';

describe('ordered queue', () => {
  const quiet = { info: () => {}, warn: () => {}, error: () => {} };
  function aQueue(more: { most?: number; giveUpAfterMs?: number } = {}) {
    const clock = createManualClock();
    const done: string[] = [];
    const queue = createOrderedQueue({ name: 'test', clock, log: quiet, most: 10, ...more });
    const failing = (name: string, times: number, error: Error = new StoreUnavailable('down')) => {
      let left = times;
      queue.add(async () => {
        left -= 1;
        if (left >= 0) throw error;
        done.push(name);
      });
    };
    return { clock, queue, done, failing };
  }

  it('does one after the other, however long one fails', async () => {
    const { clock, done, failing } = aQueue();
    failing('first', 5);
    failing('second', 0);
    await clock.advance(1_000);
    expect(done).toEqual([]);
    await clock.advance(10_000);
    expect(done).toEqual(['first', 'second']);
  });

  it('gives up a bug soon, and an outage after its time', async () => {
    const { clock, queue, done, failing } = aQueue({ giveUpAfterMs: 60_000 });
    failing('bug', 99, new TypeError('a bug'));
    failing('outage', 99);
    failing('fine', 0);
    await clock.advance(2_000);
    expect(queue.dropped).toBe(1);
    await clock.advance(80_000);
    expect([queue.dropped, done]).toEqual([2, ['fine']]);
  });

  it('drops the oldest that waits when there are too many', async () => {
    const { clock, queue, done, failing } = aQueue({ most: 2 });
    failing('running', 1);
    for (const name of ['a', 'b', 'c']) failing(name, 0);
    await clock.advance(1_000);
    expect([queue.dropped, done]).toEqual([1, ['running', 'b', 'c']]);
  });

  it('tells of each job that it gives up, and of no other', async () => {
    const { clock, queue } = aQueue({ most: 2 });
    const lost: string[] = [];
    const never = new TypeError('a bug');
    const add = (name: string, job: () => Promise<unknown>) => queue.add(job, () => void lost.push(name));
    add('a bug', () => Promise.reject(never));
    for (const name of ['too many', 'done', 'done too']) add(name, async () => {});
    await clock.advance(1_000);
    expect(lost).toEqual(['too many', 'a bug']);
    add('runs', () => Promise.reject(new StoreUnavailable('down')));
    add('waits', async () => {});
    queue.stop();
    add('late', async () => {});
    await clock.advance(1_000);
    expect([lost.slice(2), queue.dropped]).toEqual([['waits', 'late', 'runs'], 5]);
  });

  it('is waited for no longer than one wants', async () => {
    const { clock, queue, failing } = aQueue();
    failing('never', 9_999);
    let idle = false;
    void queue.idle(5_000).then(() => {
      idle = true;
    });
    await clock.advance(4_900);
    expect(idle).toBe(false);
    await clock.advance(200);
    expect(idle).toBe(true);
  });
});

describe('messages of a stream', () => {
  it('no text whatever makes it fail', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '"event"',
      ':',
      '"media"',
      '"start"',
      ',',
      '"payload"',
      '"AA=="',
      'null',
      '1',
      '[',
    );
    const texts = fc.oneof(
      fc.string(),
      fc.json(),
      fc.array(pieces).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => ['other', 'malformed', 'stop'].includes(readStreamMessage(text).event)),
      {
        numRuns: 2_000,
      },
    );
  });

  it.each([
    ['/////w==', 4],
    ['////', 3],
    ['//8=', 2],
  ])('decodes %s to %d bytes', (payload, bytes) => {
    const message = readStreamMessage(JSON.stringify({ event: 'media', media: { timestamp: '20', payload } }));
    expect(message).toMatchObject({ event: 'media', timestampMs: 20 });
    expect(message.event === 'media' && message.audio.length).toBe(bytes);
  });

  it.each(['', '/', '//!', 'ä///', '////=//='])('does not take %j for audio', (payload) => {
    expect(readStreamMessage(JSON.stringify({ event: 'media', media: { timestamp: '20', payload } })).event).toBe(
      'malformed',
    );
  });
});

describe('lag', () => {
  it('gives percentiles once', () => {
    const lag = createLagHistogram();
    for (let ms = 1; ms <= 100; ms += 1) lag.add(ms);
    expect(lag.take()).toEqual({ p50: 50, p99: 99, most: 100, count: 100 });
    expect(lag.take()).toEqual({ p50: 0, p99: 0, most: 0, count: 0 });
  });

  it('is measured against the earliest message, and follows the drift of clocks', () => {
    const lagOf = createLagMeter();
    const lags = [lagOf(1_000, 0), lagOf(1_050, 20), lagOf(1_040, 40)];
    expect(lags.map((ms) => Math.round(ms))).toEqual([0, 30, 0]);
    let last = 0;
    for (let ms = 60; ms < 3_600_000; ms += 20) last = lagOf(1_000 + ms * 1.00005, ms);
    expect(last).toBeLessThan(1);
  });
});

it('loudness holds over the pauses between words', () => {
  const loud = createLoudness();
  const frame = (byte: number) => new Uint8Array(160).fill(byte);
  expect(loud(frame(0xff))).toBe(false);
  expect(loud(frame(0x20))).toBe(true);
  const after = Array.from({ length: 50 }, () => loud(frame(0xff)));
  expect(after.indexOf(false) * 20).toBe(780);
});

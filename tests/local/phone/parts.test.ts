import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mix } from '#local/phone/audio/mixer.ts';
import { dtmfFrequenciesHz } from '#local/phone/audio/tones.ts';
import { composedVoice } from '#local/phone/audio/voice.ts';
import { seededDraw, sidMaker } from '#local/phone/seeded.ts';
import { Bursts } from '#local/phone/streams/bursts.ts';
import { Playback } from '#local/phone/streams/playback.ts';
import { DocumentParseFailure, readTwiml } from '#local/phone/twiml/document.ts';
import { readConnectionOverrides } from '#local/phone/webhooks/connection-overrides.ts';

const frame = (byte: number) => new Uint8Array(160).fill(byte);
const SILENCE = frame(0xff);

describe('the mixer', () => {
  it('gives one voice back as it was, and nobody as null', () => {
    const voice = frame(0x12);
    expect(mix([null, voice, null])).toBe(voice);
    expect(mix([SILENCE, voice])).toBe(voice);
    expect(mix([null, SILENCE, SILENCE])).toBeNull();
    expect(mix([])).toBeNull();
  });

  it('adds linear samples, and clips what is too loud', () => {
    // 0x80 is the loudest positive byte, 0x00 the loudest negative one.
    expect(mix([frame(0x80), frame(0x80)])).toEqual(frame(0x80));
    expect(mix([frame(0x80), frame(0x00)])).toEqual(SILENCE);
    expect(mix([frame(0xa0), frame(0xa0)])?.[0]).toBe(0x90);
  });
});

describe('the playback of a two-way stream', () => {
  it('plays every byte once and in order, however it was cut, and reaches every mark in its place', () => {
    const part = fc.oneof(fc.uint8Array({ min: 1, max: 0x7e, maxLength: 400 }), fc.string({ minLength: 1 }));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const playback = new Playback();
        for (const each of parts) typeof each === 'string' ? playback.mark(each) : playback.add(each);
        const sent = parts.flatMap((each) => (typeof each === 'string' ? [] : [...each]));
        const played: number[] = [];
        const marks: string[] = [];
        for (let left = Math.ceil(sent.length / 160) + 1; left > 0; left--) {
          const next = playback.next();
          played.push(...(next.audio ?? []));
          marks.push(...next.marks);
        }
        expect(played.filter((byte) => byte !== 0xff)).toEqual(sent);
        expect(marks).toEqual(parts.filter((each) => typeof each === 'string'));
      }),
    );
  });
});

describe('bursts', () => {
  it('hold frames back for a quarter of a second at most, and let most of them go at once', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const bursts = new Bursts(seededDraw(seed));
        const went = Array.from({ length: 3000 }, () => bursts.mayGo());
        let longest = 0;
        let held = 0;
        for (const goes of went) {
          held = goes ? 0 : held + 1;
          longest = Math.max(longest, held);
        }
        expect(longest * 20).toBeLessThanOrEqual(260);
        expect(went.filter(Boolean).length).toBeGreaterThan(2000);
      }),
      { numRuns: 30 },
    );
  });
});

describe('TwiML', () => {
  it('is read with entities, declarations, comments and nested elements', () => {
    const [say, gather] = readTwiml(
      `<?xml version="1.0" encoding="UTF-8"?><!-- greeting --><Response>
        <Say voice="alice">Tom &amp; Jerry&#39;s <break time="1s"/> shop</Say>
        <Gather action="/key?a=1&amp;b=2"><Say>Press one</Say></Gather></Response>`,
    );
    expect(say).toMatchObject({ name: 'Say', text: "Tom & Jerry's shop", attributes: { voice: 'alice' } });
    expect(gather).toMatchObject({ attributes: { action: '/key?a=1&b=2' }, children: [{ name: 'Say' }] });
  });

  it.each(['', 'hello', '<Response>', '<Reply/>', '<Response></Say></Response>'])('is not %j', (text) => {
    expect(() => readTwiml(text)).toThrow(DocumentParseFailure);
  });
});

describe('connection overrides', () => {
  const cases: readonly [string, number, string[], number][] = [
    ['https://a.example/x', 1, ['ct'], 15_000],
    ['https://a.example/x#rc=3&rp=all', 3, ['4xx', '5xx', 'ct', 'rt'], 15_000],
    ['https://a.example/x#rc=2&rp=ct,rt,5xx&rt=2000', 2, ['5xx', 'ct', 'rt'], 2000],
    ['https://a.example/x#rc=9&rt=1', 1, ['ct'], 15_000],
  ];
  it.each(cases)('of %s', (url, retries, retryOn, readTimeoutMs) => {
    const read = readConnectionOverrides(url);
    expect(read).toMatchObject({ url: 'https://a.example/x', retries, readTimeoutMs });
    expect([...read.retryOn]).toEqual(retryOn);
  });
});

describe('sounds', () => {
  it('of keys are the pairs of ITU-T Q.23', () => {
    expect(dtmfFrequenciesHz('1')).toEqual([697, 1209]);
    expect(dtmfFrequenciesHz('#')).toEqual([941, 1477]);
    expect(dtmfFrequenciesHz('D')).toEqual([941, 1633]);
    expect(() => dtmfFrequenciesHz('w')).toThrow(RangeError);
  });

  it('of a sentence last about as long as somebody would need for it', () => {
    const text = 'Please hold the line, somebody will be with you in a moment.';
    const { frames } = composedVoice(text);
    expect((frames.length * 20) / 1000).toBeCloseTo(text.length / 14, -0.5);
    expect(frames.every(({ length }) => length === 160)).toBe(true);
    expect(composedVoice('').frames).toEqual([]);
  });
});

describe('names', () => {
  it('never repeat, and follow from the seed', () => {
    const [first, second] = [sidMaker('a'), sidMaker('a')];
    const made = Array.from({ length: 1000 }, () => first('CA'));
    expect(new Set(made).size).toBe(1000);
    expect(made.slice(0, 3)).toEqual([second('CA'), second('CA'), second('CA')]);
    expect(made.every((sid) => /^CA[0-9a-f]{32}$/.test(sid))).toBe(true);
  });
});

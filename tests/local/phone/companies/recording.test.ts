import { describe, expect, test } from 'vitest';
import { readRecording, readWords } from '#local/phone/companies/recording-file.ts';
import { recordingParty } from '#local/phone/companies/recording-party.ts';
import { drive } from './drive.ts';

interface WavOptions {
  readonly code?: number;
  readonly channels?: number;
  readonly rateHz?: number;
  readonly bits?: number;
  readonly data?: Buffer;
  /** What the header says about the length of the sound. Default: the truth. */
  readonly dataSize?: number;
}

/** A WAV file: `fmt ` and `data`, a chunk that nobody knows between them. */
function wav({
  code = 1,
  channels = 1,
  rateHz = 8000,
  bits = 16,
  data = Buffer.alloc(1600, 1),
  dataSize,
}: WavOptions = {}) {
  const chunk = (id: string, body: Buffer, size = body.length) => {
    const head = Buffer.alloc(8);
    head.write(id, 'latin1');
    head.writeUInt32LE(size, 4);
    return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
  };
  const format = Buffer.alloc(16);
  format.writeUInt16LE(code, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(rateHz, 4);
  format.writeUInt16LE(bits, 14);
  const chunks = [chunk('fmt ', format), chunk('LIST', Buffer.from('odd')), chunk('data', data, dataSize)];
  return Buffer.concat([chunk('RIFF', Buffer.from('WAVE')).subarray(0, 12), ...chunks]);
}

describe('a recording file', () => {
  test('mu-law in a WAV file, found behind other chunks', () => {
    const data = Buffer.from([1, 2, 3, 255]);
    expect(Buffer.from(readRecording(wav({ code: 7, bits: 8, data }), 'a.wav'))).toEqual(data);
  });

  test('16-bit PCM becomes mu-law', () => {
    const data = Buffer.alloc(6);
    data.writeInt16LE(0, 0);
    data.writeInt16LE(32_767, 2);
    data.writeInt16LE(-32_768, 4);
    expect([...readRecording(wav({ data }), 'a.wav')]).toEqual([0xff, 0x80, 0x00]);
  });

  test.each([0, 0xffffffff])('a length that a pipe left open (%i) goes on to the end', (dataSize) => {
    expect(readRecording(wav({ code: 7, bits: 8, data: Buffer.alloc(320, 9), dataSize }), 'a.wav')).toHaveLength(320);
  });

  test('a .ulaw file is taken as it is', () => {
    expect([...readRecording(Uint8Array.of(1, 2, 3), 'a.ulaw')]).toEqual([1, 2, 3]);
  });

  test.each([
    ['44.1 kHz', wav({ rateHz: 44_100 }), 'a.wav', 'a.wav has 44100 samples a second. Give 8 kHz mono'],
    ['stereo', wav({ channels: 2 }), 'a.wav', 'a.wav has 2 channels'],
    ['8-bit PCM', wav({ bits: 8 }), 'a.wav', 'WAV format 1 with 8 bits'],
    ['a WAV file without data', wav().subarray(0, 20), 'a.wav', 'without sound in it'],
    ['an MP3 file', Buffer.from('ID3...'), 'a.mp3', 'a.mp3 has no WAV header'],
    ['an empty file', Buffer.alloc(0), 'a.ulaw', 'a.ulaw is empty'],
  ])('%s is refused, with what would be right', (_, bytes, name, message) => {
    expect(() => readRecording(bytes, name)).toThrow(message);
    expect(() => readRecording(bytes, name)).toThrow('Give 8 kHz mono');
  });
});

describe('the words of a recording', () => {
  test('are spread over their stretch by their length; unknown text has none', () => {
    const json = JSON.stringify({
      name: 'more fields are let through',
      transcript: [
        { start: 1, end: 2, text: 'a bbb', kind: 'recording' },
        { start: 3, end: 4, text: null },
      ],
    });
    expect(readWords(json, 'w.json')).toEqual([
      { text: 'a', fromMs: 1000, toMs: 1250 },
      { text: 'bbb', fromMs: 1250, toMs: 2000 },
    ]);
  });

  test.each([
    ['no JSON', '{', 'w.json is not JSON'],
    ['no transcript', '{}', 'w.json has no list "transcript" in it. Give {"transcript": [{"start": 1.2,'],
    [
      'a time that is none',
      '{"transcript":[{"start":1,"end":2,"text":null},{"start":"1","end":2,"text":"a"}]}',
      'w.json has no good "start" in entry 2 of "transcript". Give {',
    ],
    ['an entry that is none', '{"transcript":[1]}', 'w.json has no object as entry 1 of "transcript"'],
  ])('%s is told', (_, json, message) => {
    expect(() => readWords(json, 'w.json')).toThrow(message);
  });
});

test('a recorded call is played as it is, with its words, and hangs up at its end', () => {
  const ulaw = Uint8Array.from({ length: 16_000 }, (_, i) => (i % 7 === 0 ? 0x80 : 0x20) + (i % 90));
  const party = recordingParty({ ulaw, words: [{ text: 'hello', fromMs: 300, toMs: 700 }] });
  const call = drive(party, [{ when: /hello/, press: '1', say: 'nothing that it could hear' }]);
  expect(Buffer.concat(call.frames.filter((frame) => frame !== null))).toEqual(Buffer.from(ulaw));
  expect(call.words).toEqual([{ text: 'hello', fromMs: 300, toMs: 700 }]);
  expect(call.hungUpAtMs).toBe(2000);
});

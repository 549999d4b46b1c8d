import { z } from 'zod';
import { SAMPLE_RATE_HZ } from '#core/media/media-clock.ts';
import { muLawByte } from '#core/media/mu-law.ts';
import type { SpokenWord } from '#local/phone/party.ts';

/** A file that cannot be played. The message tells what is wrong with it and what would be right. */
export class UnplayableFile extends Error {
  override readonly name = 'UnplayableFile';
}

const RIGHT = 'Give 8 kHz mono: mu-law or 16-bit PCM in a WAV file, or headerless mu-law in a .ulaw file.';
const PCM = 1;
const MU_LAW = 7;
const EXTENSIBLE = 0xfffe;

/** @returns the 8 kHz mu-law audio of a .ulaw file, or of a WAV file (told by its header, not by its name) */
export function readRecording(bytes: Uint8Array, fileName: string): Uint8Array {
  if (ascii(bytes, 0) === 'RIFF' && ascii(bytes, 8) === 'WAVE') return readWav(bytes, fileName);
  if (!/\.(ulaw|ul|mulaw)$/i.test(fileName)) throw new UnplayableFile(`${fileName} has no WAV header. ${RIGHT}`);
  if (bytes.length === 0) throw new UnplayableFile(`${fileName} is empty. ${RIGHT}`);
  return bytes;
}

function readWav(bytes: Uint8Array, fileName: string): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let format: { code: number; channels: number; rateHz: number; bits: number } | undefined;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true);
    const body = at + 8;
    if (ascii(bytes, at) === 'fmt ' && body + 16 <= bytes.length) {
      const code = view.getUint16(body, true);
      format = {
        code: code === EXTENSIBLE && body + 26 <= bytes.length ? view.getUint16(body + 24, true) : code,
        channels: view.getUint16(body + 2, true),
        rateHz: view.getUint32(body + 4, true),
        bits: view.getUint16(body + 14, true),
      };
    }
    if (ascii(bytes, at) === 'data') {
      if (!format) throw new UnplayableFile(`${fileName} has sound before its format. ${RIGHT}`);
      // A writer that was piped leaves the length open (0 or 0xffffffff): then the sound goes on to the end.
      const end = size === 0 || body + size > bytes.length ? bytes.length : body + size;
      return convert(bytes.subarray(body, end), format, fileName);
    }
    at = body + size + (size % 2);
  }
  throw new UnplayableFile(`${fileName} is a WAV file without sound in it. ${RIGHT}`);
}

function convert(
  data: Uint8Array,
  { code, channels, rateHz, bits }: { code: number; channels: number; rateHz: number; bits: number },
  fileName: string,
): Uint8Array {
  const wrong = (what: string) => new UnplayableFile(`${fileName} ${what}. ${RIGHT}`);
  if (rateHz !== SAMPLE_RATE_HZ) throw wrong(`has ${rateHz} samples a second`);
  if (channels !== 1) throw wrong(`has ${channels} channels`);
  if (data.length === 0) throw wrong('has no sound in it');
  if (code === MU_LAW && bits === 8) return data;
  if (code !== PCM || bits !== 16) throw wrong(`is in WAV format ${code} with ${bits} bits`);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return Uint8Array.from({ length: data.length >> 1 }, (_, n) => muLawByte(view.getInt16(n * 2, true)));
}

function ascii(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

/** Times in seconds since the start of the recording. */
const wordsFile = z.object({
  transcript: z.array(z.object({ start: z.number().nonnegative(), end: z.number(), text: z.string().nullable() })),
});

/**
 * Reads the words of a recording: `{ "transcript": [{ "start": 1.2, "end": 3.4, "text": "..." | null }] }`. The words of a stretch are spread
 * over it by their length in letters; a stretch whose text is unknown (null) has none.
 */
export function readWords(json: string, fileName: string): SpokenWord[] {
  let content: unknown;
  try {
    content = JSON.parse(json);
  } catch (cause) {
    throw new UnplayableFile(`${fileName} is not JSON.`, { cause });
  }
  const parsed = wordsFile.safeParse(content);
  if (!parsed.success) throw new UnplayableFile(`${fileName} ${faultOf(parsed.error)}. ${RIGHT_WORDS}`);
  return parsed.data.transcript
    .flatMap(({ start, end, text }) => spread(text?.match(/\S+/g) ?? [], start * 1000, end * 1000))
    .sort((a, b) => a.toMs - b.toMs);
}

const RIGHT_WORDS =
  'Give {"transcript": [{"start": 1.2, "end": 3.4, "text": "..."}]}, in seconds; "text": null where it is not known.';

function faultOf({ issues }: z.ZodError): string {
  const [name, index, field] = issues[0]?.path ?? [];
  if (name === undefined || index === undefined) return 'has no list "transcript" in it';
  const entry = `entry ${Number(index) + 1} of "transcript"`;
  return field === undefined ? `has no object as ${entry}` : `has no good "${String(field)}" in ${entry}`;
}

function spread(texts: readonly string[], fromMs: number, toMs: number): SpokenWord[] {
  const letters = texts.reduce((sum, text) => sum + text.length, 0);
  let before = 0;
  return texts.map((text) => {
    const at = (passed: number) => Math.round(fromMs + ((toMs - fromMs) * passed) / letters);
    const word = { text, fromMs: at(before), toMs: at(before + text.length) };
    before += text.length;
    return word;
  });
}

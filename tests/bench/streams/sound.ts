import { readdirSync, readFileSync } from 'node:fs';
import { FRAME_BYTES } from '#core/media/media-clock.ts';
import { muLawByte } from '#core/media/mu-law.ts';

/** A minute as hold lines sound: a tune, an announcement of the prompts in this repository every 20 s. As base64, frame by frame. */
export function holdSound(): readonly string[] {
  const folder = new URL('../../../local/phone/sound/prompts/anna/', import.meta.url);
  const prompts = readdirSync(folder)
    .filter((name) => name.endsWith('.ulaw'))
    .slice(0, 3)
    .map((name) => readFileSync(new URL(name, folder)));
  const parts = prompts.flatMap((prompt, index) => [tune(20 - prompt.length / 8_000, index), prompt]);
  const audio = Buffer.concat(parts);
  const frames: string[] = [];
  for (let at = 0; at + FRAME_BYTES <= audio.length; at += FRAME_BYTES) {
    frames.push(audio.subarray(at, at + FRAME_BYTES).toString('base64'));
  }
  return frames;
}

/** Three notes a second, each with two overtones. */
function tune(seconds: number, key: number): Buffer {
  const audio = Buffer.alloc(Math.max(0, Math.round(seconds * 50)) * FRAME_BYTES);
  for (let at = 0; at < audio.length; at += 1) {
    const note = [0, 4, 7, 12, 7, 4][Math.floor((at * 3) / 8_000) % 6] ?? 0;
    const hz = 220 * 2 ** ((note + key) / 12);
    const phase = (2 * Math.PI * hz * at) / 8_000;
    const fade = 1 - (((at * 3) / 8_000) % 1) * 0.7;
    audio[at] = muLawByte(6_000 * fade * (Math.sin(phase) + Math.sin(2 * phase) / 2 + Math.sin(3 * phase) / 3));
  }
  return audio;
}

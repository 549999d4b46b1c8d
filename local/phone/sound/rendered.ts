import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Clip } from './clip.ts';
import { decodeMuLaw } from './mu-law.ts';

/** What lies beside a rendered prompt: its text and when each word is heard (ms since the start of the file). */
export const promptTimings = z.strictObject({
  text: z.string(),
  words: z.array(z.strictObject({ text: z.string(), fromMs: z.number(), toMs: z.number() })),
});

const PROMPTS = fileURLToPath(new URL('./prompts/', import.meta.url));
const loaded = new Map<string, Clip>();

/** Where a sentence lies when it was rendered ahead, without the ending: `prompts/VOICE/FIRST-WORDS-HASH`. */
export function promptPath(text: string, voice: string): string {
  const slug =
    text
      .toLowerCase()
      .replaceAll("'", '')
      .match(/[a-z0-9]+/g)
      ?.slice(0, 5)
      .join('-') ?? 'line';
  const hash = createHash('sha256').update(`${voice}\n${text}`).digest('hex').slice(0, 8);
  return `${PROMPTS}${voice}/${slug}-${hash}`;
}

/** The sentence as `render.ts` left it, or undefined when it was never rendered. */
export function renderedAhead(text: string, voice: string): Clip | undefined {
  const path = promptPath(text, voice);
  const known = loaded.get(path);
  if (known) return known;
  if (!existsSync(`${path}.ulaw`)) return undefined;
  const timings = promptTimings.parse(JSON.parse(readFileSync(`${path}.json`, 'utf8')));
  const clip = { samples: decodeMuLaw(readFileSync(`${path}.ulaw`)), words: timings.words };
  loaded.set(path, clip);
  return clip;
}

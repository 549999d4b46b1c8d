import { readdirSync, readFileSync } from 'node:fs';
import { FRAME_BYTES } from '#core/media/media-clock.ts';
import { MU_LAW_SILENCE } from '#core/media/mu-law.ts';
import { chance } from '#tests/bench/ears/generator/chance.ts';
import { transmit } from '#tests/bench/ears/generator/channel.ts';
import { HOLD_KINDS } from '#tests/bench/ears/generator/kinds.ts';
import { compose } from '#tests/bench/ears/generator/music.ts';

/**
 * Four minutes as hold lines sound, as base64, frame by frame. Each minute, of another tune and another voice: music for 42 s (70%), an announcement of 9 s
 * (15%), a quiet line and digital silence of 3 s each (10%), somebody who speaks for 3 s (5%).
 */
export function holdSound(): readonly string[] {
  const audio = Buffer.concat(MINUTES.flatMap(minute));
  const frames: string[] = [];
  for (let at = 0; at + FRAME_BYTES <= audio.length; at += FRAME_BYTES) {
    frames.push(audio.subarray(at, at + FRAME_BYTES).toString('base64'));
  }
  return frames;
}

const MINUTES = [
  { kind: 'piano, ducked', announcer: 'anna', speaker: 'joe' },
  { kind: 'strings', announcer: 'ruth', speaker: 'mike' },
  { kind: 'guitar', announcer: 'carl', speaker: 'dana' },
  { kind: 'pop with drums', announcer: 'dana', speaker: 'ewan' },
] as const;
const RATE = 8_000;
const LINE = { gainDb: -6, floorDb: -65, loss: 0, concealment: 'silence' } as const;
const dice = chance(4);

function minute({ kind, announcer, speaker }: (typeof MINUTES)[number]): Uint8Array[] {
  const style = HOLD_KINDS.find(({ name }) => name === kind)?.music;
  if (!style) throw new Error(`no kind of hold music is named ${kind}`);
  const music = transmit(compose(style, 42, dice), LINE, dice);
  return [
    music.subarray(0, 21 * RATE),
    spoken(announcer, 9),
    music.subarray(21 * RATE),
    transmit(new Float32Array(3 * RATE), LINE, dice),
    new Uint8Array(3 * RATE).fill(MU_LAW_SILENCE),
    spoken(speaker, 3),
  ];
}

/** The prompts of one voice of this repository, one after the other. */
function spoken(voice: string, seconds: number): Uint8Array {
  const folder = new URL(`../../../local/phone/sound/prompts/${voice}/`, import.meta.url);
  const names = readdirSync(folder).filter((name) => name.endsWith('.ulaw'));
  const audio = Buffer.concat(names.map((name) => readFileSync(new URL(name, folder))));
  if (audio.length < seconds * RATE) throw new Error(`${voice} says less than ${seconds} s`);
  return audio.subarray(0, seconds * RATE);
}

import { FRAME_BYTES } from '#core/media/media-clock.ts';
import type { Clip } from '#local/phone/sound/clip.ts';
import { composed } from '#local/phone/sound/music/composed.ts';
import { looped, play, playOn, quiet, type Script } from '#local/phone/sound/stage.ts';
import { tone } from '#local/phone/sound/tones.ts';
import type { Company, Hold, Item } from './company.ts';
import type { Scene } from './company-party.ts';

/** Music under a voice is this much of its level: -14 dB. */
const DUCKED = 0.2;

export type ItemPlayer = (
  item: Item,
  stops?: { readonly sound?: () => boolean; readonly voice?: () => boolean },
) => Script;

/** Plays the items of one place. Music goes on where it was left, as with a queue that parks the caller beside its player. */
export function itemPlayer({ stage, company, speech }: Scene, style: Hold['music']): ItemPlayer {
  const music = looped(musicOf(company, style));
  const turns = new Map<Item, number>();

  return function* (item, { sound, voice } = {}) {
    const said = (text: string, over?: () => Float32Array) =>
      play(stage, speech(text, spokenBy(item, company)), { ...(voice && { stopWhen: voice }), ...(over && { over }) });

    if ('musicMs' in item) yield* playOn(stage, item.musicMs, music, sound);
    else if ('silenceMs' in item) yield* quiet(stage, item.silenceMs, sound);
    else if ('ringbackMs' in item) yield* playOn(stage, item.ringbackMs, looped(tone('ringback')), sound);
    else if ('tone' in item) yield* play(stage, tone(item.tone), sound ? { stopWhen: sound } : {});
    else if ('say' in item) yield* said(item.say);
    else if ('sayOver' in item) yield* said(item.sayOver, lowered(music));
    else {
      const turn = turns.get(item) ?? 0;
      turns.set(item, turn + 1);
      yield* said(item.sayNext[Math.min(turn, item.sayNext.length - 1)] ?? '');
    }
  };
}

/** The same piece in every call of a company. */
export function musicOf(company: Company, style: Hold['music']): Clip {
  return style === 'none' ? { samples: new Float32Array(FRAME_BYTES), words: [] } : composed(style, company.name);
}

function spokenBy(item: Item, company: Company): string {
  return ('voice' in item && item.voice) || company.voice;
}

function lowered(music: () => Float32Array): () => Float32Array {
  return () => {
    const frame = music();
    for (let i = 0; i < frame.length; i++) frame[i] = (frame[i] ?? 0) * DUCKED;
    return frame;
  };
}

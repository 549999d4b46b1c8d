import type { CallEvent } from '#core/contracts/events.ts';
import type { OurSentence } from '#core/contracts/waiting.ts';
import { type MediaMs, mediaMs } from '#core/media/media-clock.ts';
import { probe } from '#core/people/sentences.ts';
import type { LegScript } from '#core/ports/telephony.ts';
import { MS_A_CHARACTER, UPDATE_MS } from './leg.ts';

/** What we said longer ago than this is answered, or never will be. */
const LATELY_MS = 30_000;

/** @param sentAtMs when the leg was told to say it */
const sentence = (text: string, sentAtMs: number): OurSentence => ({
  fromMs: mediaMs(Math.round(sentAtMs + UPDATE_MS)),
  toMs: mediaMs(Math.round(sentAtMs + UPDATE_MS + text.length * MS_A_CHARACTER)),
});

/** When the keeper's sentences sound, about: a carrier's voice may be quicker or slower than it is taken for. */
export function keeperSounds(
  { first, later, everyMs }: Pick<Extract<LegScript, { kind: 'keep' }>, 'first' | 'later' | 'everyMs'>,
  sentAtMs: MediaMs,
): OurSentence[] {
  const sentences = [sentence(first, sentAtMs)];
  for (const text of later) {
    const pausedMs = (sentences.at(-1)?.toMs ?? sentAtMs) + everyMs;
    sentences.push(sentence(text, pausedMs - UPDATE_MS));
  }
  return sentences;
}

/**
 * What we said lately to whoever may be there, as the log has it: who speaks next may answer it. Not what we said to a menu, which waits for our words and
 * goes on after them as a person does.
 */
export function saidLately(log: readonly CallEvent[], nowMs: MediaMs): OurSentence[] {
  return log.flatMap(({ what, mediaMs: sentAtMs }) => {
    if (what.kind !== 'keeper.spoke' && !(what.kind === 'phrase.said' && what.text === probe)) return [];
    return sentAtMs === null || sentAtMs < nowMs - LATELY_MS ? [] : [sentence(what.text, sentAtMs)];
  });
}

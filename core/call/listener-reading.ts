import type { PromptKind } from '#core/navigation/prompt.ts';
import { readPrompt } from '#core/navigation/read-prompt.ts';

/** What the listener must understand of words to know when to answer. */
export interface Reading {
  /** `repeats`: it began anew, nothing new will come; `whole`: a listener would act now; `open`: it may go on after a pause. */
  progress(text: string): 'open' | 'whole' | 'repeats';
  /** On hold: whether the words offer or ask something. Announcements and adverts do not. */
  needsAnswer(text: string): boolean;
  /** What was said about the place in the queue. */
  queue(text: string): { readonly position: number | null; readonly waitSeconds: number | null };
}

/** Kinds after which the company waits for us. */
const asks: ReadonlySet<PromptKind> = new Set([
  'menu_speech',
  'data_entry',
  'confirmation',
  'error_reprompt',
  'voicemail_greeting',
  'screening',
  'ai_agent',
]);
/** What ends the wait when it is heard on hold. Whether a voice is a person is for the ears to judge, not for words. */
const endsTheWait: ReadonlySet<PromptKind> = new Set([...asks, 'menu', 'language_choice', 'callback_offer', 'closed']);
const SURE = 0.5;

/** Texts whose progress is remembered: the same one is asked for ten times a second while the line is silent. */
const REMEMBERED = 200;
const remembered = new Map<string, ReturnType<Reading['progress']>>();

/** Reads as the rest of the navigation does. */
export const navigationReading: Reading = {
  progress: (text) => {
    const known = remembered.get(text);
    if (known) return known;
    const progress = progressOf(text);
    const [oldest] = remembered.keys();
    if (remembered.size >= REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    remembered.set(text, progress);
    return progress;
  },
  needsAnswer: (text) => {
    const { kind, kindConfidence, options } = readPrompt(text);
    // "To remain on the line press one": whatever it is called, a key is wanted.
    if (options.some(({ key }) => key !== null)) return true;
    return endsTheWait.has(kind) && kindConfidence >= SURE;
  },
  queue: (text) => {
    const { queuePosition, waitSeconds } = readPrompt(text);
    return { position: queuePosition, waitSeconds };
  },
};

function progressOf(text: string): ReturnType<Reading['progress']> {
  const read = readPrompt({ words: text.split(' '), partial: true });
  const stays = read.options.some(({ key, say }) => key === null && say === null);
  if (read.complete === 'yes' && !stays) return 'repeats';
  return read.complete !== 'no' || asks.has(read.kind) ? 'whole' : 'open';
}

import { choose } from '#core/navigation/choose.ts';
import { keyMentions } from '#core/navigation/keys.ts';
import type { ReadPrompt } from '#core/navigation/prompt.ts';
import { readPrompt } from '#core/navigation/read-prompt.ts';
import { mayActNow } from '#core/navigation/readiness.ts';
import { wordsOf } from '#core/navigation/words.ts';
import { wrongUse } from '#tests/bench/command-line.ts';
import { type MenuRecord, readCorpus } from './corpus.ts';

/**
 * `node tests/bench/menus/partial.ts CORPUS.jsonl...`: menus word by word, as they are heard. When is the key pressed, counted from the word
 * that completes its option (its key, or the last word of its matter where that follows), and how often before?
 */
const WORDS_PER_SECOND = 2.5;
/** Silence after which a prompt is over. */
const SILENCE_S = 1;

interface Pressed {
  /** Words heard when the key was pressed; null: it was pressed only after the prompt. */
  readonly at: number | null;
  readonly delayS: number;
  readonly early: boolean;
  /** The key is that of the whole prompt. */
  readonly same: boolean;
}

const chosen = (prompt: ReadPrompt, intent: string, factNames: string[]) =>
  choose({ prompt, intent, factNames, history: [], flow: null });

/** Index behind the word with which the option of this key is complete. */
function heardBy(words: readonly string[], key: string): number | null {
  for (let count = 1; count <= words.length; count++) {
    const { options } = readPrompt({ words: words.slice(0, count), partial: true });
    if (options.some((option) => option.key === key && option.label !== '')) return count;
  }
  return null;
}

function press({ prompt: text, intents }: MenuRecord, at: number): Pressed | null {
  const pair = intents[at];
  const whole = readPrompt(text);
  if (!pair || whole.kind !== 'menu') return null;
  const names = Object.keys(pair.facts);
  const { action } = chosen(whole, pair.intent, names);
  if (!('press' in action) || !whole.options.some(({ key }) => key === action.press)) return null;
  const words = text.split(/\s+/);
  const known = heardBy(words, action.press);
  if (known === null) return null;
  for (let count = 1; count < words.length; count++) {
    const prompt = readPrompt({ words: words.slice(0, count), partial: true });
    const now = chosen(prompt, pair.intent, names);
    if (!('press' in now.action) || !mayActNow(prompt, now, pair.intent)) continue;
    const { press: key } = now.action;
    const isHeard = keyMentions(wordsOf(words.slice(0, count).join(' '))).some((mention) => mention.key === key);
    const delayS = (count - known) / WORDS_PER_SECOND;
    return { at: count, delayS, early: !isHeard || count < known, same: key === action.press };
  }
  return { at: null, delayS: (words.length - known) / WORDS_PER_SECOND + SILENCE_S, early: false, same: true };
}

const corpora = process.argv.slice(2);
if (corpora.length === 0) wrongUse('usage: npm run bench:menus:partial -- CORPUS.jsonl...');
for (const corpus of corpora) {
  const { records } = readCorpus(corpus);
  const all = records.flatMap((record) => record.intents.flatMap((_, at) => press(record, at) ?? []));
  const delays = all.map(({ delayS }) => delayS).sort((a, b) => a - b);
  const quantile = (share: number): string =>
    (delays[Math.floor((delays.length - 1) * share)] ?? Number.NaN).toFixed(1);
  const share = (test: (one: Pressed) => boolean): string =>
    `${all.filter(test).length} (${((all.filter(test).length / all.length) * 100).toFixed(1)}%)`;
  console.log(
    `${corpus}: ${all.length} keys of menus, ${WORDS_PER_SECOND} words a second; pressed while the menu goes on ${share(({ at }) => at !== null)}, ` +
      `before their option was heard ${share(({ early }) => early)}, another key than at the end ${share(({ same }) => !same)}; ` +
      `seconds after the option was heard: median ${quantile(0.5)}, p90 ${quantile(0.9)}, worst ${quantile(1)}`,
  );
}

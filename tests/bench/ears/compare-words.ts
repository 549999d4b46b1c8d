/**
 * The phrases and the fitted words on beginnings of sentences that the latter never saw: a fifth of sentences and companies left out, five times.
 * usage: node tests/bench/ears/compare-words.ts FOLDER   (FOLDER: what training/ears/train_words.py --folds wrote)
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PHRASES } from '#core/ears/words/phrases.ts';
import { createWordModel } from '#core/ears/words/word-model.ts';
import { plain } from '#core/navigation/words.ts';

const FOLDS = 5;
const WORDS = [1, 2, 3, 5, 8, 12];
const MODEL_SHARE = 0.7;

interface Beginning {
  readonly words: number;
  readonly composed: boolean;
  readonly person: boolean;
  readonly byPhrases: number;
  readonly byModel: number;
}

function beginnings(folder: string, fold: number): Beginning[] {
  const model = createWordModel(JSON.parse(readFileSync(path.join(folder, `words${fold}.json`), 'utf8')));
  const lines = readFileSync(path.join(folder, `said${fold}.jsonl`), 'utf8')
    .trim()
    .split('\n');
  return lines.flatMap((line) => {
    const said: { person: boolean; composed: boolean; text: string } = JSON.parse(line);
    const all = said.text.split(/\s+/);
    return WORDS.filter((words) => words <= all.length).map((words) => {
      const text = all.slice(0, words).join(' ');
      const sentence = plain(text);
      const byPhrases = PHRASES.filter(({ pattern }) => pattern.test(sentence)).reduce(
        (sum, one) => sum + one.logOdds,
        0,
      );
      return { words, composed: said.composed, person: said.person, byPhrases, byModel: model(text) };
    });
  });
}

/** Share of pairs of a person and a recording in which the person has more. */
function order(people: readonly number[], recordings: readonly number[]): number {
  let won = 0;
  for (const person of people)
    for (const recording of recordings) won += person > recording ? 1 : person === recording ? 0.5 : 0;
  return won / (people.length * recordings.length);
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: compare-words FOLDER');
const all = Array.from({ length: FOLDS }, (_, fold) => beginnings(folder, fold)).flat();
const ways: readonly (readonly [string, (one: Beginning) => number])[] = [
  ['phrases', (one) => one.byPhrases],
  ['fitted words', (one) => one.byModel],
  ['both', (one) => one.byPhrases + MODEL_SHARE * one.byModel],
];
for (const composed of [true, false]) {
  for (const words of WORDS) {
    const here = all.filter((one) => one.words === words && one.composed === composed);
    const [people, recordings] = [here.filter((one) => one.person), here.filter((one) => !one.person)];
    const cells = ways.map(([name, of]) => `${name} ${order(people.map(of), recordings.map(of)).toFixed(3)}`);
    console.log(
      `${composed ? 'composed' : 'prompts '}, ${String(words).padStart(2)} words, ${people.length} people, ${recordings.length} recordings: area under the curve ${cells.join(', ')}`,
    );
  }
}

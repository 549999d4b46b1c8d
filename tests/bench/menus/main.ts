import { existsSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readPrompt } from '#core/navigation/read-prompt.ts';
import { MenuRecord, readCorpus } from './corpus.ts';
import { predict } from './predict.ts';
import { inStyle, STYLES } from './restyle.ts';
import { loadScorer, printFolds, printScore } from './scorer.ts';
import { startScriptedModel } from './scripted-model.ts';
import { predictWithModel } from './with-model.ts';

const USAGE = `usage: npm run bench:menus -- CORPUS.jsonl [--out PREDICTIONS.jsonl] [--scorer score.mjs] [--errors N] [--folds N]
       [--model NAME [--url http://localhost:11434/v1]]   (key in OPENAI_API_KEY; default of --url: OPENAI_BASE_URL)
       [--style run-on|homophones|dropped|clipped]   the punctuated prompts as transcripts of that kind
       [--scripted oracle|adversary]   a server that answers from the corpus's labels: the best, or the worst there is`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string' },
    scorer: { type: 'string' },
    errors: { type: 'string', default: '0' },
    folds: { type: 'string', default: '5' },
    model: { type: 'string' },
    url: { type: 'string', default: process.env.OPENAI_BASE_URL },
    scripted: { type: 'string' },
    style: { type: 'string' },
  },
});
const corpus = positionals[0];
if (corpus === undefined || !existsSync(corpus)) {
  console.error(corpus === undefined ? USAGE : `no such file: ${corpus}\n${USAGE}`);
  process.exit(2);
}

const style = STYLES.find((name) => name === values.style);
if (values.style !== undefined && style === undefined) {
  console.error(`no such style: ${values.style}; there are ${STYLES.join(', ')}\n${USAGE}`);
  process.exit(2);
}
const whole = readCorpus(corpus);
const gold = style === undefined ? whole.gold : inStyle(whole.gold, style);
const records = style === undefined ? whole.records : gold.map((one) => MenuRecord.parse(one));
let predictions = records.flatMap(predict);
if (values.model !== undefined) {
  const apiKey = process.env.OPENAI_API_KEY ?? 'none';
  const asked = await predictWithModel(records, { model: values.model, url: values.url, apiKey });
  predictions = asked.predictions;
  console.log('model', JSON.stringify(asked.tally));
}
if (values.scripted === 'oracle' || values.scripted === 'adversary') {
  const { url, close } = await startScriptedModel(gold, values.scripted);
  const asked = await predictWithModel(records, { model: values.scripted, url, apiKey: 'none' });
  close();
  predictions = asked.predictions;
  console.log(values.scripted, JSON.stringify(asked.tally));
}
if (values.out !== undefined) writeFileSync(values.out, predictions.map((one) => `${JSON.stringify(one)}\n`).join(''));

const beside = values.scorer ?? resolve(dirname(corpus), 'score.mjs');
const scorer = await loadScorer(existsSync(beside) ? beside : resolve('../shared/menus/score.mjs'));
if (scorer) {
  printScore(scorer(gold, predictions), Number(values.errors));
  printFolds(scorer, records, gold, predictions, Number(values.folds));
} else console.log(`no scorer at ${beside}; predictions only`);
printCpu(records);

/** CPU of reading a prompt, warm, as the process used it. */
function printCpu(all: readonly MenuRecord[]): void {
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    for (const record of all) {
      const before = process.cpuUsage();
      for (let repeat = 0; repeat < 4; repeat++) readPrompt(record.prompt);
      const used = process.cpuUsage(before);
      if (round > 0) times.push((used.user + used.system) / 4000);
    }
  }
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(3);
  console.log(`\nreading one prompt, CPU ms: median ${at(0.5)}, p95 ${at(0.95)}, worst ${at(1)}`);
}

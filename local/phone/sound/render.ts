/**
 * Renders every sentence of the built-in companies and people into prompts/ (8 kHz mu-law and word times), and removes what nobody says any
 * more. Needs flite and sox (Debian: apt-get install flite sox). Run: npm run render:prompts
 */
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtInCompanies } from '#local/phone/companies/built-in.ts';
import { linesOf } from '#local/phone/companies/lines-of.ts';
import type { SpokenWord } from '#local/phone/party.ts';
import { peopleLines } from '#local/phone/people/lines.ts';
import { phonesOf, wordTimes } from './align.ts';
import { promptPath } from './rendered.ts';
import { voiceNamed } from './voices.ts';

const lines = [...Object.values(builtInCompanies).flatMap(linesOf), ...peopleLines];
const scratch = mkdtempSync(join(tmpdir(), 'render-'));
const wanted = new Set<string>();
let bytes = 0;

for (const [voice, text] of lines) {
  const path = promptPath(text, voice);
  if (wanted.has(path)) continue;
  wanted.add(path);
  if (!existsSync(`${path}.ulaw`)) render(voice, text, path);
  bytes += readFileSync(`${path}.ulaw`).length;
}
for (const file of globSync('*/*.{ulaw,json}', { cwd: fileURLToPath(new URL('./prompts/', import.meta.url)) })) {
  const path = fileURLToPath(new URL(`./prompts/${file}`, import.meta.url));
  if (!wanted.has(path.replace(/\.(ulaw|json)$/, ''))) rmSync(path);
}
rmSync(scratch, { recursive: true });
console.log(`${wanted.size} prompts, ${Math.round(bytes / 8000)} s, ${Math.round(bytes / 1024)} KiB`);

function render(name: string, text: string, path: string) {
  const voice = voiceNamed(name);
  const wav = join(scratch, 'spoken.wav');
  const flite = ['-voice', voice.engine, '--setf', `duration_stretch=${voice.stretch}`];
  const phones = phonesOf(run('flite', [...flite, '-psdur', '-t', text, '-o', wav]));
  mkdirSync(dirname(path), { recursive: true });
  const telephone = ['sinc', '250-3500', 'rate', '-v', '8000'];
  run('sox', ['-R', '-D', wav, '-t', 'ul', '-r', '8000', '-c', '1', `${path}.ulaw`, ...voice.effects, ...telephone]);

  const spokenMs = Number(run('soxi', ['-D', wav])) * 1000;
  const renderedMs = readFileSync(`${path}.ulaw`).length / 8;
  const words = wordTimes(text.split(/\s+/), phones, (word) =>
    phonesOf(run('flite', [...flite, '-psdur', '-t', word, '-o', 'none'])),
  );
  const scaled = words.map(({ text: word, fromMs, toMs }) => ({
    text: word,
    fromMs: Math.round((fromMs * renderedMs) / spokenMs),
    toMs: Math.round(Math.min(renderedMs, (toMs * renderedMs) / spokenMs)),
  }));
  writeFileSync(`${path}.json`, timingsFile(text, scaled));
}

/** JSON as the formatter of the project leaves it. */
function timingsFile(text: string, words: readonly SpokenWord[]): string {
  const rows = words.map(
    (word) => `{ "text": ${JSON.stringify(word.text)}, "fromMs": ${word.fromMs}, "toMs": ${word.toMs} }`,
  );
  const oneLine = `  "words": [${rows.join(', ')}]`;
  const list = oneLine.length <= 120 ? oneLine : `  "words": [\n    ${rows.join(',\n    ')}\n  ]`;
  return `{\n  "text": ${JSON.stringify(text)},\n${list}\n}\n`;
}

function run(command: string, args: readonly string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

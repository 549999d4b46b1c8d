/** Draws a call: truth, what was heard, log-odds over time, verdicts. usage: npm run bench:ears:picture -- DIR NAME OUT.svg [--words] */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createEars } from '#core/ears/create-ears.ts';
import type { Evidence } from '#core/ears/ears.ts';
import { createAwaitedWords } from '#core/ears/judge/awaited-words.ts';
import { logOddsOf } from '#core/ears/judge/weigh.ts';
import { hearCall } from '#tests/bench/ears/hear-call.ts';
import { predictionOf } from '#tests/bench/ears/prediction.ts';
import { readCall } from '#tests/bench/ears/truth.ts';
import { timedWords } from '#tests/bench/ears/words.ts';

const WIDTH = 1100;
const LEFT = 70;
const COLOURS: Readonly<Record<string, string>> = {
  silence: '#e8e8e8',
  ringback: '#b9a3e3',
  tone: '#f2c14e',
  music: '#8ecae6',
  ivr: '#f4a582',
  human: '#4daf4a',
};
const MOST_LOG_ODDS = 8;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { words: { type: 'boolean', default: false } },
});
const [dir, name, out] = positionals;
if (dir === undefined || name === undefined || out === undefined) {
  console.error('usage: npm run bench:ears:picture -- DIR NAME OUT.svg [--words]');
  process.exit(2);
}
const { truth, audio } = readCall(dir, name);
const points: string[] = [];
const nothing = { evidence: [], other: null, beginning: null, count: 0 };
const awaited = createAwaitedWords();
const x = (seconds: number): string => (LEFT + (seconds / truth.duration) * (WIDTH - LEFT - 10)).toFixed(1);
const y = (logOdds: number): string =>
  (150 - (Math.max(-MOST_LOG_ODDS, Math.min(MOST_LOG_ODDS, logOdds)) / MOST_LOG_ODDS) * 45).toFixed(1);
const ears = createEars({
  trace: ({ turn, call }, frame) => {
    if (turn === null || frame.atMs % 200 !== 0) return;
    points.push(
      `<circle cx="${x(frame.atMs / 1000)}" cy="${y(logOddsOf(turn, call, 'on-hold', nothing, awaited))}" r="1.4"/>`,
    );
  },
});
const heard = hearCall(audio, values.words ? timedWords(truth) : [], ears);
const prediction = predictionOf(heard.events, audio.length / 8);
const bar = (from: number, to: number, top: number, label: string): string =>
  `<rect x="${x(from)}" y="${top}" width="${(Number(x(to)) - Number(x(from)) + 0.2).toFixed(1)}" height="22" fill="${COLOURS[label] ?? '#999'}"><title>${label} ${from.toFixed(1)}-${to.toFixed(1)} s</title></rect>`;

function runs(): { from: number; to: number; label: string }[] {
  const found: { from: number; to: number; label: string }[] = [];
  for (const { t, label } of prediction.frames) {
    const last = found.at(-1);
    if (last?.label === label) last.to = t + 0.05;
    else found.push({ from: t, to: t + 0.05, label });
  }
  return found;
}

const strongest = (evidence: readonly Evidence[]): string =>
  [...evidence]
    .sort((a, b) => Math.abs(b.logOdds) - Math.abs(a.logOdds))
    .slice(0, 4)
    .map((one) => `${one.what} ${one.logOdds > 0 ? '+' : ''}${one.logOdds.toFixed(1)}`)
    .join('; ');
const verdicts = heard.events.flatMap((e) => (e.kind === 'verdict' && e.certainty !== 'probable' ? [e] : []));
const lines = verdicts.slice(0, 6).map((verdict, row) => {
  const colour = verdict.certainty === 'confirmed' ? '#1a7f37' : '#b42318';
  const at = verdict.atMs / 1000;
  const text = `${at.toFixed(1)} s: ${verdict.speaker} ${verdict.certainty}, log-odds ${verdict.logOdds.toFixed(1)} (${strongest(verdict.evidence)})`;
  return `<line x1="${x(at)}" x2="${x(at)}" y1="30" y2="196" stroke="${colour}" stroke-width="1.5"/><text x="${LEFT}" y="${236 + 15 * row}" fill="${colour}">${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text>`;
});
const legend = Object.entries(COLOURS).map(
  ([label, colour], index) =>
    `<rect x="${LEFT + 90 * index}" y="6" width="12" height="12" fill="${colour}"/><text x="${LEFT + 16 + 90 * index}" y="16">${label === 'ivr' ? 'recording' : label}</text>`,
);
const ticks = Array.from({ length: 11 }, (_, k) => (k * truth.duration) / 10).map(
  (t) => `<text x="${x(t)}" y="212" text-anchor="middle">${t.toFixed(0)} s</text>`,
);
writeFileSync(
  out,
  `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${246 + 15 * lines.length}" font-family="sans-serif" font-size="11">
<rect width="100%" height="100%" fill="white"/>
${legend.join('')}
<text x="4" y="46">truth</text>${truth.segments.map((s) => bar(s.start, s.end, 30, s.label)).join('')}
<text x="4" y="74">heard</text>${runs()
    .map((run) => bar(run.from, run.to, 58, run.label))
    .join('')}
<text x="4" y="154">log-odds</text><line x1="${LEFT}" x2="${WIDTH - 10}" y1="150" y2="150" stroke="#bbb"/>
<g fill="#333">${points.join('')}</g>
${ticks.join('')}${lines.join('')}
</svg>
`,
);

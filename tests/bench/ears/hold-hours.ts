/**
 * Hours of hold without a person, of every kind, heard without words and with them: each false ring is printed with what it was on and its evidence.
 * usage: npm run bench:ears:hold -- [--hours 100] [--seed 1] [--kept FILE]   (FILE keeps each call that is done: a run that was stopped goes on from there)
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { EarEvent } from '#core/ears/ears.ts';
import { HOLD_KINDS } from '#tests/bench/ears/generator/kinds.ts';
import { makeCall } from '#tests/bench/ears/generator/make-call.ts';
import { openVoices } from '#tests/bench/ears/generator/voices.ts';
import { hearCall } from '#tests/bench/ears/hear-call.ts';
import { spokenSeconds, type Truth } from '#tests/bench/ears/truth.ts';
import { timedWords } from '#tests/bench/ears/words.ts';

const CALL_HOLD_SECONDS = 1500;
/** Reasons weaker than this are left out of what is printed. */
const LEAST_LOG_ODDS = 0.3;
const OPEN = 'the line was open before it, ';

interface Ring {
  readonly call: string;
  readonly atSeconds: number;
  /** What it was on: label and text of the truth, how often that was heard before in the call, how far into it the ring came. */
  readonly on: string;
  readonly text: string;
  readonly heardBefore: number;
  readonly intoSeconds: number;
  readonly takenBackAfterSeconds: number | null;
  readonly reasons: readonly (readonly [what: string, logOdds: number])[];
}

interface Done {
  readonly seed: number;
  readonly kind: string;
  readonly holdSeconds: number;
  readonly audioSeconds: number;
  readonly cpuSeconds: number;
  /** Sent to speech-to-text, and what recordings spoke. */
  readonly sentSeconds: number;
  readonly spokenSeconds: number;
  readonly audioOnly: readonly Ring[];
  readonly withWords: readonly Ring[];
}

function ringsOf(events: readonly EarEvent[], truth: Truth): Ring[] {
  return events.flatMap((event, index) => {
    if (event.kind !== 'verdict' || event.speaker !== 'human' || event.certainty !== 'confirmed') return [];
    const atSeconds = event.atMs / 1000;
    const since = event.sinceMs / 1000;
    // A voice is known to have begun a little late or early: the segment of which most was heard.
    const shared = (s: { readonly start: number; readonly end: number }): number =>
      Math.min(s.end, atSeconds) - Math.max(s.start, since);
    const segment = truth.segments.reduce((best, one) => (shared(one) > shared(best) ? one : best));
    const before = truth.segments.filter(
      (one) => one.start < segment.start && one.recording_id !== undefined && one.recording_id === segment.recording_id,
    );
    const back = events.slice(index).find((e) => e.kind === 'verdict' && e.certainty === 'retracted');
    return [
      {
        call: truth.name,
        atSeconds,
        on: segment.over_music === true ? `${segment.label} over music` : segment.label,
        text: segment.recording_id ?? '',
        heardBefore: before.length,
        intoSeconds: atSeconds - segment.start,
        takenBackAfterSeconds: back?.kind === 'verdict' ? back.atMs / 1000 - atSeconds : null,
        reasons: event.evidence.map((one) => [one.what, one.logOdds] as const),
      },
    ];
  });
}

function print({ call, atSeconds, on, text, heardBefore, intoSeconds, takenBackAfterSeconds, reasons }: Ring): void {
  const back = takenBackAfterSeconds === null ? 'never' : `after ${takenBackAfterSeconds.toFixed(1)} s`;
  const why = [...reasons]
    .filter(([, logOdds]) => Math.abs(logOdds) >= LEAST_LOG_ODDS)
    .sort(([, a], [, b]) => b - a)
    .map(([what, logOdds]) => `${what} ${logOdds.toFixed(1)}`)
    .join('; ');
  console.log(
    `  ${call} at ${atSeconds.toFixed(1)} s, ${intoSeconds.toFixed(1)} s into ${on} "${text}", heard ${heardBefore} times before, taken back ${back}: ${why}`,
  );
}

function count<T>(of: readonly T[], name: (one: T) => string): string {
  const counts = new Map<string, number>();
  for (const one of of) counts.set(name(one), (counts.get(name(one)) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([what, times]) => `${what} ${times}`)
    .join(', ');
}

const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    kept: { type: 'string' },
  },
});
const kept = new Map<number, Done>();
if (values.kept !== undefined && existsSync(values.kept))
  for (const line of readFileSync(values.kept, 'utf8').split('\n').filter(Boolean)) {
    const one: Done = JSON.parse(line);
    kept.set(one.seed, one);
  }
const speak = await openVoices();
const done: Done[] = [];
for (let index = 0, held = 0; held < Number(values.hours) * 3600; index++) {
  const kind = HOLD_KINDS[index % HOLD_KINDS.length];
  if (kind === undefined) break;
  const seed = Number(values.seed) * 100_000 + index;
  let one = kept.get(seed);
  if (one === undefined) {
    const { truth, audio } = makeCall(seed, kind, { holdSeconds: CALL_HOLD_SECONDS, person: false }, speak);
    const plain = hearCall(audio, []);
    one = {
      seed,
      kind: kind.name,
      holdSeconds: truth.hold_seconds,
      audioSeconds: audio.length / 8000,
      cpuSeconds: plain.cpuMs / 1000,
      sentSeconds: plain.sentMs / 1000,
      spokenSeconds: spokenSeconds(truth),
      audioOnly: ringsOf(plain.events, truth),
      withWords: ringsOf(hearCall(audio, timedWords(truth)).events, truth),
    };
    if (values.kept !== undefined) appendFileSync(values.kept, `${JSON.stringify(one)}\n`);
  }
  done.push(one);
  held += one.holdSeconds;
}

const sum = (of: (one: Done) => number): number => done.reduce((total, one) => total + of(one), 0);
const hours = sum((one) => one.holdSeconds) / 3600;
console.log(`seed ${values.seed}: ${done.length} calls, ${hours.toFixed(1)} hours of hold`);
for (const [how, rings] of [
  ['audio only', done.flatMap((one) => one.audioOnly)],
  ['with words', done.flatMap((one) => one.withWords)],
] as const) {
  console.log(`\n${how}: ${rings.length} false rings = ${(rings.length / hours).toFixed(2)} an hour`);
  for (const ring of rings) print(ring);
  if (rings.length === 0) continue;
  console.log(`  on: ${count(rings, ({ on, text }) => (text === '' ? on : `${on} "${text}"`))}`);
  console.log(`  heard before: ${count(rings, ({ heardBefore }) => `${heardBefore} times`)}`);
  console.log(
    `  before: ${count(rings, ({ reasons }) => reasons.find(([what]) => what.startsWith(OPEN))?.[0].slice(OPEN.length) ?? 'nothing of an open line')}`,
  );
  console.log(
    `  strongest reason: ${count(rings, ({ reasons }) => reasons.reduce((best, one) => (one[1] > best[1] ? one : best))[0])}`,
  );
}
console.log('\n| kind | hours | false rings, audio only | with words |\n|---|---|---|---|');
for (const { name } of HOLD_KINDS) {
  const of = done.filter((one) => one.kind === name);
  const rings = (which: 'audioOnly' | 'withWords'): number => of.reduce((total, one) => total + one[which].length, 0);
  const heldHours = of.reduce((total, one) => total + one.holdSeconds / 3600, 0);
  if (of.length > 0)
    console.log(`| ${name} | ${heldHours.toFixed(1)} | ${rings('audioOnly')} | ${rings('withWords')} |`);
}
const share = (of: (one: Done) => number): string =>
  `${((100 * sum(of)) / sum((one) => one.audioSeconds)).toFixed(1)}%`;
console.log(
  `\n${(sum((one) => one.audioSeconds) / sum((one) => one.cpuSeconds)).toFixed(0)} audio seconds a CPU second; sent to speech-to-text ${share((one) => one.sentSeconds)} of the calls, of which speech ${share((one) => one.spokenSeconds)}`,
);

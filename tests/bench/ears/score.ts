import type { Prediction } from '#tests/bench/ears/prediction.ts';
import type { Truth, TruthSegment } from '#tests/bench/ears/truth.ts';

const HOP_SECONDS = 0.1;
const COLLAR_SECONDS = 0.1;
const MOST_LISTED = 12;
export const LABELS = ['ringback', 'ivr', 'music', 'silence', 'human', 'tone'] as const;

/** The figures of the shared scorer (score.mjs), by the same rules; compared with it on the development part. */
export interface Score {
  calls: number;
  audioHours: number;
  holdHours: number;
  frames: number;
  right: number;
  rightSpeechMerged: number;
  music: { frames: number; asSpeech: number };
  vocals: { frames: number; asSpeech: number };
  /** truth → prediction → frames. */
  readonly confusion: Record<string, Record<string, number>>;
  readonly latencies: number[];
  readonly missed: string[];
  readonly falseRings: { readonly call: string; readonly at: number }[];
}

export function emptyScore(): Score {
  const none = { frames: 0, asSpeech: 0 };
  const confusion = Object.fromEntries(LABELS.map((label) => [label, {}]));
  return {
    calls: 0,
    audioHours: 0,
    holdHours: 0,
    frames: 0,
    right: 0,
    rightSpeechMerged: 0,
    music: { ...none },
    vocals: { ...none },
    confusion,
    latencies: [],
    missed: [],
    falseRings: [],
  };
}

const isSpeech = (label: string): boolean => label === 'ivr' || label === 'human' || label === 'speech';

function scoreFrame(score: Score, segment: TruthSegment, predicted: string): void {
  const right = predicted === segment.label || (segment.accept ?? []).includes(predicted);
  const row = score.confusion[segment.label] ?? {};
  const as = right ? segment.label : predicted;
  row[as] = (row[as] ?? 0) + 1;
  score.confusion[segment.label] = row;
  score.frames += 1;
  if (right) score.right += 1;
  if (right || (isSpeech(predicted) && isSpeech(segment.label))) score.rightSpeechMerged += 1;
  if (segment.label !== 'music') return;
  const kind = segment.vocals === true ? score.vocals : score.music;
  kind.frames += 1;
  if (isSpeech(predicted)) kind.asSpeech += 1;
}

function scoreFrames(score: Score, truth: Truth, prediction: Prediction): void {
  let place = -1;
  let segmentAt = 0;
  for (let t = HOP_SECONDS / 2; t < truth.duration; t += HOP_SECONDS) {
    while ((prediction.frames[place + 1]?.t ?? Number.POSITIVE_INFINITY) <= t + 1e-6) place += 1;
    while (segmentAt < truth.segments.length - 1 && (truth.segments[segmentAt]?.end ?? 0) <= t) segmentAt += 1;
    const segment = truth.segments[segmentAt];
    if (segment === undefined || t - segment.start < COLLAR_SECONDS || segment.end - t < COLLAR_SECONDS) continue;
    scoreFrame(score, segment, prediction.frames[place]?.label ?? 'none');
  }
}

function scoreAlarms(score: Score, truth: Truth, prediction: Prediction): void {
  const alarms = [...prediction.human_alarms].sort((a, b) => a - b);
  const isRight = (t: number): boolean => truth.humans.some((human) => t >= human.start - 0.2 && t <= human.end + 1.5);
  const isForgiven = (t: number): boolean =>
    truth.tags.includes('human-voice-recording') &&
    truth.segments.some((s) => s.sub === 'voicemail' && t >= s.start && t <= s.end + 1.5);
  for (const at of alarms) if (!isRight(at) && !isForgiven(at)) score.falseRings.push({ call: truth.name, at });
  const agent = truth.humans.find((human) => human.role === 'agent');
  if (truth.human_at === null || agent === undefined) return;
  const from = truth.human_at;
  const found = alarms.find((t) => t >= from - 0.2 && t <= agent.end + 1.5);
  if (found === undefined) score.missed.push(truth.name);
  else score.latencies.push(Math.max(0, found - from));
}

export function addCall(score: Score, truth: Truth, prediction: Prediction): void {
  score.calls += 1;
  score.audioHours += truth.duration / 3600;
  score.holdHours += truth.hold_seconds / 3600;
  scoreFrames(score, truth, prediction);
  scoreAlarms(score, truth, prediction);
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)}%`;

/** The first false rings, by call and second. */
function ringsListed(score: Score): string {
  const listed = score.falseRings.slice(0, MOST_LISTED).map((one) => `${one.call}@${one.at.toFixed(1)}`);
  return `${listed.join(' ') || '-'}${score.falseRings.length > MOST_LISTED ? ' ...' : ''}`;
}

/** The scorer's table as lines of text. */
export function scoreTable(score: Score): string {
  const rows = LABELS.map((label) => {
    const row = score.confusion[label] ?? {};
    const hits = row[label] ?? 0;
    const all = Object.values(row).reduce((sum, count) => sum + count, 0);
    const claimed = LABELS.reduce((sum, other) => sum + (score.confusion[other]?.[label] ?? 0), 0);
    return `${label.padEnd(9)} recall ${percent(hits, all).padStart(6)}  precision ${percent(hits, claimed).padStart(6)}`;
  });
  const humans = score.latencies.length + score.missed.length;
  return [
    `calls ${score.calls}  audio ${score.audioHours.toFixed(2)} h  hold ${score.holdHours.toFixed(2)} h`,
    `frame accuracy ${percent(score.right, score.frames)}  (recording and human merged ${percent(score.rightSpeechMerged, score.frames)})`,
    `music called speech: instrumental ${percent(score.music.asSpeech, score.music.frames)}  with vocals ${percent(score.vocals.asSpeech, score.vocals.frames)}`,
    ...rows,
    `humans found ${score.latencies.length}/${humans}, after ${quantile(score.latencies, 0.5).toFixed(2)} s (median), ${quantile(score.latencies, 0.95).toFixed(2)} s (95th percentile); missed: ${score.missed.join(' ') || '-'}`,
    `false rings ${score.falseRings.length} = ${(score.falseRings.length / score.holdHours).toFixed(1)} an hour of hold: ${ringsListed(score)}`,
  ].join('\n');
}

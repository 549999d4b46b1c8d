import type { EarEvent, Segment } from '#core/ears/ears.ts';

/** The scorer's form: see the README of the shared phone audio. Times in seconds. */
export interface Prediction {
  readonly frames: readonly { readonly t: number; readonly label: string }[];
  readonly human_detected_at: number | null;
  readonly human_alarms: readonly number[];
}

interface Span {
  readonly fromMs: number;
  toMs: number;
}

/** Stretches in which a human was confirmed; a retraction takes the whole stretch back. */
function humanSpans(events: readonly EarEvent[]): Span[] {
  const spans: Span[] = [];
  let open: Span | null = null;
  for (const event of events) {
    if (event.kind !== 'verdict') continue;
    if (event.speaker === 'human' && event.certainty === 'confirmed') {
      open ??= { fromMs: event.sinceMs, toMs: Number.POSITIVE_INFINITY };
      if (!spans.includes(open)) spans.push(open);
    } else if (open !== null) {
      if (event.certainty === 'retracted') spans.pop();
      else open.toMs = event.sinceMs;
      open = null;
    }
  }
  return spans;
}

function segmentsOf(events: readonly EarEvent[]): Segment[] {
  const known = new Map<number, Segment>();
  for (const event of events) if ('segment' in event) known.set(event.segment.id, event.segment);
  return [...known.values()].sort((a, b) => a.fromMs - b.fromMs);
}

function labelOf(segment: Segment, humans: readonly Span[]): string {
  if (segment.sound !== 'speech') return segment.sound;
  const middle = (segment.fromMs + segment.toMs) / 2;
  return humans.some((span) => middle >= span.fromMs - 200 && middle <= span.toMs) ? 'human' : 'ivr';
}

/** Turns what was heard into the scorer's form; segments count as they were known at last. */
export function predictionOf(events: readonly EarEvent[], durationMs: number): Prediction {
  const humans = humanSpans(events);
  const segments = segmentsOf(events);
  const frames: { t: number; label: string }[] = [];
  for (const [index, segment] of segments.entries()) {
    const until = segments[index + 1]?.fromMs ?? durationMs;
    const label = labelOf(segment, humans);
    for (let ms = Number(segment.fromMs); ms < until; ms += 50) frames.push({ t: ms / 1000, label });
  }
  const alarms = events.flatMap((e) =>
    e.kind === 'verdict' && e.speaker === 'human' && e.certainty === 'confirmed' ? [e.atMs / 1000] : [],
  );
  return { frames, human_detected_at: alarms[0] ?? null, human_alarms: alarms };
}

import { openQuestion, unansweredSince } from '#core/call/asked.ts';
import { waitingInLine } from '#core/call/in-line.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallEvent } from '#core/contracts/events.ts';
import type { CallDetail, CallView } from '#core/contracts/http.ts';
import { lineOf } from '#lambdas/events/line-of.ts';
import { transcriptOf } from '#lambdas/events/transcript-of.ts';

export function viewOf(call: CallRecord, now: number): CallView {
  const { callId, request, state, outcome, createdAt, finishedAt, cost, recordings } = call;
  return {
    callId,
    number: request.number,
    company: request.company,
    intent: request.intent,
    state,
    outcome,
    createdAt,
    finishedAt,
    cost,
    recordings: (Object.keys(recordings ?? {}) as CallView['recordings']).toSorted(),
    inLine: waitingInLine(call, now),
    question: openQuestion(call)?.question ?? null,
  };
}

export function detailOf(call: CallRecord, log: readonly CallEvent[], now: number): CallDetail {
  const timeline = log.flatMap((event) => {
    const text = lineOf(event.what);
    return text === null ? [] : [{ at: event.at, mediaMs: event.mediaMs, kind: event.what.kind, text }];
  });
  const view = viewOf(call, now);
  const question = unansweredSince(log) === null ? null : view.question;
  return { ...view, question, timeline, transcript: transcriptOf(log) };
}

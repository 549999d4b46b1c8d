import { LEAST_TALK_MS } from '#core/call/conversation.ts';
import { soundsForMs } from '#core/call/leg.ts';
import type { CallEntry } from '#local/phone/record.ts';
import { type Case, greetingsOf, happened, talksOf, type Violation } from './case.ts';
import { history } from './history.ts';

/** A step that ends the line may be told so before the carrier has done it. */
const GRACE_MS = 2_000;
/** The reaper looks once a minute. */
const RESCUED_WITHIN_MS = 140_000;
const GREETED_WITHIN_MS = 2_000;
/** A fault so long before still has its effect: a retry, a worker that is being replaced. */
const AFTER_A_FAULT_MS = 30_000;
const PROCESSING_MS = 2_000;

type Invariant = (one: Case) => readonly string[];

const oneOutcome: Invariant = ({ record, log }) => {
  const finished = happened(log, 'call.finished');
  if (finished.length !== 1) return [`${finished.length} times finished; the record is ${record.state}`];
  const outcome = finished[0]?.what.outcome;
  return record.state === 'finished' && record.outcome === outcome
    ? []
    : [`the log says ${outcome}, the record ${record.state} ${record.outcome}`];
};

const executionEnds: Invariant = ({ execution }) => {
  if (!execution) return ['no execution was ever started'];
  return execution.status === 'SUCCEEDED' ? [] : [`the execution is ${execution.status}: ${execution.error}`];
};

const oneCompanyCall: Invariant = ({ companyLegs, log }) => {
  const allowed = 1 + happened(log, 'call.redialling').length;
  const many = companyLegs.length > allowed ? [`${companyLegs.length} legs, ${allowed} allowed`] : [];
  const sorted = companyLegs.toSorted((a, b) => startOf(a) - startOf(b));
  const together = sorted.slice(1).flatMap((leg, before) => {
    const end = sorted[before]?.endedAtMs ?? Number.POSITIVE_INFINITY;
    return startOf(leg) < end
      ? [`two legs at once for ${Math.round(Math.min(end, leg.endedAtMs ?? end) - startOf(leg))} ms`]
      : [];
  });
  return [...many, ...together];
};

const noLegOutlivesItsExecution: Invariant = ({ execution, companyLegs, deviceLegs, endMs }) => {
  const stopMs = execution?.stopMs ?? null;
  if (stopMs === null) return [];
  return [...companyLegs, ...deviceLegs].flatMap(({ to, endedAtMs }) => {
    const overMs = (endedAtMs ?? endMs) - stopMs;
    const whose = companyLegs.some((leg) => leg.to === to) ? 'company' : 'device';
    if (endedAtMs === null) return [`a leg of the ${whose} is still up, ${Math.round(overMs)} ms after its execution`];
    return overMs > (whose === 'company' ? GRACE_MS : RESCUED_WITHIN_MS)
      ? [`a leg of the ${whose} outlived its execution by ${Math.round(overMs)} ms`]
      : [];
  });
};

const nobodyTalksToTwo: Invariant = (one) => {
  const talks = talksOf(one).toSorted((a, b) => a.fromMs - b.fromMs);
  const two = talks.slice(1).filter((talk, before) => talk.fromMs < (talks[before]?.toMs ?? 0));
  const crowded = one.rooms.filter(({ presences }) =>
    presences.some(
      (first) =>
        presences.filter((other) => other.fromMs <= first.fromMs && (other.toMs ?? one.endMs) > first.fromMs).length >
        2,
    ),
  );
  return [...two.map(() => 'two people were connected at once'), ...crowded.map(() => 'more than two in a room')];
};

const noVoicemailTalks: Invariant = (one) =>
  talksOf(one)
    .filter(({ to }) => one.request.people[to]?.manner === 'voicemail')
    .map(() => 'a voicemail was connected');

/** Who leaves while the room is being opened has talked to nobody; whoever was in it that long may not be called one who did not. */
const outcomeIsTrue: Invariant = (one) => {
  const talkedMs = Math.max(0, ...talksOf(one).map(({ fromMs, toMs }) => toMs - fromMs));
  const says = one.record.outcome === 'connected';
  const talked = says ? talkedMs > 0 : talkedMs >= LEAST_TALK_MS;
  if (talked === says || (talked && one.record.outcome === 'user_canceled')) return [];
  return [says ? 'it says connected, and nobody talked' : `they talked, and it says ${one.record.outcome}`];
};

/** Whatever is pressed is heard whole: nothing else is played before, save when the line ends. */
const digitsAreHeardWhole: Invariant = ({ companyLegs, log }) => {
  const pressed = happened(log, 'keys.pressed').length + happened(log, 'phrase.said').length;
  const sent = companyLegs.flatMap(({ documents }) => documents.filter(({ twiml }) => isPress(twiml))).length;
  return [
    ...companyLegs.flatMap(cutOff),
    ...(sent > pressed ? [`${sent} times pressed, ${pressed} times written down`] : []),
  ];
};

function cutOff({ documents, digitsHeard, endedAtMs }: CallEntry): string[] {
  const faults: string[] = [];
  let expected = '';
  for (const [at, { twiml, atMs }] of documents.entries()) {
    const digits = digitsIn(twiml);
    if (digits === null) continue;
    const overMs = atMs + soundsForMs({ kind: 'press', digits });
    const next = documents[at + 1];
    const isFarewell = next?.twiml.includes('<Hangup') ?? false;
    if (next && next.atMs < overMs && !isFarewell) {
      faults.push(
        `${digits.length} keys were cut off after ${Math.round(next.atMs - atMs)} ms of ${Math.round(overMs - atMs)}`,
      );
    }
    if ((isFarewell ? (next?.atMs ?? 0) : (endedAtMs ?? Number.POSITIVE_INFINITY)) < overMs) break;
    expected += digits.replaceAll('w', '');
  }
  const heard = digitsHeard.map(({ digits }) => digits).join('');
  return heard.startsWith(expected)
    ? faults
    : [...faults, `of ${expected.length} keys ${heard.length} were heard, or others`];
}

const digitsIn = (twiml: string): string | null => /<Play digits="([^"]+)"/.exec(twiml)?.[1] ?? null;
const isPress = (twiml: string): boolean => digitsIn(twiml) !== null;

const greetedSoon: Invariant = ({ log, faults }) =>
  greetingsOf(log).flatMap(({ heardAt, ms }) => {
    const calm = !faults.some(({ atMs }) => atMs > heardAt - AFTER_A_FAULT_MS && atMs < heardAt + PROCESSING_MS);
    return calm && ms > GREETED_WITHIN_MS ? [`greeted ${ms} ms after the human was heard`] : [];
  });

/** The person reads that a human is there, and how it ended without one. */
const personIsTold: Invariant = ({ log, textsNotSent }) => {
  const told = new Set(log.map(({ eventId }) => eventId));
  const untold = log.filter(
    ({ eventId, what }) =>
      (what.kind === 'keeper.spoke' ||
        (what.kind === 'call.finished' && what.outcome !== 'connected' && what.outcome !== 'user_canceled')) &&
      !told.has(`notified-${eventId}` as typeof eventId),
  );
  return untold.length > textsNotSent ? [`no text about ${untold.map(({ what }) => what.kind).join(', ')}`] : [];
};

const noFactInTheLog: Invariant = ({ log, request, record }) => {
  const text = JSON.stringify([log, { ...record, waiting: null }]);
  return Object.entries(request.facts).flatMap(([name, value]) =>
    text.includes(value) ? [`the value of ${name}`] : [],
  );
};

const INVARIANTS: Readonly<Record<string, Invariant>> = {
  'every request ends with exactly one outcome': oneOutcome,
  'every execution ends': executionEnds,
  'one company call for a request': oneCompanyCall,
  'no leg without an execution': noLegOutlivesItsExecution,
  'never two people in one conversation': nobodyTalksToTwo,
  'never a voicemail in a conversation': noVoicemailTalks,
  'the outcome is what the phone network saw': outcomeIsTrue,
  'digits are never cut off': digitsAreHeardWhole,
  'the agent is greeted within 2 s': greetedSoon,
  'the person is told by text': personIsTold,
  'no fact in a log or a record': noFactInTheLog,
  'the history is complete': history,
};

export function violationsOf(one: Case): Violation[] {
  return Object.entries(INVARIANTS).flatMap(([invariant, check]) =>
    check(one).map((detail) => ({ callId: one.callId, invariant, detail })),
  );
}

const startOf = ({ statuses }: CallEntry) => statuses[0]?.atMs ?? 0;

import { type Case, greetingsOf, happened, talksOf } from './invariants/case.ts';

export interface Figures {
  /** Keys of requests whose person talked to a human of the company. */
  readonly reached: ReadonlySet<string>;
  readonly outcomes: Readonly<Record<string, number>>;
  /** Ms of call time during which nobody heard a company that had been heard before, for each time. */
  readonly reattachMs: readonly number[];
  /** The call of the longest of them. */
  readonly deafest: string | null;
  /** Times that lasted until the leg ended. */
  readonly neverAgain: number;
  /** For each call that was answered: ms that its recording lacks. */
  readonly lackingMs: readonly number[];
  /** Ms from the moment at which a human was heard, or our own "hello?" was over, to the greeting. */
  readonly greetMs: readonly number[];
}

export function figuresOf(cases: readonly Case[]): Figures {
  const outcomes: Record<string, number> = {};
  for (const { record } of cases) outcomes[record.outcome ?? 'none'] = (outcomes[record.outcome ?? 'none'] ?? 0) + 1;
  const deaf = cases.flatMap(deafnessesOf);
  return {
    reached: new Set(cases.filter((one) => talksOf(one).length > 0).map(({ request }) => request.key)),
    outcomes,
    reattachMs: deaf.flatMap(({ forMs }) => forMs ?? []),
    deafest: deaf.toSorted((a, b) => (b.forMs ?? -1) - (a.forMs ?? -1))[0]?.callId ?? null,
    neverAgain: deaf.filter(({ forMs }) => forMs === null).length,
    lackingMs: cases.flatMap((one) => lackingOf(one) ?? []),
    greetMs: cases.flatMap(({ log }) => greetingsOf(log).map(({ ms }) => ms)),
  };
}

/**
 * Each time that a company was heard and then, its leg still up and the call not decided to end, was not: by a stream that broke or a worker that
 * died, whether anybody had noticed or not. Null: until the end of the leg.
 */
function deafnessesOf({ callId, heard, log, companyLegs }: Case): { callId: string; forMs: number | null }[] {
  const endsMs =
    happened(log, 'step.decided').find(({ what }) => what.action.next === 'finish')?.at ?? Number.POSITIVE_INFINITY;
  const attached = happened(log, 'stream.attached').filter(({ what }) => what.track === 'inbound');
  return heard.flatMap(({ epoch, toMs }) => {
    if (toMs === null || toMs >= endsMs) return [];
    const leg = companyLegs.find(
      ({ answeredAtMs, endedAtMs }) =>
        answeredAtMs !== null && answeredAtMs <= toMs && (endedAtMs ?? Number.POSITIVE_INFINITY) > toMs + AT_THE_END_MS,
    );
    const isFollowed = heard.some(
      (other) => other.epoch > epoch && other.fromMs <= toMs && (other.toMs ?? Number.POSITIVE_INFINITY) > toMs,
    );
    if (!leg || isFollowed) return [];
    const legEndMs = Math.min(endsMs, leg.endedAtMs ?? Number.POSITIVE_INFINITY);
    const again = attached.find(({ at, what }) => what.epoch > epoch && at <= legEndMs);
    return [{ callId, forMs: again ? Math.max(0, again.at - toMs) : null }];
  });
}

/** A stream may be told its end before its leg is. */
const AT_THE_END_MS = 500;

/** Ms of a company's answered legs that are not in the recording; null: nobody answered. */
function lackingOf({ companyLegs, storedMs, endMs }: Case): number | null {
  const answered = companyLegs.filter(({ answeredAtMs }) => answeredAtMs !== null);
  if (answered.length === 0) return null;
  const upMs = answered.reduce((sum, leg) => sum + (leg.endedAtMs ?? endMs) - (leg.answeredAtMs ?? 0), 0);
  const inAllMs = [...storedMs.values()].reduce((sum, ms) => sum + ms, 0);
  return Math.max(0, Math.round(upMs - inAllMs));
}

/** @param part 0.5 = the median */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN);
}

import type { Action, AskedAbout, Question } from '#core/contracts/action.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import type { CallEvent } from '#core/contracts/events.ts';

/** How long a question stays open when the company has hung up over it, in ms from when it was asked. No line is held meanwhile. */
export const OPEN_WITHOUT_LINE_MS = 600_000;

/** The question that an action leaves open: it asks, or waits for the answer without a line. */
export function questionIn(action: Action | null): Question | null {
  if (action?.next === 'ask_user') return action;
  return action?.next === 'redial' ? (action.asks ?? null) : null;
}

/** When the question was asked that has no answer yet (epoch ms); null: there is none. */
export function unansweredSince(log: readonly CallEvent[]): number | null {
  const last = log.findLast(
    ({ what }) =>
      what.kind === 'user.asked' || (what.kind === 'step.observed' && what.observation.kind === 'user_answered'),
  );
  return last?.what.kind === 'user.asked' ? last.at : null;
}

/** May the company be called again, should it have hung up? A request has one redial. */
export const mayRedial = ({ request, attempt }: Pick<CallRecord, 'request' | 'attempt'>): boolean =>
  request.redial === 'once' && attempt === 1;

/**
 * What the person is asked now, as far as the record tells; null: nothing (any more). A company that has just hung up is called again with the
 * answer: from the end of the leg on, before that is decided.
 */
export function openQuestion(
  call: Pick<CallRecord, 'state' | 'waiting' | 'action' | 'request' | 'attempt' | 'legEndedAt' | 'cancelRequestedAt'>,
): Question | null {
  const { state, waiting, action, legEndedAt, cancelRequestedAt } = call;
  if (state === 'finished' || cancelRequestedAt !== null) return null;
  if (waiting?.state === 'AskUser') return action?.next === 'ask_user' ? questionIn(action) : null;
  const isJustLost = waiting === null && legEndedAt !== null && mayRedial(call);
  return action?.next === 'redial' || isJustLost ? questionIn(action) : null;
}

const YES = /^(y|yes|yeah|yep|yup|ok|okay|sure|approve|approved|confirm|confirmed|go ahead|do it|please do|1)\b/;
const NO = /^(n|no|nope|not|do not|dont|never|refuse|refused|decline|stop|2)\b/;
const NONE =
  /^(no|none|nope|skip|unknown|n a|i (do not|dont) (know|have)( it| one| that)?|do not know|dont know|no idea)$/;

const folded = (answer: string): string =>
  answer
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Leave is given only by a plain yes; whatever else was written is none. */
export function readApproval(answer: string): 'yes' | 'no' {
  const text = folded(answer);
  return YES.test(text) && !NO.test(text) && !/\b(but not|dont|do not|no)\b/.test(text) ? 'yes' : 'no';
}

/** Neither leave nor refusal, or a question back: it is not taken for an answer where the person can be told so. */
export function isUnclear(answer: string, about: AskedAbout): boolean {
  if (/\?\s*$/.test(answer)) return true;
  const text = folded(answer);
  return about.kind === 'approval' && !YES.test(text) && !NO.test(text);
}

/** Was the data given? "No" and "I don't know" give none. */
export function readGiven(answer: string): 'given' | 'no' {
  const text = folded(answer);
  return text === '' || NONE.test(text) ? 'no' : 'given';
}

import type { Action } from '#core/contracts/action.ts';
import { redact } from '#core/policy/redact.ts';

/** A company is told what is wanted in at most so many characters, about 14 s. */
const LONGEST_SAID = 200;

/** What is said of a text. */
export const aloud = (text: string): string => text.slice(0, LONGEST_SAID);

/** What is said of the intent, as the log has it. Redacted first, so that no number is cut into one that is too short to be found. */
const intentInLog = (intent: string): string => redact(intent).slice(0, LONGEST_SAID);

/** A decision as the log and the record may hold it: no number or mail address of what is wanted, neither in what is to be said nor in why. */
export function actionInLog(action: Action, intent: string): Action {
  const explained = 'reason' in action ? { ...action, reason: redact(action.reason) } : action;
  if (explained.next !== 'say' || explained.text !== aloud(intent)) return explained;
  return { ...explained, text: intentInLog(intent) };
}

/** Does a text of the log stand for the intent? Then whoever has the request says the intent itself. */
export const standsForIntent = (text: string, intent: string): boolean => text === intentInLog(intent);

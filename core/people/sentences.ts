import type { PhoneNumber } from '#core/contracts/ids.ts';
import type { Outcome } from '#core/contracts/outcome.ts';
import { written } from '#core/policy/written-number.ts';
import { spokenNumber } from './spoken-number.ts';

/** Everything that Hold Slayer says to people, in one place. */

interface Callee {
  readonly number: PhoneNumber;
  readonly company: string | null;
}

/** What people call a company: the name under which it was asked for, else its number. */
export const calleeName = (callee: Callee): string => callee.company ?? written(callee.number);

/** Cuts at a word, so that what is read aloud or sent stays short. */
export function clipped(text: string, longest: number): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat.length <= longest) return flat;
  const cut = flat.slice(0, longest - 1);
  const space = flat.lastIndexOf(' ', longest - 1);
  return `${space > longest / 2 ? cut.slice(0, space) : cut.trimEnd()}…`;
}

// ── to the agent of the company ──────────────────────────────────────────────────────────────────

/** Time between two sentences of the keeper. Agents hang up on 2 to 3 s of silence at first; once they know, they are patient. */
const keeperEveryMs = 7_000;
/** All of them must fit into one TwiML document of 4,000 characters. */
const mostKeeperSentences = 24;

/** As a voice says it. A document may hold 4,000 characters, and XML makes five of each `&`. */
function spokenName(name: string): string {
  return clipped(name.replaceAll('&', ' and ').replace(/[<>]/g, ' '), 60) || 'a customer';
}

/**
 * Keeps the agent on the line while the person is rung. Says at once that it is a machine, and for whom.
 * @param greeted the agent has answered our probe, and knows the first part
 */
export function keeper(
  ownerName: string,
  forMs: number,
  greeted = false,
): { first: string; later: string[]; everyMs: number } {
  const loop = [
    'Thank you for waiting. The phone is ringing.',
    'Please stay on the line. You will be connected in a moment.',
    'I am still connecting you. Thank you for your patience.',
  ];
  const sentences = Math.min(mostKeeperSentences, Math.ceil(forMs / keeperEveryMs));
  return {
    first: `${greeted ? 'Thank you. I am' : 'Hello! This is an automated assistant,'} calling for ${spokenName(ownerName)}. One moment please, I am connecting you now.`,
    later: Array.from({ length: sentences }, (_, i) => loop[i % loop.length] ?? ''),
    everyMs: keeperEveryMs,
  };
}

/** Asks a voice that may be a person's. A recording goes on, a person answers. */
export const probe = 'Hello? This is an automated assistant. Is somebody there?';

/** When nobody of the person's took the call. */
export function farewellUnreachable(ownerName: string): string {
  return `I am sorry, I could not reach ${spokenName(ownerName)}. They will call again. Thank you, goodbye.`;
}

/** When the person called it off while an agent was on the line. */
export function farewellCanceled(ownerName: string): string {
  return `${spokenName(ownerName)} does not need the call any more. Thank you for your time, goodbye.`;
}

// ── to the person, on one of their devices ───────────────────────────────────────────────────────

/** Who is on the line and why; read aloud before a key is asked for. */
export function deviceAnnouncement(call: Callee & { readonly intent: string }): string {
  const who = call.company === null ? spokenNumber(call.number) : clipped(call.company, 80);
  const about = clipped(call.intent, 160).replace(/[.\s]+$/, '');
  return `Hold Slayer. ${who} is on the line. It is about: ${about}. ${acceptKeys}`;
}

const acceptKeys = 'Press 1 to take the call, 2 to let it go.';

export const deviceSentences = {
  gaveUp: 'Nobody pressed a key, so I let the call go. Goodbye.',
  declined: 'All right, I let it go. Goodbye.',
  tooLate: 'The call was taken on another of your phones. Goodbye.',
  companyGone: 'I am sorry, the company has just hung up. Goodbye.',
  canceled: 'The call was canceled. Goodbye.',
  ended: 'The call has ended. Goodbye.',
  notAPerson: 'I am sorry, that was not a person after all. I keep holding for you. Goodbye.',
  rearm: 'Press 1 and I hold for you again. Press 2 to return to the agent. Press 3 to end the call.',
  holdsAgain: 'All right, I keep holding and ring you when somebody comes back. Goodbye.',
} as const;

// ── messages ─────────────────────────────────────────────────────────────────────────────────────

const endings: Record<Outcome, string> = {
  connected: 'You were connected.',
  user_unreachable:
    'Somebody answered, but none of your phones took the call. Text "call" and the number to try again.',
  user_canceled: 'Canceled, as you asked.',
  company_busy: 'The line is busy. Try again in a few minutes.',
  company_no_answer: 'Nobody answers there.',
  company_unreachable: 'The number cannot be reached. Check that it is right.',
  company_closed: 'They are closed now. Try again during their opening hours.',
  company_voicemail: 'Only a voicemail answered; nothing was left on it.',
  company_fax: 'A fax machine answers at that number, and no person. Ask for their voice number.',
  company_hung_up: 'They hung up before a person came.',
  no_way_found: 'I found no way through the menu to a person.',
  failed: 'Something failed on our side. Please try again.',
};

/** Text messages: one segment of 160 characters as far as names allow. None of them offers a word that the carrier takes for opting out (CANCEL, END, STOP). */
export const messages = {
  calling: (callee: Callee) =>
    `Calling ${clipped(calleeName(callee), 60)}. I ring you when a person answers. Text "status" or "hang up".`,
  inLine: (callee: Callee, place: number, waitMs: number) =>
    `${clipped(calleeName(callee), 60)}: place ${place} in line, dialled in about ${roughly(waitMs)}. Text "hang up" to stop.`,
  human: (callee: Callee) =>
    `A person is on the line at ${clipped(calleeName(callee), 60)}. Pick up your phone now and press 1.`,
  soon: (callee: Callee) =>
    `${clipped(calleeName(callee), 60)}: it is nearly your turn in the queue. Keep your phone at hand; I ring it when a person answers.`,
  ended: (callee: Callee, outcome: Outcome) => `${clipped(calleeName(callee), 60)}: ${endings[outcome]}`,
  /** Two segments. It is the question that is cut, never what to reply. @param code of the call, where others are under way */
  asked: (callee: Callee, question: string, options: readonly string[], code: string | null = null) => {
    const name = `${clipped(calleeName(callee), 40)}: `;
    const answer =
      options.length > 0 ? clipped(options.join(' or '), 80) : code === null ? 'with the answer' : 'the answer';
    const reply = ` Reply ${code === null ? '' : `${code} and `}${answer}.`;
    return `${name}${clipped(question, 320 - name.length - reply.length)}${reply}`;
  },
  help: 'Text "call +18005550100 dispute a charge", "call NAME about ...", "status" or "hang up".',
  /** Added to it for who asks for help. */
  laterHelp:
    'While you talk, "pause" stops the recording and "resume" goes on with it. If nobody was on the line when I rang, text "nobody there".',
} as const;

const roughly = (ms: number) =>
  ms < 90_000 ? `${Math.max(1, Math.round(ms / 1000))} s` : `${Math.round(ms / 60_000)} min`;

/** How a request ended, as a sentence for the person. */
export function ending(outcome: Outcome): string {
  return endings[outcome];
}

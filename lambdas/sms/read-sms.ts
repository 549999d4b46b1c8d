/** What a person can order by text message. */
export type SmsOrder =
  | { readonly kind: 'call'; readonly number: string | null; readonly company: string | null; readonly intent: string }
  | { readonly kind: 'status' }
  /** `word`: the bare word "cancel", which may as well answer a question. */
  | { readonly kind: 'cancel'; readonly word: boolean }
  /** The recording of the conversation. */
  | { readonly kind: 'pause' | 'resume' }
  /** Nobody was on the line when it rang. */
  | { readonly kind: 'false_ring' }
  | { readonly kind: 'help' }
  /** Perhaps the answer to a question of ours. */
  | { readonly kind: 'other'; readonly text: string };

/** "#K7 yes": one of several calls, and what is meant for it. */
export function readCode(body: string): { readonly code: string | null; readonly rest: string } {
  const [, code = null, rest = body] = /^\s*#\s?([0-9a-z]{2,26})\b[\s:,.-]*(.*)$/is.exec(body) ?? [];
  return { code, rest };
}

/** A number in one piece (+18005550100, 800-555-0100, 1-800-FLOWERS), else in several: (800) 555 0100. */
const NUMBER_FORMS = [
  /^\+?\(?\d[\d().-]{6,}\d(?=\s|$)/,
  /^\+?\d?-?\d{3}-[a-z\d-]{4,}(?=\s|$)/i,
  /^\+?\(?\d[\d\s().-]{1,24}\d(?=\s|$)/,
];
const ABOUT = /\s+(?:about|to|for|because|regarding|re:?)\s+/i;
const LEADING_ABOUT = /^\s*(?:about|to|for|because|regarding|re:?)\s+/i;

/** Reads "call +18005550100 dispute a charge", "call northwind bank about my card", "status", "cancel", "pause", "resume", "nobody there", "help". */
export function readSms(body: string): SmsOrder {
  const text = body.replace(/\s+/g, ' ').trim();
  const plain = text.toLowerCase().replace(/[.!?\s]+$/, '');
  const [verb = ''] = text.toLowerCase().split(' ');
  if (plain === 'status') return { kind: 'status' };
  if (['cancel', 'cancel call', 'cancel the call', 'abort', 'hang up', 'hangup'].includes(plain))
    return { kind: 'cancel', word: plain === 'cancel' };
  if (plain === 'pause' || plain === 'resume') return { kind: plain };
  if (['nobody there', 'no one there', 'false alarm', 'false ring'].includes(plain)) return { kind: 'false_ring' };
  if (plain === 'help' || text === '?') return { kind: 'help' };
  if (verb !== 'call' && verb !== 'dial') return { kind: 'other', text };
  const rest = text.slice(verb.length).trim();
  const number = NUMBER_FORMS.map((form) => form.exec(rest)?.[0]).find((found) => found !== undefined);
  if (number !== undefined) {
    return { kind: 'call', number, company: null, intent: rest.slice(number.length).replace(LEADING_ABOUT, '').trim() };
  }
  const split = ABOUT.exec(rest);
  if (!split) return { kind: 'call', number: null, company: rest, intent: '' };
  return {
    kind: 'call',
    number: null,
    company: rest.slice(0, split.index),
    intent: rest.slice(split.index + split[0].length),
  };
}

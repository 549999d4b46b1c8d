/** What a person can order by text message. */
export type SmsOrder =
  | { readonly kind: 'call'; readonly number: string | null; readonly company: string | null; readonly intent: string }
  | { readonly kind: 'status' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'help' }
  /** Perhaps the answer to a question of ours. */
  | { readonly kind: 'other'; readonly text: string };

const NUMBER = /^(\+?[\d][\d\s().-]{1,24}\d)(?=\s|$)/;
const ABOUT = /\s+(?:about|to|for|because|regarding|re:?)\s+/i;

/** Reads "call +18005550100 dispute a charge", "call northwind bank about my card", "status", "cancel", "help". */
export function readSms(body: string): SmsOrder {
  const text = body.replace(/\s+/g, ' ').trim();
  const [verb = ''] = text.toLowerCase().split(' ');
  if (verb === 'status') return { kind: 'status' };
  if (verb === 'cancel') return { kind: 'cancel' };
  if (verb === 'help' || verb === '?') return { kind: 'help' };
  if (verb !== 'call' && verb !== 'dial') return { kind: 'other', text };
  const rest = text.slice(verb.length).trim();
  const number = NUMBER.exec(rest)?.[1] ?? null;
  if (number !== null) {
    const intent = rest
      .slice(number.length)
      .replace(/^\s*(?:about|to|for)\s+/i, '')
      .trim();
    return { kind: 'call', number, company: null, intent };
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

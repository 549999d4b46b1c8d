import { numberAt } from './numbers.ts';
import type { DataRequest } from './prompt.ts';
import { plainText, rawText, type Word } from './words.ts';

/** Names under which a fact may have been given, by what the prompt calls it. First match wins, so the more particular come first. */
export const FACTS: readonly { readonly pattern: RegExp; readonly names: readonly string[] }[] = [
  { pattern: /\bdate of birth\b|\bbirth ?(date|day)\b|\bborn\b/, names: ['date_of_birth', 'dob', 'birth_date'] },
  { pattern: /\b(social security|ssn|social)\b/, names: ['ssn_last4', 'ssn'] },
  { pattern: /\bzip\b|\bpostal code\b|\bpost ?code\b/, names: ['zip', 'zip_code', 'postal_code', 'postcode'] },
];

const ASKS =
  /\b(enter|key in|type( in)?|input|punch in|say|speak|provide|give (me|us)|tell (me|us)|spell|what is|may i have|need)\b/;

/** What data a prompt asks for, or null when it asks for none. */
export function dataRequest(words: readonly Word[]): DataRequest | null {
  const text = plainText(words);
  if (!ASKS.test(text)) return null;
  const facts = FACTS.filter(({ pattern }) => pattern.test(text)).flatMap(({ names }) => names);
  const described =
    /\b(?:enter|key in|say|provide|speak|type|input)(?: or (?:say|enter|key in))? (.{3,90}?)(?= followed by| then press| and press| using|$)/.exec(
      text,
    )?.[1];
  return {
    facts,
    described: described ?? rawText(words).slice(0, 90),
    digits: digitCount(words),
    terminator: /\b(pound|hash)\b/.test(text) ? '#' : /\bstar\b/.test(text) ? '*' : null,
    keyed: /\b(enter|key|keypad|punch|dial|digits?|press)\b/.test(text),
    spoken: /\b(say|speak|spell|tell|what is)\b/.test(text),
  };
}

function digitCount(words: readonly Word[]): number | null {
  for (let at = 0; at < words.length; at++) {
    const number = numberAt(words, at);
    if (number && /^(digits?|numbers)$/.test(words[number.next]?.text ?? '') && number.value >= 2) return number.value;
  }
  return null;
}

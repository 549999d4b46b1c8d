import { numberAt } from './numbers.ts';
import type { DataRequest } from './prompt.ts';
import { plainText, rawText, type Word } from './words.ts';

/** Names under which a fact may have been given, by what the prompt calls it. First match wins, so the more particular come first. */
export const FACTS: readonly { readonly pattern: RegExp; readonly names: readonly string[] }[] = [
  { pattern: /\bdate of birth\b|\bbirth ?(date|day)\b|\bborn\b/, names: ['date_of_birth', 'dob', 'birth_date'] },
  {
    pattern:
      /\blast (four|4)\b.{0,40}\b(social security|ssn|social)\b|\b(social security|ssn|social)\b.{0,30}\blast (four|4)\b|\blast four$/,
    names: ['ssn_last4', 'ssn_last_4', 'ssn'],
  },
  { pattern: /\b(social security|ssn|social)\b/, names: ['ssn', 'social_security_number', 'ssn_last4'] },
  { pattern: /\bzip\b|\bpostal code\b|\bpost ?code\b/, names: ['zip', 'zip_code', 'postal_code', 'postcode'] },
  { pattern: /\bnpi\b|\bnational provider\b/, names: ['npi'] },
  {
    pattern: /\b(pass ?code|pin|password|security code|access code|code word|personal identification)\b/,
    names: ['pin', 'passcode', 'access_code', 'security_code'],
  },
  {
    pattern: /\b(call ?back|telephone|phone|mobile|cell|area code|contact) ?(number)?\b.{0,40}|\bten digit number\b/,
    names: ['phone', 'phone_number', 'callback_number', 'mobile'],
  },
  { pattern: /\bextension\b/, names: ['extension'] },
  { pattern: /\blast name|surname|family name\b/, names: ['last_name', 'name_keypad', 'surname', 'name'] },
  { pattern: /\bfirst name\b/, names: ['first_name', 'name'] },
  { pattern: /\bname\b/, names: ['name', 'name_keypad', 'full_name', 'last_name'] },
  { pattern: /\b(license|licence|number) plate\b|\bplate\b/, names: ['plate', 'license_plate'] },
];

const SAME: Readonly<Record<string, string>> = {
  identification: 'id',
  numbers: 'number',
  no: 'number',
  dob: 'birth',
  birthdate: 'birth',
  birthday: 'birth',
  postal: 'zip',
  licence: 'license',
  tracking: 'tracking',
  parcel: 'tracking',
};
const unify = (word: string): string => SAME[word] ?? word;
/** Words in a fact's name that say nothing of which fact it is. */
const COMMON = new Set(['number', 'id', 'code', 'of', 'the', 'last4', 'keypad']);

/** The given fact that a request asks for: a known name, else the one whose name's words were heard. */
export function factFor(request: DataRequest, names: readonly string[]): string | null {
  const heard = new Set(request.text.split(' ').map(unify));
  let best: string | null = null;
  let points = 0;
  for (const name of names) {
    const parts = name
      .toLowerCase()
      .split(/[_\s-]+/)
      .map(unify);
    const telling = parts.filter((part) => !COMMON.has(part));
    const hit =
      telling.filter((part) => heard.has(part)).length +
      0.25 * parts.filter((part) => COMMON.has(part) && heard.has(part)).length;
    const rank = request.facts.indexOf(name);
    const known = rank < 0 ? 0 : 1.6 - 0.2 * Math.min(rank, 6);
    const sum = Math.max(known, telling.length > 0 ? (hit / telling.length) * 1.5 : 0);
    if (sum > points) {
      best = name;
      points = sum;
    }
  }
  return points >= 0.7 ? best : null;
}

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
    text,
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

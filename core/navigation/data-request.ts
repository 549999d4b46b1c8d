import { factNamed, factsMeant } from './facts.ts';
import type { DataRequest } from './prompt.ts';
import { plainText, rawText, type Word } from './words.ts';

const DESCRIBED =
  /\b(?:enter|key in|say|provide|speak|type|input|spell|dial|what is)(?: or (?:say|enter|key in))?(?: in)? (.{3,90}?)(?= followed by| then press| and press| using| on your| now\b| please\b|$)/;

/** What data a prompt asks for. */
export function dataRequest(words: readonly Word[]): DataRequest {
  const text = plainText(words);
  return {
    text,
    facts: factsMeant(text),
    described: DESCRIBED.exec(text)?.[1] ?? rawText(words).slice(0, 90),
    terminator: /\b(pound|hash)\b/.test(text) ? '#' : /\b(by|press|with)( the)? star\b/.test(text) ? '*' : null,
    keyed: /\b(enter|key|keypad|punch|dial|digits?|press|input|type)\b/.test(text),
    spoken: /\b(say|speak|spell|tell|what is)\b/.test(text),
  };
}

/** The given fact that a request asks for; null when it was not given. */
export const factFor = (request: DataRequest, names: readonly string[]): string | null =>
  factNamed(request.text, request.facts, names);

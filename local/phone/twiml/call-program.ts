import type { Exchange } from '../exchange.ts';
import type { Leg } from '../leg/leg.ts';
import { loadDocument, type RunningDocument } from './fetch.ts';
import { playDigits, say } from './play-and-say.ts';
import type { Next, Sounding } from './sounding.ts';
import type { Source } from './source.ts';
import { runVerb } from './verbs.ts';

/** What Twilio says before it hangs up on a call whose instructions it could not get. */
const APPLICATION_ERROR = 'We are sorry, an application error has occurred. Goodbye.';

export interface CallProgram {
  readonly first: Source;
  readonly fallback?: Source | null;
  /** Pressed before the document begins. */
  readonly sendDigits?: string;
}

/** Runs documents on a leg, one after the other, until one of them runs out or hangs up. */
export function* callProgram(exchange: Exchange, leg: Leg, program: CallProgram): Sounding {
  if (program.sendDigits) yield* playDigits(program.sendDigits);
  let source: Source | null = program.first;
  let fallback = program.fallback ?? null;
  while (source) {
    const document: RunningDocument | null = yield* loadDocument({ exchange, leg }, source);
    const next: Next = document ? yield* runDocument(exchange, leg, document) : FAILED;
    if (next.kind === 'document') source = next.source;
    else if (next.kind === 'failed' && fallback) [source, fallback] = [fallback, null];
    else {
      if (next.kind === 'failed') yield* say({ exchange, leg, documentUrl: null }, APPLICATION_ERROR);
      source = null;
    }
  }
}

const FAILED: Next = { kind: 'failed' };

function* runDocument(exchange: Exchange, leg: Leg, document: RunningDocument): Sounding<Next> {
  for (const verb of document.verbs) {
    const next = yield* runVerb({ exchange, leg, documentUrl: document.url }, verb);
    if (next.kind !== 'on') return next;
  }
  return { kind: 'hangup' };
}

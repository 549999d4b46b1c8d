import type { Manner } from '../conference/conference.ts';
import type { DialManner, DialResult } from './dial.ts';
import type { Verb } from './document.ts';
import { loadDocument } from './fetch.ts';
import { runPause, runPlay, runSay } from './play-and-say.ts';
import type { Script } from './script.ts';
import { QUIET, type Sounding } from './sounding.ts';
import { absoluteUrl, methodOf } from './source.ts';

/** `<Dial><Conference>`: the leg is in a room until the room ends, it is taken out, it presses the star, or its time is over. */
export function* conference(script: Script, noun: Verb, manner: DialManner): Sounding<DialResult> {
  const { exchange, leg } = script;
  const { attributes } = noun;
  const room = exchange.conferences.named(exchange, noun.text);
  const participant = room.join(leg, mannerOf(script, noun), {
    muted: attributes.muted === 'true',
    endOnExit: attributes.endConferenceOnExit === 'true',
  });
  const untilMs = exchange.clock.now() + manner.timeLimitMs;
  try {
    while (!participant.removed && exchange.clock.now() < untilMs) {
      yield room.heardBy(participant);
      if (manner.hangupOnStar && leg.pressed.includes('*')) break;
    }
  } finally {
    participant.waiting?.return();
    participant.announcement?.return();
    room.leave(participant, participant.removed && room.status !== 'completed');
  }
  const durationSeconds = Math.ceil((exchange.clock.now() - participant.joinedAtMs) / 1000);
  return { status: 'answered', callSid: null, durationSeconds };
}

function mannerOf(script: Script, noun: Verb): Manner {
  const { attributes } = noun;
  const { waitUrl, beep = 'true', statusCallback } = attributes;
  const callbackUrl = statusCallback && absoluteUrl(statusCallback, script.documentUrl);
  return {
    label: attributes.participantLabel ?? null,
    startOnEnter: attributes.startConferenceOnEnter !== 'false',
    beep: beep === 'false' || beep === 'onEnter' || beep === 'onExit' ? beep : 'true',
    waiting: waitUrl === undefined ? 'music' : waitUrl === '' ? 'silence' : () => repeated(script, waitUrl),
    statusCallback: callbackUrl
      ? {
          url: callbackUrl,
          method: methodOf(attributes.statusCallbackMethod),
          events: new Set((attributes.statusCallbackEvent ?? 'end').split(/\s+/).filter(Boolean)),
        }
      : null,
  };
}

/** A `waitUrl`: its document plays again and again. */
function* repeated(script: Script, url: string): Sounding {
  for (;;) {
    yield* soundOf(script, url, 'POST');
    yield QUIET;
  }
}

/** Plays the `<Say>`, `<Play>` and `<Pause>` of a document once, as `waitUrl`, `AnnounceUrl` and `HoldUrl` do. */
export function* soundOf(script: Script, reference: string, method: 'GET' | 'POST'): Sounding {
  const url = absoluteUrl(reference, script.documentUrl);
  if (url === null) return;
  const document = yield* loadDocument(script, { kind: 'fetch', url, method, params: {}, as: 'voice' });
  for (const verb of document?.verbs ?? []) {
    if (verb.name === 'Say') yield* runSay(script, verb);
    else if (verb.name === 'Play') yield* runPlay({ ...script, documentUrl: url }, verb);
    else if (verb.name === 'Pause') yield* runPause(verb);
  }
}

import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import type { CallId } from '#core/contracts/ids.ts';
import { deviceSentences } from '#core/people/sentences.ts';
import type { LegScript } from '#core/ports/telephony.ts';
import type { streamOf } from './stream.ts';
import type { DeviceLegOf, Webhooks } from './webhooks.ts';

/** Twilio takes no longer documents inline. */
const longestDocument = 4_000;
/** One of Amazon Polly's voices, at the price of the basic ones. https://www.twilio.com/docs/voice/twiml/say/text-speech */
const speech = { voice: 'Polly.Joanna', language: 'en-US' } as const;
/** Together 4 h, which is as long as a call may last: the leg outlives everything of ours. */
const pauseSeconds = 600;
const pauses = 24;
/** How long a person may think before the question is asked again. */
const gatherSeconds = 7;

type Document = InstanceType<typeof VoiceResponse>;

/** Sentences come from people and models: characters that XML 1.0 cannot hold would make Twilio refuse the document. */
function say(document: Pick<Document, 'say'>, text: string): void {
  const sayable = text.replace(/[^\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, ' ');
  document.say(speech, sayable);
}

function written(document: Document): string {
  const xml = document.toString();
  if (xml.length >= longestDocument)
    throw new RangeError(`TwiML of ${xml.length} characters; Twilio takes ${longestDocument}`);
  return xml;
}

/** Silence that needs nobody. After hours of it Twilio asks for more. */
function wait(document: Document, webhooks: Webhooks, callId: CallId): Document {
  for (let i = 0; i < pauses; i += 1) document.pause({ length: pauseSeconds });
  document.redirect({ method: 'POST' }, webhooks.voice(callId));
  return document;
}

/** The company's leg from the first moment on: the ear opens, then silence. */
export function companyAnswered(webhooks: Webhooks, callId: CallId, stream: ReturnType<typeof streamOf>): string {
  const document = new VoiceResponse();
  const { parameters, ...attributes } = stream;
  const element = document.start().stream(attributes);
  for (const [name, value] of Object.entries(parameters)) element.parameter({ name, value });
  return written(wait(document, webhooks, callId));
}

/** What the company's leg plays next. Every document but the farewell ends in silence, so the leg goes on whatever becomes of us. */
export function companyPlays(webhooks: Webhooks, callId: CallId, script: LegScript): string {
  const document = new VoiceResponse();
  switch (script.kind) {
    case 'wait':
      break;
    case 'press':
      document.play({ digits: script.digits });
      break;
    case 'say':
      say(document, script.text);
      break;
    case 'keep':
      say(document, script.first);
      for (const sentence of script.later) {
        document.pause({ length: Math.max(1, Math.round(script.everyMs / 1000)) });
        say(document, sentence);
      }
      break;
    case 'join':
      join(document, webhooks, callId, script.room);
      break;
    case 'farewell':
      say(document, script.text);
      document.hangup();
      return written(document);
  }
  return written(wait(document, webhooks, callId));
}

/** More silence; what the redirect at the end of the first gets. */
export function companyWaits(webhooks: Webhooks, callId: CallId): string {
  return companyPlays(webhooks, callId, { kind: 'wait' });
}

/**
 * Into the conference. It ends when either side leaves; whoever is left goes on with the rest of the document. Defaults that are changed: the
 * beep, the music for the first one in, the large jitter buffer.
 */
function join(document: Document, webhooks: Webhooks, callId: CallId, room: string, leg?: DeviceLegOf): void {
  const dial = document.dial(
    leg === undefined ? {} : { hangupOnStar: true, action: webhooks.left(leg), method: 'POST' },
  );
  dial.conference(
    {
      beep: 'false',
      waitUrl: '',
      jitterBufferSize: 'small',
      startConferenceOnEnter: true,
      endConferenceOnExit: true,
      statusCallback: webhooks.conference(callId),
      statusCallbackEvent: ['start', 'end', 'join', 'leave'],
      statusCallbackMethod: 'POST',
    },
    room,
  );
}

/** Says it twice, and waits for one key after each; whoever presses none goes on with the rest of the document. */
function askForKey(document: Document, text: string, action: string): void {
  const gather = { numDigits: 1, input: ['dtmf' as const], timeout: gatherSeconds, action, method: 'POST' };
  for (let i = 0; i < 2; i += 1) say(document.gather(gather), text);
}

/** A person's leg: who is on the line and why, twice; only a pressed key takes the call, so a voicemail never does. */
export function deviceAnswered(webhooks: Webhooks, leg: DeviceLegOf, announcement: string): string {
  const document = new VoiceResponse();
  askForKey(document, announcement, webhooks.gather(leg));
  say(document, deviceSentences.gaveUp);
  document.hangup();
  return written(document);
}

/** The person took the call: into the room, where the company comes next. `*` leaves it. */
export function deviceAccepted(webhooks: Webhooks, leg: DeviceLegOf, room: string): string {
  const document = new VoiceResponse();
  join(document, webhooks, leg.callId, room, leg);
  return written(document);
}

/** A last sentence, and the device's leg ends. */
export function deviceDismissed(text: string): string {
  const document = new VoiceResponse();
  say(document, text);
  document.hangup();
  return written(document);
}

/** For the person who left the room with `*`: 1 = hold again, 2 = back to the agent, 3 = end. No key at all is told as well, without Digits. */
export function rearmMenu(webhooks: Webhooks, leg: DeviceLegOf): string {
  const document = new VoiceResponse();
  askForKey(document, deviceSentences.rearm, webhooks.rearm(leg));
  document.redirect({ method: 'POST' }, webhooks.rearm(leg));
  return written(document);
}

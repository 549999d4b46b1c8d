import { rfc2822 } from '../dates.ts';
import type { Exchange } from '../exchange.ts';
import type { Conference, Participant } from './conference.ts';

export type ConferenceEvent =
  | 'conference-start'
  | 'conference-end'
  | 'participant-join'
  | 'participant-leave'
  | 'participant-mute'
  | 'participant-unmute'
  | 'participant-hold'
  | 'participant-unhold';

export interface ConferenceStatusCallback {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  /** Words of the attribute: start, end, join, leave, mute, hold. */
  readonly events: ReadonlySet<string>;
}

const WORD_OF: Readonly<Record<ConferenceEvent, string>> = {
  'conference-start': 'start',
  'conference-end': 'end',
  'participant-join': 'join',
  'participant-leave': 'leave',
  'participant-mute': 'mute',
  'participant-unmute': 'mute',
  'participant-hold': 'hold',
  'participant-unhold': 'hold',
};

/** Tells what happened in a conference (https://www.twilio.com/docs/voice/twiml/conference#statuscallback). */
export function tellConference(
  exchange: Exchange,
  conference: Conference,
  event: ConferenceEvent,
  participant: Participant | null,
): void {
  const callback = conference.statusCallback;
  if (!callback?.events.has(WORD_OF[event])) return;
  conference.sequence += 1;
  void exchange.send({
    kind: 'conference-status',
    url: callback.url,
    method: callback.method,
    params: {
      AccountSid: exchange.accountSid,
      ConferenceSid: conference.sid,
      FriendlyName: conference.name,
      StatusCallbackEvent: event,
      SequenceNumber: String(conference.sequence),
      Timestamp: rfc2822(exchange.clock.now()),
      ...(participant ? participantParams(participant) : {}),
      ...(event === 'conference-end' ? endParams(conference) : {}),
    },
    callSid: participant?.leg.sid ?? conference.endedByCallSid,
  });
}

function participantParams(participant: Participant): Record<string, string> {
  const { leg, manner } = participant;
  return {
    CallSid: leg.sid,
    Muted: String(participant.muted),
    Hold: String(participant.hold),
    Coaching: 'false',
    StartConferenceOnEnter: String(manner.startOnEnter),
    EndConferenceOnExit: String(participant.endOnExit),
    ...(manner.label === null ? {} : { ParticipantLabel: manner.label }),
  };
}

function endParams(conference: Conference): Record<string, string> {
  return {
    ...(conference.endReason === null ? {} : { ReasonConferenceEnded: conference.endReason }),
    ...(conference.endedByCallSid === null ? {} : { CallSidEndingConference: conference.endedByCallSid }),
  };
}

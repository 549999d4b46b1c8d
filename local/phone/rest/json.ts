import type { Conference, Participant } from '../conference/conference.ts';
import { rfc2822 } from '../dates.ts';
import type { Exchange } from '../exchange.ts';
import type { Leg } from '../leg/leg.ts';
import type { OwnedNumber } from '../numbers.ts';
import type { MessageEntry } from '../record.ts';
import type { MediaStream } from '../streams/media-stream.ts';

const API_VERSION = '2010-04-01';

function accountUri(exchange: Exchange): string {
  return `/${API_VERSION}/Accounts/${exchange.accountSid}`;
}

function dateOf(atMs: number | null | undefined): string | null {
  return atMs === null || atMs === undefined ? null : rfc2822(atMs);
}

/** `api.v2010.account.call` */
export function callJson(exchange: Exchange, leg: Leg) {
  const { entry } = leg;
  const createdAtMs = entry.statuses[0]?.atMs ?? 0;
  const uri = `${accountUri(exchange)}/Calls/${leg.sid}`;
  const below = ['Events', 'Notifications', 'Payments', 'Recordings', 'Siprec', 'Streams', 'Transcriptions'];
  return {
    sid: leg.sid,
    account_sid: exchange.accountSid,
    parent_call_sid: entry.parentSid,
    to: entry.to,
    to_formatted: formatted(entry.to),
    from: entry.from,
    from_formatted: formatted(entry.from),
    phone_number_sid: null,
    status: leg.status === 'initiated' ? 'queued' : leg.status,
    start_time: dateOf(entry.answeredAtMs),
    end_time: dateOf(entry.endedAtMs),
    duration: entry.endedAtMs === null ? null : String(leg.durationSeconds()),
    price: null,
    price_unit: 'USD',
    direction: entry.direction,
    answered_by: null,
    api_version: API_VERSION,
    forwarded_from: null,
    group_sid: null,
    caller_name: null,
    queue_time: '0',
    trunk_sid: null,
    date_created: rfc2822(createdAtMs),
    date_updated: dateOf(entry.statuses.at(-1)?.atMs),
    uri: `${uri}.json`,
    subresource_uris: Object.fromEntries(below.map((name) => [name.toLowerCase(), `${uri}/${name}.json`])),
  };
}

/** `api.v2010.account.call.stream` */
export function streamJson(exchange: Exchange, stream: MediaStream) {
  const { entry } = stream;
  return {
    sid: stream.sid,
    account_sid: exchange.accountSid,
    call_sid: stream.leg.sid,
    name: entry.name,
    status: stream.state === 'ended' ? 'stopped' : 'in-progress',
    date_updated: rfc2822(entry.endedAtMs ?? entry.startedAtMs ?? entry.createdAtMs),
    uri: `${accountUri(exchange)}/Calls/${stream.leg.sid}/Streams/${stream.sid}.json`,
  };
}

/** `api.v2010.account.conference` */
export function conferenceJson(exchange: Exchange, conference: Conference) {
  const uri = `${accountUri(exchange)}/Conferences/${conference.sid}`;
  return {
    sid: conference.sid,
    account_sid: exchange.accountSid,
    friendly_name: conference.name,
    region: 'us1',
    status: conference.status,
    reason_conference_ended: conference.endReason,
    call_sid_ending_conference: conference.endedByCallSid,
    api_version: API_VERSION,
    date_created: rfc2822(conference.createdAtMs),
    date_updated: rfc2822(conference.updatedAtMs),
    uri: `${uri}.json`,
    subresource_uris: { participants: `${uri}/Participants.json`, recordings: `${uri}/Recordings.json` },
  };
}

/** `api.v2010.account.conference.participant` */
export function participantJson(exchange: Exchange, conference: Conference, participant: Participant) {
  const { leg, manner } = participant;
  return {
    account_sid: exchange.accountSid,
    call_sid: leg.sid,
    conference_sid: conference.sid,
    label: manner.label,
    muted: participant.muted,
    hold: participant.hold,
    coaching: false,
    call_sid_to_coach: null,
    start_conference_on_enter: manner.startOnEnter,
    end_conference_on_exit: participant.endOnExit,
    status: 'connected',
    queue_time: null,
    date_created: rfc2822(participant.joinedAtMs),
    date_updated: rfc2822(conference.updatedAtMs),
    uri: `${accountUri(exchange)}/Conferences/${conference.sid}/Participants/${leg.sid}.json`,
  };
}

/** `api.v2010.account.message` */
export function messageJson(exchange: Exchange, message: MessageEntry) {
  const uri = `${accountUri(exchange)}/Messages/${message.sid}`;
  const sent = message.status !== 'queued' && message.status !== 'accepted';
  return {
    sid: message.sid,
    account_sid: exchange.accountSid,
    messaging_service_sid: null,
    from: message.from,
    to: message.to,
    body: message.body,
    status: message.status,
    direction: message.direction,
    num_segments: String(segmentsOf(message.body)),
    num_media: '0',
    price: null,
    price_unit: 'USD',
    error_code: null,
    error_message: null,
    api_version: API_VERSION,
    date_created: rfc2822(message.atMs),
    date_updated: rfc2822(message.atMs),
    date_sent: sent ? rfc2822(message.atMs) : null,
    uri: `${uri}.json`,
    subresource_uris: { media: `${uri}/Media.json` },
  };
}

/** `api.v2010.account.incoming_phone_number` */
export function numberJson(exchange: Exchange, number: OwnedNumber) {
  const sid = numberSid(number);
  return {
    sid,
    account_sid: exchange.accountSid,
    phone_number: number.phoneNumber,
    friendly_name: number.friendlyName ?? formatted(number.phoneNumber),
    api_version: API_VERSION,
    capabilities: { voice: true, sms: true, mms: true, fax: false, ...number.capabilities },
    sms_url: number.smsUrl ?? '',
    sms_method: 'POST',
    sms_fallback_url: '',
    sms_fallback_method: 'POST',
    voice_url: number.voiceUrl ?? '',
    voice_method: 'POST',
    voice_fallback_url: '',
    voice_fallback_method: 'POST',
    status_callback: number.statusCallback ?? '',
    status_callback_method: 'POST',
    voice_caller_id_lookup: false,
    voice_receive_mode: 'voice',
    address_requirements: 'none',
    address_sid: null,
    beta: false,
    bundle_sid: null,
    emergency_status: 'Inactive',
    emergency_address_sid: null,
    emergency_address_status: 'unregistered',
    identity_sid: null,
    origin: 'twilio',
    sms_application_sid: null,
    status: 'in-use',
    type: null,
    trunk_sid: null,
    voice_application_sid: null,
    date_created: rfc2822(0),
    date_updated: rfc2822(0),
    uri: `${accountUri(exchange)}/IncomingPhoneNumbers/${sid}.json`,
  };
}

/** A number's SID follows from the number, so that it is the same after a restart. */
export function numberSid(number: OwnedNumber): string {
  return `PN${number.phoneNumber.replace(/\D/g, '').padStart(32, '0')}`;
}

/** `+14155550123` → `(415) 555-0123`, as Twilio writes North American numbers. */
function formatted(number: string): string {
  const parts = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
  return parts ? `(${parts[1]}) ${parts[2]}-${parts[3]}` : number;
}

/** 160 characters of GSM-7 or 70 of UCS-2 fit alone; split ones lose 7 and 3 to the header. */
export function segmentsOf(body: string): number {
  const plain = /^[\x20-\x7e\n\r£¥èéùìòÇØøÅåÆæßÉÄÖÑÜ§¿äöñüà¡€Δ_ΦΓΛΩΠΨΣΘΞ]*$/.test(body);
  const [alone, split] = plain ? [160, 153] : [70, 67];
  return body.length <= alone ? 1 : Math.ceil(body.length / split);
}

import type { Conference, Participant } from '../conference/conference.ts';
import { soundOf } from '../twiml/dial-conference.ts';
import { notFound, RestFailure } from './failure.ts';
import { conferenceJson, participantJson } from './json.ts';
import { pageOf, withinTimes } from './paging.ts';
import { type RestRequest, route } from './route.ts';

export const conferenceRoutes = [
  route('GET', '/Conferences', ({ exchange, form, path }) => {
    const status = form.get('Status');
    const name = form.get('FriendlyName');
    const wanted = [...exchange.conferences.all.values()].filter(
      (each) =>
        (status === undefined || each.status === status) &&
        (name === undefined || each.name === name) &&
        withinTimes(each.createdAtMs, 'DateCreated', form),
    );
    const body = pageOf(wanted.toReversed(), 'conferences', path, form, (each) => conferenceJson(exchange, each));
    return { status: 200, body };
  }),

  route('GET', '/Conferences/:', (request) => ({
    status: 200,
    body: conferenceJson(request.exchange, conferenceOf(request)),
  })),

  route('POST', '/Conferences/:', (request) => {
    const { exchange, form } = request;
    const conference = conferenceOf(request);
    const status = form.get('Status');
    if (status !== undefined && status !== 'completed')
      throw new RestFailure(400, 20001, 'Status of a conference can only be set to completed');
    if (status === 'completed') conference.end('conference-ended-via-api', null);
    else for (const participant of conference.participants.values()) announce(request, participant);
    return { status: 200, body: conferenceJson(exchange, conference) };
  }),

  route('GET', '/Conferences/:/Participants', (request) => {
    const { exchange, form, path } = request;
    const conference = conferenceOf(request);
    const wanted = [...conference.participants.values()].filter(
      ({ muted, hold }) => (form.flag('Muted') ?? muted) === muted && (form.flag('Hold') ?? hold) === hold,
    );
    const toJson = (each: Participant) => participantJson(exchange, conference, each);
    return { status: 200, body: pageOf(wanted, 'participants', path, form, toJson) };
  }),

  route('GET', '/Conferences/:/Participants/:', (request) => {
    const [conference, participant] = participantOf(request);
    return { status: 200, body: participantJson(request.exchange, conference, participant) };
  }),

  route('POST', '/Conferences/:/Participants/:', (request) => {
    const { exchange, form } = request;
    const [conference, participant] = participantOf(request);
    const muted = form.flag('Muted') ?? participant.muted;
    const hold = form.flag('Hold') ?? participant.hold;
    const isMuteNew = muted !== participant.muted;
    const isHoldNew = hold !== participant.hold;
    participant.muted = muted;
    participant.hold = hold;
    participant.endOnExit = form.flag('EndConferenceOnExit') ?? participant.endOnExit;
    if (isMuteNew) conference.tell(muted ? 'participant-mute' : 'participant-unmute', participant);
    if (isHoldNew) {
      participant.announcement?.return();
      participant.announcement = null;
      conference.tell(hold ? 'participant-hold' : 'participant-unhold', participant);
    }
    announce(request, participant);
    return { status: 200, body: participantJson(exchange, conference, participant) };
  }),

  route('DELETE', '/Conferences/:/Participants/:', (request) => {
    const [, participant] = participantOf(request);
    participant.removed = true;
    return { status: 204, body: null };
  }),
];

/** Plays the document of `AnnounceUrl`, or of `HoldUrl` where the participant was put on hold, to one participant. */
function announce({ exchange, form }: RestRequest, participant: Participant): void {
  const name = form.get('AnnounceUrl') !== undefined ? 'Announce' : participant.hold ? 'Hold' : null;
  const url = name && form.get(`${name}Url`);
  if (!url) return;
  participant.announcement?.return();
  const script = { exchange, leg: participant.leg, documentUrl: null };
  participant.announcement = soundOf(script, url, form.method(`${name}Method`));
}

function conferenceOf({ exchange, ids, path }: RestRequest): Conference {
  const conference = exchange.conferences.all.get(ids[0] ?? '');
  if (!conference) throw notFound(path);
  return conference;
}

/** By the SID of its call, or by its label. */
function participantOf(request: RestRequest): readonly [Conference, Participant] {
  const conference = conferenceOf(request);
  const wanted = decodeURIComponent(request.ids[1] ?? '');
  const found = [...conference.participants.values()].find(
    ({ leg, manner, removed }) => !removed && (leg.sid === wanted || manner.label === wanted),
  );
  if (!found) throw notFound(request.path);
  return [conference, found];
}

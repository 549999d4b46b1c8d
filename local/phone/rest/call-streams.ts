import { faultOfStreamUrl, readTracks } from '../streams/order.ts';
import { legOf } from './calls.ts';
import { notFound, notInProgress, RestFailure } from './failure.ts';
import { streamJson } from './json.ts';
import { route } from './route.ts';

/** Twilio's limit of tracks that are streamed from one call. */
const MOST_TRACKS = 4;
const MOST_PARAMETER_CHARACTERS = 500;

/** One-way streams of a live call, started and stopped without touching its document. */
export const streamRoutes = [
  route('POST', '/Calls/:/Streams', (request) => {
    const { exchange, form } = request;
    const leg = legOf(request);
    if (!leg.isInProgress) throw notInProgress();
    const url = form.get('Url') ?? '';
    const fault = faultOfStreamUrl(url);
    if (fault) throw new RestFailure(400, 20001, `Invalid Parameter Url: ${fault}`);
    const tracks = readTracks(form.get('Track'));
    if (!tracks) throw new RestFailure(400, 31941, 'Stream - Invalid Track configuration');
    const name = form.get('Name') ?? null;
    const running = [...leg.streams];
    if (name !== null && running.some((stream) => stream.entry.name === name))
      throw new RestFailure(400, 31942, `Stream - Name "${name}" is already in use on this call`);
    if (running.reduce((sum, stream) => sum + stream.order.tracks.length, tracks.length) > MOST_TRACKS)
      throw new RestFailure(400, 31943, `Stream - At most ${MOST_TRACKS} tracks of a call can be streamed`);
    const parameters = form.numberedParameters();
    for (const [key, value] of Object.entries(parameters)) {
      if (key.length + value.length >= MOST_PARAMETER_CHARACTERS)
        throw new RestFailure(400, 20001, `Parameter "${key}" with its value must be under 500 characters`);
    }
    const callback = form.get('StatusCallback');
    const stream = exchange.openStream(leg, {
      kind: 'one-way',
      url,
      name,
      tracks,
      parameters,
      statusCallback: callback === undefined ? null : { url: callback, method: form.method('StatusCallbackMethod') },
    });
    return { status: 200, body: streamJson(exchange, stream) };
  }),

  route('POST', '/Calls/:/Streams/:', (request) => {
    const { exchange, form, ids, path } = request;
    const leg = legOf(request);
    const wanted = ids[1];
    const stream = [...exchange.streams.values()].findLast(
      (each) => each.leg === leg && (each.sid === wanted || each.entry.name === wanted),
    );
    if (!stream) throw notFound(path);
    if (form.get('Status') !== 'stopped') throw new RestFailure(400, 20001, 'Status must be stopped');
    if (stream.state === 'ended') throw notFound(path);
    stream.stop('rest');
    return { status: 200, body: streamJson(exchange, stream) };
  }),
];

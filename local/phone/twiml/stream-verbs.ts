import { faultOfStreamUrl, readTracks, type StreamOrder } from '../streams/order.ts';
import type { Verb } from './document.ts';
import type { Script } from './script.ts';
import { type Next, ON, type Sounding } from './sounding.ts';
import { absoluteUrl, methodOf } from './source.ts';

/** `<Start>`: one-way streams that go on beside whatever the document does next. */
export function runStart(script: Script, verb: Verb): void {
  for (const noun of verb.children.filter(({ name }) => name === 'Stream')) {
    const order = streamOrder(script, noun, 'one-way');
    if (order) script.exchange.openStream(script.leg, order);
  }
}

/** `<Stop>`: ends the stream of a name. */
export function runStop({ leg }: Script, verb: Verb): void {
  for (const noun of verb.children.filter(({ name }) => name === 'Stream')) {
    for (const stream of leg.streams) {
      if (stream.entry.name === noun.attributes.name) stream.stop('<Stop>');
    }
  }
}

/** `<Connect>`: a two-way stream. The document waits until it ends; another document ends it. */
export function* runConnect(script: Script, verb: Verb): Sounding<Next> {
  const noun = verb.children.find(({ name }) => name === 'Stream');
  const order = noun && streamOrder(script, noun, 'two-way');
  if (!order) return ON;
  const stream = script.exchange.openStream(script.leg, order);
  try {
    while (stream.state !== 'ended') yield { audio: stream.nextPlayed() };
  } finally {
    stream.stop('document replaced');
  }
  return ON;
}

function streamOrder(
  { exchange, leg, documentUrl }: Script,
  noun: Verb,
  kind: StreamOrder['kind'],
): StreamOrder | null {
  const { attributes } = noun;
  const url = attributes.url ?? '';
  const tracks = kind === 'two-way' ? readTracks('inbound_track') : readTracks(attributes.track);
  const fault = tracks ? faultOfStreamUrl(url) : `track "${attributes.track}"`;
  if (!tracks || fault !== null) {
    exchange.alert(31941, `Stream - Invalid configuration: ${fault}`, leg.sid);
    return null;
  }
  const parameters = noun.children
    .filter(({ name }) => name === 'Parameter')
    .map(({ attributes: { name = '', value = '' } }) => [name, value]);
  const callback = attributes.statusCallback && absoluteUrl(attributes.statusCallback, documentUrl);
  return {
    kind,
    url,
    name: attributes.name ?? null,
    tracks,
    parameters: Object.fromEntries(parameters),
    statusCallback: callback ? { url: callback, method: methodOf(attributes.statusCallbackMethod) } : null,
  };
}

import { ringbackFrame } from '../audio/tones.ts';
import type { Leg } from '../leg/leg.ts';
import { readEvents } from '../leg/order.ts';
import { isDialable } from '../numbers.ts';
import type { BridgeEntry } from '../record.ts';
import type { DialManner, DialResult } from './dial.ts';
import { soundOf } from './dial-conference.ts';
import type { Verb } from './document.ts';
import type { Script } from './script.ts';
import type { Sounding } from './sounding.ts';
import { absoluteUrl, methodOf } from './source.ts';

const DEFAULT_RING_SECONDS = 30;
const DEFAULT_TIME_LIMIT_SECONDS = 14_400;

/** Both ends of a dialled connection look here for what they do next. */
interface Connection {
  /** The leg that answered first and is through with its own document; null until then. */
  callee: Leg | null;
  over: boolean;
  /** The callee was given another document and lives on without the leg that dialled it. */
  calleeWentOn: boolean;
}

/** `<Dial>` to numbers, clients and SIP addresses: all ring at once, the first to answer is connected, the others are hung up. */
export function* parties(script: Script, verb: Verb, manner: DialManner): Sounding<DialResult> {
  const { exchange } = script;
  const connection: Connection = { callee: null, over: false, calleeWentOn: false };
  const nouns = verb.children.length > 0 ? verb.children : [{ ...verb, name: 'Number', attributes: {} }];
  const callees = nouns.flatMap((noun) => dialled(script, verb, noun, connection) ?? []);
  const startedAtMs = exchange.clock.now();
  try {
    while (!connection.callee && callees.some((callee) => !callee.isOver)) {
      yield { audio: ringbackFrame(exchange.clock.now() - startedAtMs) };
    }
    const { callee } = connection;
    if (!callee) return unanswered(callees);
    for (const other of callees) if (other !== callee) other.end('canceled', 'another answered');
    yield* together(script, callee, connection, manner);
    return { status: 'completed', callSid: callee.sid, durationSeconds: callee.durationSeconds() };
  } finally {
    connection.over = true;
    for (const callee of callees) {
      if (callee === connection.callee && connection.calleeWentOn) continue;
      callee.end(callee.isInProgress ? 'completed' : 'canceled', 'dial ended');
    }
  }
}

function dialled(script: Script, verb: Verb, noun: Verb, connection: Connection): Leg | null {
  const { exchange, leg, documentUrl } = script;
  const to = addressOf(noun);
  const refused = exchange.faults.refusedNumber?.(to) ?? (isDialable(to) ? undefined : 13223);
  if (refused !== undefined) {
    exchange.alert(refused, 'Dial: the number is not valid or not permitted', leg.sid);
    return null;
  }
  const { statusCallback, statusCallbackMethod, statusCallbackEvent = 'completed', url } = noun.attributes;
  const callbackUrl = statusCallback && absoluteUrl(statusCallback, documentUrl);
  return exchange.dial({
    to,
    from: verb.attributes.callerId ?? leg.order.from,
    parentSid: leg.sid,
    ringSeconds: Number(verb.attributes.timeout) || DEFAULT_RING_SECONDS,
    timeLimitSeconds: DEFAULT_TIME_LIMIT_SECONDS,
    statusCallback: callbackUrl
      ? {
          url: callbackUrl,
          method: methodOf(statusCallbackMethod),
          events: readEvents(statusCallbackEvent.split(/\s+/).filter(Boolean)),
        }
      : null,
    onAnswer: (callee) => answered(script, callee, url, connection),
  });
}

/** What a dialled leg does: first its own document (`url`), if the noun names one, then it hears the leg that dialled. */
function* answered(
  { exchange, leg, documentUrl }: Script,
  callee: Leg,
  url: string | undefined,
  connection: Connection,
): Sounding {
  if (url !== undefined) yield* soundOf({ exchange, leg: callee, documentUrl }, url, 'POST');
  if (connection.callee) return;
  connection.callee = callee;
  try {
    while (!connection.over && leg.isInProgress) {
      yield { audio: leg.inbound, digits: leg.pressed, said: leg.finishedSaying, bridged: true };
    }
  } finally {
    connection.calleeWentOn = !connection.over && !callee.isOver && leg.isInProgress;
    connection.over = true;
  }
}

function* together({ exchange, leg }: Script, callee: Leg, connection: Connection, manner: DialManner): Sounding {
  const fromMs = exchange.clock.now();
  const presence = (callSid: string): BridgeEntry['presences'][number] => ({ callSid, fromMs, toMs: null });
  const presences = [presence(leg.sid), presence(callee.sid)];
  exchange.record.bridges.push({ kind: 'dial', sid: leg.sid, name: null, presences });
  try {
    while (!connection.over && exchange.clock.now() - fromMs < manner.timeLimitMs) {
      yield { audio: callee.inbound, digits: callee.pressed, said: callee.finishedSaying, bridged: true };
      if (manner.hangupOnStar && leg.pressed.includes('*')) return;
    }
  } finally {
    for (const present of presences) present.toMs = exchange.clock.now();
  }
}

function unanswered(callees: readonly Leg[]): DialResult {
  const [last] = callees.toReversed();
  const status = last?.status;
  const told = status === 'busy' || status === 'no-answer' || status === 'canceled' ? status : 'failed';
  return { status: told, callSid: last?.sid ?? null, durationSeconds: null };
}

function addressOf(noun: Verb): string {
  if (noun.name !== 'Client') return noun.text;
  const identity = noun.children.find(({ name }) => name === 'Identity')?.text ?? noun.text;
  return `client:${identity}`;
}

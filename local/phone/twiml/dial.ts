import { callParams } from '../webhooks/call-params.ts';
import { conference } from './dial-conference.ts';
import { parties } from './dial-parties.ts';
import type { Verb } from './document.ts';
import type { Script } from './script.ts';
import { type Next, ON, type Sounding } from './sounding.ts';
import { absoluteUrl, methodOf, type Source } from './source.ts';

/** How a `<Dial>` ended, as its action is told. */
export interface DialResult {
  readonly status: 'completed' | 'answered' | 'busy' | 'no-answer' | 'failed' | 'canceled';
  readonly callSid: string | null;
  readonly durationSeconds: number | null;
}

/** What the two kinds of `<Dial>` share. */
export interface DialManner {
  readonly hangupOnStar: boolean;
  readonly timeLimitMs: number;
}

const DEFAULT_TIME_LIMIT_SECONDS = 14_400;

/**
 * `<Dial>`: to a conference, or to parties of whom the first to answer is connected. When it is over the action decides what comes next;
 * when another document or the end of the leg breaks it off, the action is told DialCallStatus=completed and its answer counts for nothing.
 */
export function* runDial(script: Script, verb: Verb): Sounding<Next> {
  const manner = {
    hangupOnStar: verb.attributes.hangupOnStar === 'true',
    timeLimitMs: (Number(verb.attributes.timeLimit) || DEFAULT_TIME_LIMIT_SECONDS) * 1000,
  };
  const room = verb.children.find(({ name }) => name === 'Conference');
  let result: DialResult | null = null;
  try {
    result = room ? yield* conference(script, room, manner) : yield* parties(script, verb, manner);
  } finally {
    if (!result) tellBrokenOff(script, verb);
  }
  const source = actionOf(script, verb, result);
  return source ? { kind: 'document', source } : ON;
}

function actionOf(script: Script, verb: Verb, result: DialResult): Extract<Source, { kind: 'fetch' }> | null {
  if (verb.attributes.action === undefined) return null;
  const url = absoluteUrl(verb.attributes.action, script.documentUrl);
  if (url === null) {
    script.exchange.alert(11100, 'Dial: the action is not an absolute URL', script.leg.sid);
    return null;
  }
  const params = {
    DialCallStatus: result.status,
    ...(result.callSid === null ? {} : { DialCallSid: result.callSid }),
    ...(result.durationSeconds === null ? {} : { DialCallDuration: String(result.durationSeconds) }),
    ...(result.callSid === null ? {} : { DialBridged: String(result.status === 'completed') }),
  };
  return { kind: 'fetch', url, method: methodOf(verb.attributes.method), params, as: 'dial-action' };
}

function tellBrokenOff(script: Script, verb: Verb): void {
  const source = actionOf(script, verb, { status: 'completed', callSid: null, durationSeconds: null });
  if (!source) return;
  const { exchange, leg } = script;
  const params = { ...callParams(exchange, leg), ...source.params };
  void exchange.send({ kind: 'dial-action', url: source.url, method: source.method, params, callSid: leg.sid });
}

import { FRAME_MS } from '#core/media/media-clock.ts';
import type { Verb } from './document.ts';
import { runPause, runPlay, runSay } from './play-and-say.ts';
import type { Script } from './script.ts';
import { type Next, ON, QUIET, type Sounding } from './sounding.ts';
import { absoluteUrl, methodOf } from './source.ts';

const DEFAULT_TIMEOUT_SECONDS = 5;

/**
 * `<Gather>` of digits. A key stops what is being said; the timeout begins when all is said, and anew with every key. Without digits the
 * document goes on, unless `actionOnEmptyResult` is set.
 */
export function* runGather(script: Script, verb: Verb): Sounding<Next> {
  const { leg, exchange } = script;
  const { attributes } = verb;
  if (/speech/.test(attributes.input ?? 'dtmf'))
    exchange.alert(12200, 'Gather: this network hears digits only, no speech', leg.sid);
  const finishOnKey = attributes.finishOnKey ?? '#';
  const mostDigits = Number(attributes.numDigits ?? Number.POSITIVE_INFINITY);
  const timeoutSeconds = Number(attributes.timeout);
  const timeoutMs = (timeoutSeconds > 0 ? timeoutSeconds : DEFAULT_TIMEOUT_SECONDS) * 1000;

  let digits = '';
  let finishedOnKey: string | undefined;
  const take = () => {
    for (const key of leg.pressed) {
      if (finishedOnKey !== undefined || digits.length >= mostDigits) return;
      if (key === finishOnKey) finishedOnKey = key;
      else digits += key;
    }
  };
  const isComplete = () => finishedOnKey !== undefined || digits.length >= mostDigits;

  const prompt = promptOf(script, verb);
  try {
    for (let step = prompt.next(); !step.done && digits === '' && !isComplete(); step = prompt.next()) {
      yield step.value;
      take();
    }
  } finally {
    prompt.return();
  }
  for (let quietMs = 0; quietMs < timeoutMs && !isComplete(); quietMs += FRAME_MS) {
    yield QUIET;
    take();
    if (leg.pressed) quietMs = 0;
  }

  if (digits === '' && attributes.actionOnEmptyResult !== 'true') return ON;
  const url = absoluteUrl(attributes.action ?? script.documentUrl ?? '', script.documentUrl);
  if (url === null) {
    exchange.alert(11100, 'Gather: no action, and the document has no URL of its own', leg.sid);
    return { kind: 'failed' };
  }
  const params = { Digits: digits, ...(finishedOnKey === undefined ? {} : { FinishedOnKey: finishedOnKey }) };
  return {
    kind: 'document',
    source: { kind: 'fetch', url, method: methodOf(attributes.method), params, as: 'gather' },
  };
}

function* promptOf(script: Script, gather: Verb): Sounding {
  for (const verb of gather.children) {
    if (verb.name === 'Say') yield* runSay(script, verb);
    else if (verb.name === 'Play') yield* runPlay(script, verb);
    else if (verb.name === 'Pause') yield* runPause(verb);
  }
}

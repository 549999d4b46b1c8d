import { runDial } from './dial.ts';
import type { Verb } from './document.ts';
import { runGather } from './gather.ts';
import { runPause, runPlay, runSay } from './play-and-say.ts';
import type { Script } from './script.ts';
import { type Next, ON, type Sounding } from './sounding.ts';
import { absoluteUrl, methodOf } from './source.ts';
import { runConnect, runStart, runStop } from './stream-verbs.ts';

/** Runs one verb of a call's document. */
export function* runVerb(script: Script, verb: Verb): Sounding<Next> {
  switch (verb.name) {
    case 'Say':
      yield* runSay(script, verb);
      return ON;
    case 'Play':
      yield* runPlay(script, verb);
      return ON;
    case 'Pause':
      yield* runPause(verb);
      return ON;
    case 'Gather':
      return yield* runGather(script, verb);
    case 'Dial':
      return yield* runDial(script, verb);
    case 'Start':
      runStart(script, verb);
      return ON;
    case 'Stop':
      runStop(script, verb);
      return ON;
    case 'Connect':
      return yield* runConnect(script, verb);
    case 'Redirect':
      return redirect(script, verb);
    case 'Hangup':
    case 'Reject':
      return { kind: 'hangup' };
    default:
      script.exchange.alert(12200, `Schema validation warning: <${verb.name}>`, script.leg.sid);
      return ON;
  }
}

function redirect({ exchange, leg, documentUrl }: Script, verb: Verb): Next {
  const url = absoluteUrl(verb.text, documentUrl);
  if (url === null) {
    exchange.alert(11100, 'Redirect: the URL is not absolute', leg.sid);
    return { kind: 'failed' };
  }
  const method = methodOf(verb.attributes.method);
  return { kind: 'document', source: { kind: 'fetch', url, method, params: {}, as: 'voice' } };
}

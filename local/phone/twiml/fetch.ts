import { callParams } from '../webhooks/call-params.ts';
import { DocumentParseFailure, readTwiml, type Verb } from './document.ts';
import type { Script } from './script.ts';
import { awaited, type Sounding } from './sounding.ts';
import type { Source } from './source.ts';

/** A document that runs, and the URL that it came from. */
export interface RunningDocument {
  readonly verbs: readonly Verb[];
  readonly url: string | null;
}

/** Gets and reads a document; null when there is none to be had. The reason is in the alerts: 11200 (no answer), 12100 (no TwiML). */
export function* loadDocument(script: Omit<Script, 'documentUrl'>, source: Source): Sounding<RunningDocument | null> {
  const { exchange, leg } = script;
  let twiml: string;
  if (source.kind === 'inline') twiml = source.twiml;
  else {
    const params = { ...callParams(exchange, leg), ...source.params };
    const { url, method, as: kind } = source;
    const answer = yield* awaited(exchange.send({ kind, url, method, params, callSid: leg.sid }));
    if (answer.kind !== 'answered' || answer.status >= 400) return null;
    twiml = new TextDecoder().decode(answer.body);
    leg.entry.documents.push({ by: 'webhook', twiml, atMs: exchange.clock.now() });
    if (answer.status === 204 || twiml.trim() === '') twiml = '<Response/>';
  }
  try {
    return { verbs: readTwiml(twiml), url: source.kind === 'fetch' ? source.url.replace(/#.*$/, '') : null };
  } catch (failure) {
    if (!(failure instanceof DocumentParseFailure)) throw failure;
    exchange.alert(12100, `Document parse failure: ${failure.message}`, leg.sid);
    return null;
  }
}

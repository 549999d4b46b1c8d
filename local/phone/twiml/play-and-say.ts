import { FRAME_BYTES, FRAME_MS } from '#core/media/media-clock.ts';
import { MU_LAW_SILENCE } from '#core/media/mu-law.ts';
import { dtmfFrequenciesHz, toneFrame } from '../audio/tones.ts';
import { composedVoice, type SpokenSentence } from '../audio/voice.ts';
import type { Exchange } from '../exchange.ts';
import type { Verb } from './document.ts';
import type { Script } from './script.ts';
import { awaited, quietFor, type Sounding } from './sounding.ts';
import { absoluteUrl } from './source.ts';

const TONE_FRAMES = 5;
const GAP_MS = 100;
const WAIT_MS: Readonly<Record<string, number>> = { w: 500, W: 1000 };

/** Presses keys: 100 ms of tone and 100 ms of silence each; `w` waits half a second, `W` a whole one. */
export function* playDigits(digits: string): Sounding {
  for (const digit of digits) {
    const waitMs = WAIT_MS[digit];
    if (waitMs !== undefined) {
      yield* quietFor(waitMs);
      continue;
    }
    const frequenciesHz = dtmfFrequenciesHz(digit);
    for (let frame = 0; frame < TONE_FRAMES; frame++) {
      const audio = toneFrame(frequenciesHz, frame);
      yield frame === TONE_FRAMES - 1 ? { audio, digits: digit } : { audio };
    }
    yield* quietFor(GAP_MS);
  }
}

/** Speaks a text. Its meaning reaches the party with the last frame, so never when it is cut short. */
export function* say({ exchange }: Script, text: string): Sounding {
  const { frames, words } = yield* sentence(exchange, text);
  for (const [index, audio] of frames.entries()) {
    const ending = words?.filter(({ toMs }) => Math.max(1, Math.ceil(toMs / FRAME_MS)) === index + 1) ?? [];
    if (ending.length > 0) exchange.onSpoken(audio, ending);
    yield index === frames.length - 1 ? { audio, said: text } : { audio };
  }
}

/** A voice that fails is replaced by the composed one: the length of the sentence is what a call cannot do without. */
function* sentence(exchange: Exchange, text: string): Sounding<SpokenSentence> {
  const made = exchange.voice(text);
  if (!(made instanceof Promise)) return made;
  const release = exchange.hold();
  return yield* awaited(made.catch(() => composedVoice(text)).finally(release));
}

export function* runSay(script: Script, verb: Verb): Sounding {
  if (verb.text === '') return;
  for (let times = repeats(verb); times > 0; times--) yield* say(script, verb.text);
}

export function* runPause(verb: Verb): Sounding {
  const seconds = Number(verb.attributes.length ?? '1');
  yield* quietFor((Number.isFinite(seconds) && seconds >= 0 ? seconds : 1) * 1000);
}

/** `<Play>`: digits, or an audio file: headerless mu-law 8 kHz (`audio/basic`). Others become an alert 12300, as an unknown type does. */
export function* runPlay(script: Script, verb: Verb): Sounding {
  const { exchange, leg } = script;
  const { digits } = verb.attributes;
  if (digits !== undefined) {
    if (/^[0-9A-D#*wW]+$/.test(digits)) {
      for (let times = repeats(verb); times > 0; times--) yield* playDigits(digits);
    } else exchange.alert(13620, 'Play: invalid digits attribute', leg.sid);
    return;
  }
  const url = absoluteUrl(verb.text, script.documentUrl);
  if (url === null) return exchange.alert(11100, 'Play: the URL is not absolute', leg.sid);
  const answer = yield* awaited(exchange.send({ kind: 'audio', url, method: 'GET', params: {}, callSid: leg.sid }));
  if (answer.kind !== 'answered' || answer.status >= 400) return;
  if (!/^audio\/(basic|x-mulaw|ulaw)/.test(answer.contentType))
    return exchange.alert(12300, `Play: content type ${answer.contentType}`, leg.sid);
  for (let times = repeats(verb); times > 0; times--) {
    for (let at = 0; at < answer.body.length; at += FRAME_BYTES) {
      const audio = new Uint8Array(FRAME_BYTES).fill(MU_LAW_SILENCE);
      audio.set(answer.body.subarray(at, at + FRAME_BYTES));
      yield { audio };
    }
  }
}

/** `loop`: 0 stands for a thousand times, which is Twilio's limit. */
function repeats(verb: Verb): number {
  const loop = Number(verb.attributes.loop ?? '1');
  if (!Number.isInteger(loop) || loop < 0) return 1;
  return loop === 0 ? 1000 : Math.min(loop, 1000);
}

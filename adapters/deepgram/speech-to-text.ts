import type { Clock } from '#core/ports/clock.ts';
import type { SpeechToText } from '#core/ports/speech-to-text.ts';
import { openSession } from './session.ts';

export interface DeepgramOptions {
  readonly apiKey: string;
  /** ws(s)://host instead of Deepgram's own, for the one-machine stack and tests. */
  readonly endpoint?: string | undefined;
  /** Default nova-3. */
  readonly model?: string | undefined;
  readonly clock: Clock;
}

/**
 * Speech-to-text by Deepgram's live transcription. A connection is opened with the first speech and given back after a minute without any: audio costs
 * by its length, but the number of connections is limited.
 */
export function deepgramSpeechToText({ apiKey, endpoint, model = 'nova-3', clock }: DeepgramOptions): SpeechToText {
  return {
    open: ({ language, listener }) => openSession({ apiKey, endpoint, model, language, clock, listener }),
  };
}

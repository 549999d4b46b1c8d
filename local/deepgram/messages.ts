import type { ListenOptions } from './options.ts';
import type { UnderstoodWord } from './word-errors.ts';

/** Messages of Deepgram's live protocol. Shapes: developers.deepgram.com/reference/speech-to-text/listen-streaming and @deepgram/sdk 5.13. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
  readonly words: readonly UnderstoodWord[];
  readonly isFinal: boolean;
  readonly speechFinal: boolean;
  readonly fromFinalize: boolean;
}

export interface Identity {
  readonly requestId: string;
  readonly modelUuid: string;
}

export function results(stretch: Stretch, options: ListenOptions, { requestId, modelUuid }: Identity): object {
  const { words } = stretch;
  const spelled = words.map((word) => spell(word.text, options));
  const confidence = words.reduce((sum, word) => sum + word.confidence, 0) / Math.max(1, words.length);
  return {
    type: 'Results',
    channel_index: [0, 1],
    duration: seconds(stretch.toMs - stretch.fromMs),
    start: seconds(stretch.fromMs),
    is_final: stretch.isFinal,
    speech_final: stretch.speechFinal,
    channel: {
      alternatives: [
        {
          transcript: spelled.map(({ punctuated, bare }) => punctuated ?? bare).join(' '),
          confidence: round(confidence),
          words: words.map((word, i) => ({
            word: spelled[i]?.bare ?? '',
            start: seconds(word.fromMs),
            end: seconds(word.toMs),
            confidence: round(word.confidence),
            ...(spelled[i]?.punctuated !== undefined && { punctuated_word: spelled[i].punctuated }),
          })),
        },
      ],
    },
    metadata: {
      request_id: requestId,
      model_info: { name: options.model, version: '2026-01-01.0', arch: options.model },
      model_uuid: modelUuid,
    },
    from_finalize: stretch.fromFinalize,
  };
}

export function utteranceEnd(lastWordEndMs: number): object {
  return { type: 'UtteranceEnd', channel: [0, 1], last_word_end: seconds(lastWordEndMs) };
}

export function speechStarted(atMs: number): object {
  return { type: 'SpeechStarted', channel: [0, 1], timestamp: seconds(atMs) };
}

export interface Ending extends Identity {
  readonly sha256: string;
  readonly createdMs: number;
  readonly durationMs: number;
}

export function metadata(ending: Ending): object {
  return {
    type: 'Metadata',
    transaction_key: 'deprecated',
    request_id: ending.requestId,
    sha256: ending.sha256,
    created: new Date(ending.createdMs).toISOString(),
    duration: seconds(ending.durationMs),
    channels: 1,
    models: [ending.modelUuid],
  };
}

const NUMERALS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

function spell(text: string, { punctuate, smart_format, numerals }: ListenOptions) {
  const lower = text.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  const digit = smart_format || numerals ? NUMERALS.indexOf(lower) : -1;
  const bare = digit < 0 ? lower : String(digit);
  if (!punctuate && !smart_format) return { bare };
  return { bare, punctuated: digit < 0 ? text : text.toLowerCase().replace(lower, bare) };
}

function seconds(ms: number): number {
  return round(ms / 1000);
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

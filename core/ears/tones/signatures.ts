import type { ToneKind } from '#core/ears/ears.ts';

/**
 * Call-progress signals by their exact frequencies. Sources: ITU-T E.180 supplement 2 (national tones), E.180/Q.35, Q.23 (DTMF), T.30 (fax);
 * US precise tone plan. `steady` is any other pure tone: a beep, if it is short, level and alone.
 */
export type Signature =
  | 'ring-us'
  | 'ring-uk'
  | 'ring-modulated'
  | 'busy-us'
  | 'dial-us'
  | 'tone-425'
  | 'tone-400'
  | 'tone-440'
  | 'tone-450'
  | 'sit-1'
  | 'sit-2'
  | 'sit-3'
  | 'fax-calling'
  | 'fax-answer'
  | 'fax-data'
  | 'dtmf'
  | 'steady';

interface ClosePair {
  readonly signature: Signature;
  readonly lowHz: number;
  readonly highHz: number;
}

/** Two pairs too close for a 32 ms spectrum; told apart by Goertzel filters over 60 ms. */
export const CLOSE_PAIRS: readonly [ClosePair, ClosePair] = [
  { signature: 'ring-us', lowHz: 440, highHz: 480 },
  { signature: 'ring-uk', lowHz: 400, highHz: 450 },
];

/**
 * Ringing as a carrier with a wave of 12 to 33 Hz on it, with its carrier or, as two tones, without: Japan, Australia, India, South Africa,
 * Singapore.
 */
export const MODULATED: readonly { readonly carrierHz: number; readonly sideHz: number; readonly carried: boolean }[] =
  [
    { carrierHz: 400, sideHz: 16, carried: false },
    { carrierHz: 412.5, sideHz: 12.5, carried: false },
    { carrierHz: 425.5, sideHz: 12.5, carried: false },
    { carrierHz: 400, sideHz: 16.7, carried: true },
    { carrierHz: 400, sideHz: 20, carried: true },
    { carrierHz: 400, sideHz: 25, carried: true },
    { carrierHz: 400, sideHz: 33, carried: true },
    { carrierHz: 425, sideHz: 24.5, carried: true },
  ];

/** Pairs that the spectrum resolves. */
export const WIDE_PAIRS: readonly { readonly signature: Signature; readonly lowHz: number; readonly highHz: number }[] =
  [
    { signature: 'busy-us', lowHz: 480, highHz: 620 },
    { signature: 'dial-us', lowHz: 350, highHz: 440 },
  ];

/**
 * Single tones with the deviation that counts as exact. That of the special information tones is wide, as E.180 allows it and the US use it
 * (913.8 or 985.2, 1370.6 or 1428.5, 1776.7 Hz): only their order tells them, a beep may have any of these frequencies.
 */
export const SINGLE_TONES: readonly {
  readonly signature: Signature;
  readonly hz: number;
  readonly withinHz: number;
}[] = [
  { signature: 'tone-425', hz: 425, withinHz: 7 },
  { signature: 'tone-400', hz: 400, withinHz: 5 },
  { signature: 'tone-440', hz: 440, withinHz: 5 },
  { signature: 'tone-450', hz: 450, withinHz: 5 },
  { signature: 'sit-1', hz: 950, withinHz: 50 },
  { signature: 'sit-2', hz: 1400, withinHz: 50 },
  { signature: 'sit-3', hz: 1800, withinHz: 45 },
  { signature: 'fax-calling', hz: 1100, withinHz: 20 },
  { signature: 'fax-answer', hz: 2100, withinHz: 20 },
];

export const DTMF_ROWS_HZ = [697, 770, 852, 941] as const;
export const DTMF_COLUMNS_HZ = [1209, 1336, 1477, 1633] as const;
const DTMF_KEYS = ['123A', '456B', '789C', '*0#D'] as const;
/** Q.24: accepted within 1.5%, refused beyond 3.5%. */
const DTMF_DEVIATION = 0.025;

/** V.21 channel 2, in which fax machines tell their abilities: 1650 and 1850 Hz, 300 times a second. */
export const FAX_MARKS_HZ = [1650, 1850] as const;
export const FAX_DATA_HZ = { low: 1550, high: 1950 } as const;

/** What follows a special information tone. */
export const SIT_NEXT: ReadonlyMap<Signature, Signature> = new Map([
  ['sit-1', 'sit-2'],
  ['sit-2', 'sit-3'],
]);

/** The key of a pair of frequencies, or null. */
export function dtmfKey(lowHz: number, highHz: number): string | null {
  const row = DTMF_ROWS_HZ.findIndex((hz) => Math.abs(lowHz - hz) < hz * DTMF_DEVIATION);
  const column = DTMF_COLUMNS_HZ.findIndex((hz) => Math.abs(highHz - hz) < hz * DTMF_DEVIATION);
  return DTMF_KEYS[row]?.[column] ?? null;
}

/** What a run of a signature is, by how long it was on. `null`: not a signal by itself. */
export function kindOfRun(signature: Signature, onMs: number, ended: boolean): ToneKind | 'ringback' | null {
  switch (signature) {
    case 'ring-us':
    case 'ring-uk':
    case 'ring-modulated':
      return onMs >= 120 ? 'ringback' : null;
    case 'busy-us':
      if (onMs < 100) return null;
      return ended && onMs <= 330 ? 'reorder' : 'busy';
    case 'tone-440':
    case 'tone-450':
    case 'tone-425':
      if (onMs < 100) return null;
      if (!ended || onMs > 950) return 'ringback';
      if (onMs > 700) return 'beep';
      return onMs <= 300 ? 'reorder' : 'busy';
    case 'tone-400':
      if (onMs < 160) return null;
      return ended && onMs <= 260 ? 'reorder' : 'busy';
    case 'sit-1':
    case 'sit-2':
    case 'sit-3':
      return onMs >= 160 ? 'sit' : null;
    case 'fax-calling':
      return onMs >= 340 ? 'fax' : null;
    case 'fax-answer':
    case 'fax-data':
      return onMs >= 240 ? 'fax' : null;
    case 'dtmf':
      return onMs >= 40 ? 'dtmf' : null;
    case 'dial-us':
    case 'steady':
      return onMs >= 160 ? 'beep' : null;
  }
}

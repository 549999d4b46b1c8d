import type { CallId } from '#core/contracts/ids.ts';
import { type MediaMs, mediaMs } from '#core/media/media-clock.ts';

export type PieceTrack = 'company' | 'user';

/** A piece of one track as it lies in the bucket. */
export interface Piece {
  readonly key: string;
  readonly epoch: number;
  readonly fromMs: MediaMs;
}

/** Digits of media time in a key: ten hold 115 days, so that keys sort by time. */
const TIME_DIGITS = 10;

export function piecePrefix(callId: CallId, track: PieceTrack): string {
  return `calls/${callId}/pieces/${track}/`;
}

export function pieceKey(callId: CallId, track: PieceTrack, epoch: number, fromMs: MediaMs): string {
  return `${piecePrefix(callId, track)}${epoch}-${String(Math.round(fromMs)).padStart(TIME_DIGITS, '0')}.ulaw`;
}

/** Null: the key is none of ours. */
export function readPieceKey(key: string): Piece | null {
  const match = /\/(\d+)-(\d+)\.ulaw$/.exec(key);
  return match ? { key, epoch: Number(match[1]), fromMs: mediaMs(Number(match[2])) } : null;
}

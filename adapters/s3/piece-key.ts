import type { CallId } from '#core/contracts/ids.ts';

export type Track = 'company' | 'user';

/** One stored piece of audio; mu-law, so a byte is an eighth of a millisecond. */
export interface StoredPiece {
  readonly key: string;
  readonly epoch: number;
  readonly fromMs: number;
  readonly bytes: number;
}

/** `calls/{callId}/pieces/{track}/{epoch}-{fromMs}.ulaw`; media time in ten digits, so that keys of an epoch sort by time. */
export function pieceKey(callId: CallId, track: Track, epoch: number, fromMs: number): string {
  return `${piecesOf(callId, track)}${epoch}-${String(Math.round(fromMs)).padStart(10, '0')}.ulaw`;
}

export function piecesOf(callId: CallId, track: Track): string {
  return `calls/${callId}/pieces/${track}/`;
}

/** Null for an object that is no piece. */
export function readPiece(key: string, bytes: number): StoredPiece | null {
  const [, epoch, fromMs] = /\/(\d+)-(\d+)\.ulaw$/.exec(key) ?? [];
  if (epoch === undefined || fromMs === undefined || bytes === 0) return null;
  return { key, epoch: Number(epoch), fromMs: Number(fromMs), bytes };
}

/** `recordings/YYYY/MM/DD/call_ID_{kind}.wav`, by the day (UTC) on which the call was asked for. */
export function recordingKey(callId: CallId, createdAt: number, kind: string): string {
  const day = new Date(createdAt).toISOString().slice(0, 10).replaceAll('-', '/');
  return `recordings/${day}/${callId}_${kind}.wav`;
}

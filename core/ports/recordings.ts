import type { RecordingKind } from '#core/contracts/call-record.ts';
import type { CallId } from '#core/contracts/ids.ts';
import type { MediaMs } from '#core/media/media-clock.ts';

/** Audio of a call. All methods may throw StoreUnavailable. */
export interface Recordings {
  /** Stores a short piece of one track as it was heard (mu-law), so that a dying worker loses no more than the piece in hand. `company` = what the company says. */
  storePiece(piece: {
    callId: CallId;
    track: 'company' | 'user';
    epoch: number;
    fromMs: MediaMs;
    mulaw: Uint8Array;
  }): Promise<void>;
  /** Joins the pieces to WAV files (gaps as silence) and returns their keys. Idempotent. */
  compose(callId: CallId, callCreatedAt: number): Promise<Partial<Record<RecordingKind, string>>>;
  /** A link that works for a while. */
  link(key: string, seconds: number): Promise<string>;
}

import type { StoredPiece } from './piece-key.ts';

/** A stretch of one track: part of a piece, or silence where none was stored. */
export interface Stretch {
  readonly fromByte: number;
  readonly bytes: number;
  /** Null = silence. */
  readonly piece: StoredPiece | null;
  /** Where in the piece it begins. */
  readonly offset: number;
}

const BYTES_A_MS = 8;

interface Placed {
  readonly from: number;
  readonly to: number;
  readonly piece: StoredPiece;
}

/**
 * Where each dial attempt begins in the recording. Media time begins anew with each attempt, and only the first stream of one begins at zero,
 * so an epoch with a piece of the company at zero opens an attempt; attempts follow one another.
 * @returns byte offset of the attempt to which an epoch belongs
 */
export function attemptOffsets(
  company: readonly StoredPiece[],
  user: readonly StoredPiece[],
): (epoch: number) => number {
  const openings = [...new Set(company.filter(({ fromMs }) => fromMs === 0).map(({ epoch }) => epoch))].sort(
    (a, b) => a - b,
  );
  const attempts: { firstEpoch: number; offset: number }[] = [];
  let offset = 0;
  for (const [index, firstEpoch] of openings.entries()) {
    attempts.push({ firstEpoch, offset });
    const nextEpoch = openings[index + 1] ?? Number.POSITIVE_INFINITY;
    const ends = [...company, ...user]
      .filter(({ epoch }) => epoch >= firstEpoch && epoch < nextEpoch)
      .map(({ fromMs, bytes }) => fromMs * BYTES_A_MS + bytes);
    offset += Math.max(0, ...ends);
  }
  return (epoch) => attempts.findLast(({ firstEpoch }) => firstEpoch <= epoch)?.offset ?? 0;
}

/**
 * Lays the pieces of one track on a line without holes or overlaps. Where two epochs heard the same moment (a stream was handed over), the
 * later one counts; within an epoch, the piece that began later.
 */
export function timelineOf(pieces: readonly StoredPiece[], offsetOf: (epoch: number) => number): Stretch[] {
  const byRank = [...pieces].sort((a, b) => a.epoch - b.epoch || a.fromMs - b.fromMs);
  let line: Placed[] = [];
  for (const piece of byRank) {
    const from = offsetOf(piece.epoch) + piece.fromMs * BYTES_A_MS;
    line = cover(line, { from, to: from + piece.bytes, piece });
  }
  const stretches: Stretch[] = [];
  let at = 0;
  for (const { from, to, piece } of line) {
    if (from > at) stretches.push({ fromByte: at, bytes: from - at, piece: null, offset: 0 });
    const begins = offsetOf(piece.epoch) + piece.fromMs * BYTES_A_MS;
    stretches.push({ fromByte: from, bytes: to - from, piece, offset: from - begins });
    at = to;
  }
  return stretches;
}

/** Puts one part over what lies there. */
function cover(line: Placed[], over: Placed): Placed[] {
  const last = line.at(-1);
  if (!last || last.to <= over.from) {
    line.push(over);
    return line;
  }
  const left = line.flatMap((part) => {
    if (part.to <= over.from || part.from >= over.to) return [part];
    const before = part.from < over.from ? [{ ...part, to: over.from }] : [];
    const after = part.to > over.to ? [{ ...part, from: over.to }] : [];
    return [...before, ...after];
  });
  return [...left, over].sort((a, b) => a.from - b.from);
}

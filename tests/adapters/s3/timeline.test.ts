import { describe, expect, it } from 'vitest';
import { readPiece, type StoredPiece } from '#adapters/s3/piece-key.ts';
import { attemptOffsets, timelineOf } from '#adapters/s3/timeline.ts';
import { createTrackReader } from '#adapters/s3/track-reader.ts';

/** `'1@0+10'`: epoch 1, from 0 ms, 10 ms long. */
function pieces(script: string): StoredPiece[] {
  return script.split(' ').flatMap((part) => {
    const [, epoch, fromMs, ms] = /^(\d+)@(\d+)\+(\d+)$/.exec(part) ?? [];
    if (!epoch) return [];
    return [{ key: part, epoch: Number(epoch), fromMs: Number(fromMs), bytes: Number(ms) * 8 }];
  });
}

/** Whole ms as the number of the piece's epoch; `.` is silence. */
async function heard(company: string, user = '', of: 'company' | 'user' = 'company'): Promise<string> {
  const tracks = { company: pieces(company), user: pieces(user) };
  const line = timelineOf(tracks[of], attemptOffsets(tracks.company, tracks.user));
  const reader = createTrackReader(line, async ({ epoch, bytes }) => new Uint8Array(bytes).fill(epoch));
  const last = line.at(-1);
  const audio = await reader.read(last ? last.fromByte + last.bytes : 0);
  return [...audio].flatMap((byte, at) => (at % 8 === 0 ? [byte === 0xff ? '.' : String(byte)] : [])).join('');
}

describe('timeline of a track', () => {
  it.each([
    { told: 'pieces follow one another', company: '1@0+3 1@3+3', is: '111111' },
    { told: 'what was not stored is silence', company: '1@0+2 1@5+2', is: '11...11' },
    { told: 'what is before the first piece is silence', company: '2@3+2', is: '...22' },
    { told: 'where two epochs heard the same, the later counts', company: '1@0+5 2@3+5', is: '11122222' },
    {
      told: 'a longer piece of an earlier epoch goes on after a shorter one of a later',
      company: '1@0+8 2@3+2',
      is: '11122111',
    },
    { told: 'pieces that came in any order', company: '2@3+3 1@0+3', is: '111222' },
    { told: 'a second dial attempt follows the first', company: '1@0+4 2@0+3', is: '1111222' },
    { told: 'also when each was handed over', company: '1@0+3 2@3+2 3@0+2 4@2+2', is: '111223344' },
  ])('$told', async ({ company, is }) => {
    expect(await heard(company)).toBe(is);
  });

  it('the person is placed in the attempt in which they spoke', async () => {
    expect(await heard('1@0+4 2@0+6', '2@2+3', 'user')).toBe('......222');
  });

  it('reads the same in blocks of any size', async () => {
    const line = timelineOf(pieces('1@0+5 2@3+5 3@20+4'), () => 0);
    const read = () =>
      createTrackReader(line, async ({ epoch, bytes }) => Uint8Array.from({ length: bytes }, (_, at) => epoch + at));
    const whole = await read().read(200);
    const reader = read();
    const blocks: number[] = [];
    for (const bytes of [1, 7, 33, 80, 79]) blocks.push(...(await reader.read(bytes)));
    expect(blocks).toEqual([...whole]);
  });

  it('takes only pieces for pieces', () => {
    expect(readPiece('calls/x/pieces/company/12-0000005000.ulaw', 40_000)).toMatchObject({ epoch: 12, fromMs: 5_000 });
    expect(readPiece('calls/x/pieces/company/note.txt', 5)).toBeNull();
    expect(readPiece('calls/x/pieces/company/1-0000000000.ulaw', 0)).toBeNull();
  });
});

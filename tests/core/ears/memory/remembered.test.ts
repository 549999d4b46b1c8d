import { describe, expect, it } from 'vitest';
import {
  MOST_ANNOUNCEMENTS,
  NOTHING_REMEMBERED,
  packLandmarks,
  type RememberedAnnouncements,
  rememberAfterCall,
  unpackLandmarks,
} from '#core/ears/memory/remembered.ts';

const none: ReadonlySet<number> = new Set();

describe('what calls leave for the next one', () => {
  it('packs landmarks into four bytes each, and gives them back', () => {
    const landmarks = [
      { hash: 0, frame: 0 },
      { hash: 0x7ffff, frame: 8191 },
      { hash: 12_345, frame: 77 },
    ];
    expect(unpackLandmarks(packLandmarks(landmarks))).toEqual(landmarks);
  });
  it('forgets what was not heard in twenty calls', () => {
    let kept: RememberedAnnouncements = rememberAfterCall(NOTHING_REMEMBERED, none, ['old', 'alive']);
    for (let call = 0; call < 20; call++)
      kept = rememberAfterCall(kept, new Set([kept.announcements.findIndex((one) => one.landmarks === 'alive')]), []);
    expect(kept.announcements.map((one) => one.landmarks)).toEqual(['alive', 'old']);
    kept = rememberAfterCall(kept, new Set([0]), []);
    expect(kept.announcements.map((one) => one.landmarks)).toEqual(['alive']);
  });
  it('stays small however many calls add to it', () => {
    let kept: RememberedAnnouncements = NOTHING_REMEMBERED;
    for (let call = 0; call < 100; call++) kept = rememberAfterCall(kept, none, [`a${call}`, `b${call}`]);
    expect(kept.announcements.length).toBeLessThanOrEqual(MOST_ANNOUNCEMENTS);
    expect(kept.announcements[0]?.lastHeard).toBe(100);
  });
});

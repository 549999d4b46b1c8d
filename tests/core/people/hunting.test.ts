import { describe, expect, it } from 'vitest';
import { type DeviceLeg, Reach } from '#core/contracts/call-record.ts';
import type { Hunting } from '#core/contracts/device.ts';
import { Device } from '#core/contracts/device.ts';
import { longestHuntMs, nextLegs } from '#core/people/hunting.ts';

const devices = ['a', 'b', 'c'].map((deviceId) =>
  Device.parse({ deviceId, name: deviceId, address: { kind: 'phone', number: '+14155550123' } }),
);
const letters: Record<string, DeviceLeg['state']> = {
  w: 'waiting',
  r: 'ringing',
  a: 'answered',
  A: 'accepted',
  d: 'declined',
  u: 'unreached',
  l: 'lost',
};

/** States of the devices a, b, c by their first letters; a winner after a slash. Says what is next. */
function next(script: string, hunting: Hunting): string {
  const [states = '', winner = null] = script.split('/');
  const legs = [...states].map((letter, i) => ({
    deviceId: devices[i]?.deviceId,
    callSid: null,
    state: letters[letter],
  }));
  const step = nextLegs(Reach.parse({ round: 1, legs, winner }), devices, hunting);
  if (step.next === 'ring') return `ring ${step.devices.map(({ deviceId }) => deviceId).join('')}`;
  return step.next;
}

describe('who is rung next', () => {
  it.each([
    // states   sequential     parallel
    ['www', 'ring a', 'ring abc'],
    ['rww', 'wait', 'ring bc'],
    ['aww', 'wait', 'ring bc'],
    ['uww', 'ring b', 'ring bc'],
    ['dww', 'ring b', 'ring bc'],
    ['udw', 'ring c', 'ring c'],
    ['urw', 'wait', 'ring c'],
    ['rrr', 'wait', 'wait'],
    ['udr', 'wait', 'wait'],
    ['uda', 'wait', 'wait'],
    ['udu', 'nobody', 'nobody'],
    ['lll', 'nobody', 'nobody'],
    ['Aww/a', 'won', 'won'],
    ['raA/c', 'won', 'won'],
    ['aAu/b', 'won', 'won'],
    ['', 'nobody', 'nobody'],
  ])('%s: %s one after the other, %s all at once', (script, sequential, parallel) => {
    expect(next(script, 'sequential')).toBe(sequential);
    expect(next(script, 'parallel')).toBe(parallel);
  });

  it('rings in the order of the list, whatever the order of the legs', () => {
    const legs = ['c', 'b', 'a'].map((deviceId) => ({ deviceId, callSid: null, state: 'waiting' }));
    const step = nextLegs(Reach.parse({ round: 1, legs, winner: null }), devices, 'sequential');
    expect(step).toMatchObject({ next: 'ring', devices: [{ deviceId: 'a' }] });
  });
});

describe('the longest hunt', () => {
  it('is the sum of all rings, or the longest when all ring at once', () => {
    const [first, ...rest] = devices;
    const mixed = first ? [{ ...first, ringSeconds: 40 }, ...rest] : rest;
    expect(longestHuntMs(mixed, 'sequential', 10_000)).toBe(50_000 + 30_000 + 30_000);
    expect(longestHuntMs(mixed, 'parallel', 10_000)).toBe(50_000);
  });
});

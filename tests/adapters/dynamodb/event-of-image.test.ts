import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from 'vitest';
import { eventOfImage } from '#adapters/dynamodb/event-of-image.ts';

const callId = `call_${'0'.repeat(26)}`;
const image = marshall({
  pk: `$hold_slayer#callId_${callId}`,
  sk: '$event_1#eventId_event-1',
  callId,
  eventId: 'event-1',
  at: 1_000,
  what: { kind: 'hold.began' },
  __edb_e__: 'event',
  __edb_v__: '1',
});

describe('the event in a change of the table', () => {
  it('is read from its image', () => {
    expect(eventOfImage(image)).toEqual({
      callId,
      eventId: 'event-1',
      at: 1_000,
      mediaMs: null,
      what: { kind: 'hold.began' },
    });
  });

  it.each([
    ['a removal', undefined],
    ['another entity', marshall({ pk: 'x', sk: 'y', __edb_e__: 'call', __edb_v__: '1' })],
    ['an item of somebody else', marshall({ pk: 'x', sk: 'y' })],
  ])('is null for %s', (_, other) => {
    expect(eventOfImage(other)).toBeNull();
  });

  it('that breaks the contract is a bug', () => {
    const broken = { ...image, what: { M: { kind: { S: 'no.such.thing' } } } };
    expect(() => eventOfImage(broken)).toThrow(/kind/);
  });
});

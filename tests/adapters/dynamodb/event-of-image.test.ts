import type { StreamRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { dynamoDbCallStore } from '#adapters/dynamodb/call-store.ts';
import { eventOfImage } from '#adapters/dynamodb/event-of-image.ts';
import { CallId } from '#core/contracts/ids.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import { openTestTables } from '#tests/support/dynamodb-table.ts';

const callId = CallId.parse(`call_${'0'.repeat(26)}`);
const image: StreamRecord['NewImage'] = {
  pk: { S: `$hold_slayer#callId_${callId}` },
  sk: { S: '$event_1#eventId_event-1' },
  callId: { S: callId },
  eventId: { S: 'event-1' },
  at: { N: '1000' },
  what: { M: { kind: { S: 'hold.began' } } },
  __edb_e__: { S: 'event' },
  __edb_v__: { S: '1' },
};

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

  it('is the one that was appended', async () => {
    const tables = await openTestTables();
    const table = await tables.create();
    const firstChange = await tables.listen(table);
    const store = dynamoDbCallStore({ client: tables.client, table });
    const what = { kind: 'hold.ended', heldMs: 61_000.5 } as const;
    await store.append(callId, { at: 5_000, mediaMs: mediaMs(250), what });
    const change = await firstChange();
    expect([eventOfImage(change.dynamodb?.NewImage)]).toEqual(await store.events(callId));
    await tables.close();
  });

  it.each<[string, StreamRecord['NewImage']]>([
    ['a removal', undefined],
    ['another entity', { ...image, __edb_e__: { S: 'call' } }],
    ['an item of somebody else', { pk: { S: 'x' }, sk: { S: 'y' } }],
  ])('is null for %s', (_, other) => {
    expect(eventOfImage(other)).toBeNull();
  });

  it('that breaks the contract is a bug', () => {
    const broken = { ...image, what: { M: { kind: { S: 'no.such.thing' } } } };
    expect(() => eventOfImage(broken)).toThrow(/kind/);
  });
});

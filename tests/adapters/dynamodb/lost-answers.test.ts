import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dynamoDbCallStore } from '#adapters/dynamodb/call-store.ts';
import { createDynamoDbClient } from '#adapters/dynamodb/client.ts';
import { dynamoDbOwnerStore } from '#adapters/dynamodb/owner-store.ts';
import { CallId, CallSid, EventId, OwnerId, TaskToken } from '#core/contracts/ids.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import type { CallStore } from '#core/ports/call-store.ts';
import type { OwnerStore } from '#core/ports/owner-store.ts';
import { aRequest } from '#tests/support/a-request.ts';
import { openTestTables, type TestTables } from '#tests/support/dynamodb-table.ts';
import { type LossyProxy, openLossyProxy } from '#tests/support/lossy-proxy.ts';

const callId = CallId.parse(`call_${'0'.repeat(26)}`);
const otherId = CallId.parse(`call_${'1'.repeat(26)}`);
const callSid = CallSid.parse(`CA${'1'.repeat(32)}`);
const token = TaskToken.parse('token-1');
const call = { ownerId: OwnerId.parse('owner_sam'), createdAt: 1_000, request: aRequest() };

let tables: TestTables;
let proxy: LossyProxy;
let calls: CallStore;
let owners: OwnerStore;
beforeAll(async () => {
  tables = await openTestTables();
  proxy = await openLossyProxy(tables.endpoint);
});
afterAll(async () => {
  await proxy[Symbol.asyncDispose]();
  await tables.close();
});
beforeEach(async () => {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = createDynamoDbClient({ region: 'us-east-1', endpoint: proxy.url, credentials });
  const table = await tables.create();
  calls = dynamoDbCallStore({ client, table });
  owners = dynamoDbOwnerStore({ client, table, clock: { now: () => 1_000 } });
  await calls.create({ callId, ...call });
  await calls.claimDial(callId, 1, 2_000);
  await calls.beginReach(callId, 1, ['mobile', 'desk']);
  await calls.enterWaiting(callId, { state: 'Hold', token, since: 1_000, sinceMs: mediaMs(0) }, 'holding');
});

/** A claim, and what it says to whoever wins it. The same claim made again afterwards is lost. */
const claims: [string, string, () => Promise<unknown>, unknown, unknown][] = [
  ['a call is created', 'PutItem', () => calls.create({ callId: otherId, ...call }), true, false],
  ['a dial is claimed', 'UpdateItem', async () => (await calls.claimDial(callId, 2, 3_000)).claimed, true, false],
  ['the leg is claimed', 'UpdateItem', () => calls.claimLeg(callId, 0, 3_000, 4_000), true, false],
  ['the epoch is raised', 'UpdateItem', () => calls.raiseEpoch(callId, 1), 2, null],
  ['a wait is settled', 'UpdateItem', () => calls.settleWaiting(callId, token), true, false],
  ['a round begins', 'UpdateItem', () => calls.beginReach(callId, 2, ['mobile']), true, false],
  [
    'a device is claimed',
    'UpdateItem',
    () => calls.setDeviceLeg(callId, 1, 'desk', { state: 'ringing' }, ['waiting']),
    true,
    false,
  ],
  ['the winner is claimed', 'UpdateItem', () => calls.claimWinner(callId, 1, 'desk'), true, true],
  ['a leg is tied', 'TransactWriteItems', () => calls.tieCompanyLeg(callId, callSid), true, true],
  [
    'an event is told',
    'PutItem',
    () => calls.append(callId, { eventId: EventId.parse('e-1'), at: 1, what: { kind: 'hold.began' } }),
    true,
    false,
  ],
  ['a key is said', 'PutItem', () => owners.once('webhook-1', 60_000), true, false],
];

describe('an answer is lost, the client repeats the write', () => {
  it.each(claims)('when %s (%s): whoever won is told so, once', async (_, target, claim, won, again) => {
    const lostBefore = proxy.lost;
    proxy.loseAnswer(target);
    expect(await claim()).toBe(won);
    expect(proxy.lost).toBe(lostBefore + 1);
    expect(await claim()).toBe(again);
  });

  it('the attempt is counted once', async () => {
    proxy.loseAnswer('UpdateItem');
    const { call: claimed } = await calls.claimDial(callId, 2, 3_000);
    expect(claimed).toMatchObject({ attempt: 2, epoch: 2 });
  });
});

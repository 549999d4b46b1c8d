import { beforeEach, expect, test } from 'vitest';
import { aHunt, type Hunt, MOBILE } from '#tests/support/a-hunt.ts';
import type { FakeLeg } from '#tests/support/fake-telephony.ts';
import { type LambdaWorld, openLambdaWorld } from '#tests/support/lambda-world.ts';

/** Webhooks with a valid signature that somebody has kept, and sends again when the call is somewhere else. */
let world: LambdaWorld;
let hunt: Hunt;
beforeEach(async () => {
  world = await openLambdaWorld();
  hunt = await aHunt(world);
});

const holdsAgain = async (mobile: FakeLeg) => {
  await hunt.choosesAfterStar('mobile', mobile, '1');
  await world.holds(hunt.callId);
};
const effects = () => JSON.stringify([world.carrier.legs, [...world.workflow.told], world.sms]);

test('the key of the first round does not take the call in the second', async () => {
  const { mobile } = await hunt.connected();
  await holdsAgain(mobile);
  await hunt.humanHeard();
  await hunt.reach();
  const before = effects();
  expect((await hunt.presses('mobile', mobile, '1', 1)).body).not.toContain('<Conference');
  expect((await world.record(hunt.callId)).reach).toMatchObject({ round: 2, winner: null });
  expect(effects()).toBe(before);
});

test('the choice after the star of a conversation that is over changes nothing', async () => {
  const { mobile } = await hunt.connected();
  await holdsAgain(mobile);
  const before = effects();
  for (const key of ['1', '2', '3']) await hunt.choosesAfterStar('mobile', mobile, key);
  expect(effects()).toBe(before);
});

test('the end of a stream that was replaced asks for no other one', async () => {
  const stopped = { CallSid: hunt.company, StreamEvent: 'stream-stopped', StreamName: `${hunt.callId}:1:inbound` };
  await world.twilio(`${hunt.callId}/streams/1`, stopped);
  const before = effects();
  await world.twilio(`${hunt.callId}/streams/1`, stopped);
  expect(effects()).toBe(before);
});

test('nothing that was told of a finished call has an effect', async () => {
  const { mobile } = await hunt.connected();
  await world.run('Finish', { callId: hunt.callId, failure: null });
  const before = effects();
  await hunt.presses('mobile', mobile, '1');
  await hunt.choosesAfterStar('mobile', mobile, '2');
  await hunt.status('mobile', mobile, 'completed');
  expect(effects()).toBe(before);
  expect(world.carrier.to(MOBILE)).toHaveLength(1);
});

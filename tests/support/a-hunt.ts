import { observed } from '#core/call/tell.ts';
import type { CallSid, TaskToken } from '#core/contracts/ids.ts';
import type { Observation } from '#core/contracts/observation.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import type { FakeLeg } from './fake-telephony.ts';
import type { LambdaAnswer, LambdaWorld } from './lambda-world.ts';

export const MOBILE = '+12125550123';
export const DESK = '+12125550124';

/** A call on which a human was heard, and what the person's devices do, told by Twilio's callbacks. */
export async function aHunt(world: LambdaWorld, request: Parameters<LambdaWorld['aConnectedCall']>[0] = {}) {
  const { callId, leg: company } = await world.aConnectedCall(request);
  let heard = 0;
  const rounds = async () => (await world.record(callId)).reach?.round ?? 1;
  const path = async (what: string, deviceId: string, round?: number) =>
    `${callId}/rounds/${round ?? (await rounds())}/devices/${deviceId}/${what}`;

  const hunt = {
    callId,
    company,
    companyPlayed: () => world.carrier.legs.find(({ callSid }) => callSid === company)?.played ?? [],

    /** The ears hear a human; Decide wants the person reached. */
    humanHeard: async (): Promise<void> => {
      const at = mediaMs(60_000 + heard);
      const sure = { certainty: 'confirmed', logOdds: 4 } as const;
      const human: Observation = { kind: 'human', atMs: at, sinceMs: at, ...sure, evidence: [] };
      const observationId = await observed(world.services, callId, human, `human-${++heard}`);
      await world.decide(callId, { kind: 'human', observationId });
    },
    /** Runs ReachUser. @returns its token */
    reach: (): Promise<TaskToken> => world.wait('ReachUser', callId),
    bridge: (): Promise<TaskToken> => world.wait('Bridge', callId),

    /** The newest leg to a number. */
    rings: (number: string): FakeLeg => {
      const leg = world.carrier.to(number).at(-1);
      if (!leg) throw new Error(`${number} was never rung`);
      return leg;
    },
    status: async (deviceId: string, leg: Pick<FakeLeg, 'callSid'>, CallStatus: string, more: object = {}) =>
      world.twilio(`${callId}/status/device/${await rounds()}/${deviceId}`, {
        CallSid: leg.callSid,
        CallStatus,
        ...more,
      }),
    /** Somebody or something picks up. */
    picksUp: async (deviceId: string, number: string): Promise<FakeLeg> => {
      const leg = hunt.rings(number);
      world.carrier.become(leg.callSid, 'in-progress');
      await hunt.status(deviceId, leg, 'in-progress');
      return leg;
    },
    presses: async (
      deviceId: string,
      leg: { readonly callSid: CallSid },
      Digits: string,
      round?: number,
    ): Promise<LambdaAnswer> => {
      const answer = await world.twilio(await path('gather', deviceId, round), { CallSid: leg.callSid, Digits });
      const room = />([^<]+)<\/Conference>/.exec(answer.body)?.[1];
      if (room !== undefined) await hunt.entersRoom(leg.callSid, room);
      return answer;
    },
    /** Who was answered with a room is in it, and that is told. To be replaced where it goes otherwise. */
    entersRoom: async (callSid: CallSid, room: string): Promise<void> => {
      world.carrier.enter(callSid, room);
      await hunt.toldToBeIn(callSid, room);
    },
    /** The room's callback of somebody's entering. */
    toldToBeIn: async (callSid: CallSid, room: string): Promise<void> => {
      const form = { StatusCallbackEvent: 'participant-join', CallSid: callSid, FriendlyName: room };
      await world.twilio(`${callId}/conference`, form);
    },
    /** The device's leg ends. */
    ends: async (deviceId: string, number: string, CallStatus: 'completed' | 'no-answer' | 'busy' = 'completed') => {
      const leg = hunt.rings(number);
      world.carrier.become(leg.callSid, CallStatus);
      return hunt.status(deviceId, leg, CallStatus, { CallDuration: '12' });
    },
    leavesRoom: async (deviceId: string, leg: { readonly callSid: CallSid }) =>
      world.twilio(await path('left', deviceId), { CallSid: leg.callSid }),
    choosesAfterStar: async (deviceId: string, leg: { readonly callSid: CallSid }, Digits: string) =>
      world.twilio(await path('rearm', deviceId), { CallSid: leg.callSid, ...(Digits === '' ? {} : { Digits }) }),
    companyHangsUp: async () => {
      world.carrier.become(company, 'completed');
      return world.twilio(`${callId}/status/company/1`, {
        CallSid: company,
        CallStatus: 'completed',
        CallDuration: '90',
      });
    },

    /** The mobile accepts and both are connected. */
    connected: async (): Promise<{ readonly token: TaskToken; readonly mobile: FakeLeg }> => {
      await hunt.humanHeard();
      await hunt.reach();
      const mobile = await hunt.picksUp('mobile', MOBILE);
      await hunt.presses('mobile', mobile, '1');
      return { token: await hunt.bridge(), mobile };
    },
    deviceStates: async () => (await world.record(callId)).reach?.legs.map(({ state }) => state),
  };
  return hunt;
}

export type Hunt = Awaited<ReturnType<typeof aHunt>>;

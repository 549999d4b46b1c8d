import type { EntityItem } from 'electrodb';
import type { CallId } from '#core/contracts/ids.ts';
import type { CallStore } from '#core/ports/call-store.ts';
import type { callEntity } from './call-entity.ts';
import { claim, conditional } from './faults.ts';

type Calls = ReturnType<typeof callEntity>;

/**
 * The hunt in the call's record. Where a device stands in its round never changes, so its place is read first and then held in the
 * condition of the write.
 */
export function reachStore(
  calls: Calls,
  read: (callId: CallId) => Promise<EntityItem<Calls> | null>,
): Pick<CallStore, 'beginReach' | 'setDeviceLeg' | 'claimWinner'> {
  async function placeOf(callId: CallId, round: number, deviceId: string): Promise<number> {
    const reach = (await read(callId))?.reach;
    return reach?.round === round ? reach.legs.findIndex((leg) => leg.deviceId === deviceId) : -1;
  }

  return {
    beginReach: (callId, round, deviceIds) => {
      const legs = deviceIds.map((deviceId) => ({ deviceId, state: 'waiting' as const }));
      return claim(
        (by) =>
          calls
            .patch({ callId })
            .set({ reach: { round, by, legs } })
            .where((a, { eq, notExists }) => (round === 1 ? notExists(a.reach) : eq(a.reach.round, round - 1)))
            .go(),
        async () => (await read(callId))?.reach?.by,
      );
    },

    setDeviceLeg: async (callId, round, deviceId, to, from) => {
      const place = await placeOf(callId, round, deviceId);
      if (place < 0 || from?.length === 0) return false;
      return claim(
        (by) =>
          calls
            .patch({ callId })
            .data(({ reach }, { set }) => {
              const leg = reach.legs[place];
              if (leg === undefined) return;
              set(leg.state, to.state);
              set(leg.by, by);
              if (to.callSid !== undefined) set(leg.callSid, to.callSid);
            })
            .where(({ reach }, { eq }) => {
              const leg = reach.legs[place];
              const now = leg && from?.map((state) => eq(leg.state, state)).join(' OR ');
              return now === undefined ? eq(reach.round, round) : `${eq(reach.round, round)} AND (${now})`;
            })
            .go(),
        async () => (await read(callId))?.reach?.legs[place]?.by,
      );
    },

    claimWinner: async (callId, round, deviceId) => {
      if ((await placeOf(callId, round, deviceId)) < 0) return false;
      const write = calls
        .patch({ callId })
        .data(({ reach }, { set }) => set(reach.winner, deviceId))
        .where(({ reach, endingAt }, { eq, notExists }) => {
          const free = `(${notExists(reach.winner)} OR ${eq(reach.winner, deviceId)})`;
          return `${eq(reach.round, round)} AND ${free} AND ${notExists(endingAt)}`;
        });
      return (await conditional(() => write.go())) !== null;
    },
  };
}

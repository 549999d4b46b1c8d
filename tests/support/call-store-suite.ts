import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CallPatch, CallRequest } from '#core/contracts/call-record.ts';
import { CallId, CallSid, DeviceId, EventId, OwnerId, PhoneNumber, TaskToken } from '#core/contracts/ids.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import type { CallStore } from '#core/ports/call-store.ts';

const sam = OwnerId.parse('owner_sam');
/** Its id begins like the other's: an index must not take one for the other. */
const samantha = OwnerId.parse('owner_samantha');
const callIdOf = (n: number) => CallId.parse(`call_${String(n).padStart(26, '0')}`);
const legOf = (n: number) => CallSid.parse(`CA${String(n).padStart(32, '0')}`);
const [mobile, desk] = [DeviceId.parse('mobile'), DeviceId.parse('desk')];
const device = (deviceId: DeviceId) => ({
  deviceId,
  name: deviceId,
  address: { kind: 'phone' as const, number: PhoneNumber.parse('+14155550123') },
  ringSeconds: 20,
});
const request: CallRequest = {
  number: PhoneNumber.parse('+18005550100'),
  company: null,
  intent: 'dispute a charge',
  flowId: null,
  devices: [device(mobile), device(desk)],
  hunting: 'sequential',
  ringEarly: false,
  redial: 'once',
  via: 'api',
  isRepeatable: true,
};
const waiting = {
  state: 'Hold' as const,
  token: TaskToken.parse('token-1'),
  since: 1_000,
  sinceMs: mediaMs(0),
};

/** Facts that hold for every CallStore. `open` gives an empty one. */
export function callStoreSuite(name: string, open: () => Promise<CallStore>): void {
  describe(`call store: ${name}`, () => {
    let store: CallStore;
    const callId = callIdOf(1);
    const create = (n: number, ownerId = sam, createdAt = n * 1_000) =>
      store.create({ callId: callIdOf(n), ownerId, createdAt, request });

    /** How many of several claims at once succeed. */
    const successes = async (claims: readonly Promise<boolean>[]) => (await Promise.all(claims)).filter(Boolean).length;

    beforeEach(async () => {
      store = await open();
      await create(1);
    });

    it('creates a call once', async () => {
      expect(await create(1)).toBe(false);
      expect(await successes([create(2), create(2), create(2)])).toBe(1);
      expect(await store.get(callId)).toMatchObject({
        callId,
        ownerId: sam,
        createdAt: 1_000,
        request,
        state: 'requested',
        attempt: 0,
        epoch: 0,
        revision: 0,
        outcome: null,
        waiting: null,
        reach: null,
      });
      expect(await store.get(callIdOf(9))).toBeNull();
    });

    it('lists the calls of one owner, newest first, page by page', async () => {
      for (const n of [2, 3, 4, 5]) await create(n);
      await create(6, samantha);
      const first = await store.list(sam, { limit: 2, after: null });
      const second = await store.list(sam, { limit: 2, after: first.next });
      const third = await store.list(sam, { limit: 2, after: second.next });
      const ids = [first, second, third].map(({ items }) => items.map((call) => call.callId));
      expect(ids).toEqual([[5, 4].map(callIdOf), [3, 2].map(callIdOf), [callIdOf(1)]]);
      expect(third.next).toBeNull();
    });

    it('gives nothing for a page after a call of somebody else, or of nobody', async () => {
      await create(2, samantha);
      for (const after of [callIdOf(2), 'call_nonsense']) {
        expect(await store.list(sam, { limit: 5, after })).toEqual({ items: [], next: null });
      }
    });

    it('calls of the same moment are all listed', async () => {
      for (const n of [2, 3, 4]) await create(n, sam, 1_000);
      const first = await store.list(sam, { limit: 3, after: null });
      const second = await store.list(sam, { limit: 3, after: first.next });
      const ids = new Set([...first.items, ...second.items].map((call) => call.callId));
      expect(ids.size).toBe(4);
    });

    it('knows which calls are live, and counts them', async () => {
      await create(2);
      await create(3, samantha);
      await store.patch(callId, { state: 'finished', outcome: 'connected', finishedAt: 5_000 });
      const first = await store.listLive({ limit: 1, after: null });
      const second = await store.listLive({ limit: 1, after: first.next });
      const ids = [...first.items, ...second.items].map((call) => call.callId);
      expect(new Set(ids)).toEqual(new Set([callIdOf(2), callIdOf(3)]));
      expect(second.next).toBeNull();
      expect(await store.count(sam, 0)).toEqual({ since: 2, live: 1 });
      expect(await store.count(sam, 2_000)).toEqual({ since: 1, live: 1 });
      expect(await store.count(sam, 2_001)).toEqual({ since: 0, live: 1 });
      expect(await store.count(samantha, 0)).toEqual({ since: 1, live: 1 });
    });

    it('the live calls after one that has finished meanwhile', async () => {
      await create(2);
      await create(3, samantha);
      const [first, ...others] = (await store.listLive({ limit: 9, after: null })).items.map((call) => call.callId);
      if (first === undefined) throw new Error('three are live');
      await store.patch(first, { state: 'finished', outcome: 'connected', finishedAt: 5_000 });
      const { items } = await store.listLive({ limit: 9, after: first });
      expect(items.map((call) => call.callId)).toEqual(others);
    });

    it('a patch sets and clears fields, and leaves the others', async () => {
      const cost = { totalUsd: 0.5, items: [{ what: 'line', minutes: 10, usd: 0.14 }] };
      expect(await store.patch(callId, { state: 'holding', cost, answeredAt: 2_000 })).toBe(true);
      expect(await store.patch(callId, { answeredAt: null, executionArn: 'arn:1' })).toBe(true);
      expect(await store.get(callId)).toMatchObject({
        state: 'holding',
        cost,
        answeredAt: null,
        executionArn: 'arn:1',
        outcome: null,
      });
    });

    it('every field that a step may set is kept', async () => {
      const patch = {
        state: 'bridged',
        outcome: 'connected',
        finishedAt: 9_000,
        cancelRequestedAt: 8_000,
        executionArn: 'arn:1',
        answeredAt: 2_000,
        legEndedAt: 8_500,
        workerUrl: 'http://10.0.0.1:8081',
        privateUntil: 7_000,
        line: { attempt: 1, startsAt: 1_500, pushedMs: 0, everyMs: 1_000 },
        streamStartedAt: 2_500,
        waiting: null,
        action: { next: 'hold', sinceMs: mediaMs(0) },
        legBusyUntil: 9_000,
        cost: { totalUsd: 0, items: [] },
        recordings: { mixed: 'recordings/a.wav' },
      } satisfies Required<CallPatch>;
      await store.patch(callId, patch);
      expect(await store.get(callId)).toMatchObject(patch);
    });

    it('a patch never revives a finished call, nor makes one', async () => {
      await store.patch(callId, { state: 'finished', outcome: 'connected' });
      expect(await store.patch(callId, { state: 'holding' })).toBe(false);
      expect(await store.patch(callIdOf(9), { state: 'holding' })).toBe(false);
      expect(await store.get(callId)).toMatchObject({ state: 'finished', outcome: 'connected' });
      expect(await store.get(callIdOf(9))).toBeNull();
    });

    it('a patch for one attempt changes no other', async () => {
      await store.claimDial(callId, 1, 2_000);
      expect(await store.patch(callId, { legEndedAt: 3_000 }, 1)).toBe(true);
      await store.claimDial(callId, 2, 4_000);
      expect(await store.patch(callId, { legEndedAt: 4_000 }, 1)).toBe(false);
      expect(await store.get(callId)).toMatchObject({ attempt: 2, legEndedAt: null });
    });

    it('a dial attempt is claimed by exactly one, in order', async () => {
      const claims = await Promise.all([1, 2, 3].map(() => store.claimDial(callId, 1, 2_000)));
      expect(claims.filter(({ claimed }) => claimed)).toHaveLength(1);
      expect(claims.map(({ call }) => [call.attempt, call.epoch])).toEqual([
        [1, 1],
        [1, 1],
        [1, 1],
      ]);
      expect((await store.claimDial(callId, 3, 2_000)).claimed).toBe(false);
    });

    it('the next attempt forgets the leg of the one before', async () => {
      await store.claimDial(callId, 1, 2_000);
      await store.tieCompanyLeg(callId, legOf(1));
      await store.attachWorker(callId, 1, 'http://10.0.0.1:8081', 2_500);
      await store.patch(callId, { answeredAt: 2_400, legEndedAt: 3_000 });
      const { claimed, call } = await store.claimDial(callId, 2, 4_000);
      expect(claimed).toBe(true);
      expect(call).toMatchObject({
        attempt: 2,
        epoch: 2,
        dialClaimedAt: 4_000,
        companyCallSid: null,
        answeredAt: null,
        legEndedAt: null,
        workerUrl: null,
        streamStartedAt: null,
      });
    });

    it('what is noticed late of the leg before is not of the next one', async () => {
      await store.claimDial(callId, 1, 2_000);
      await store.claimDial(callId, 2, 4_000);
      await store.patch(callId, { answeredAt: 2_400, legEndedAt: 3_900 });
      expect(await store.get(callId)).toMatchObject({ answeredAt: null, legEndedAt: null });
      await store.patch(callId, { answeredAt: 4_500, legEndedAt: 6_000 });
      expect(await store.get(callId)).toMatchObject({ answeredAt: 4_500, legEndedAt: 6_000 });
    });

    it('a finished call is not dialled, one that does not exist neither', async () => {
      await store.patch(callId, { state: 'finished', outcome: 'user_canceled' });
      expect(await store.claimDial(callId, 1, 2_000)).toMatchObject({ claimed: false, call: { attempt: 0 } });
      await expect(store.claimDial(callIdOf(9), 1, 2_000)).rejects.toMatchObject({ name: 'Conflict' });
    });

    it('a dial without effect is claimed anew by exactly one', async () => {
      await store.claimDial(callId, 1, 2_000);
      expect(await successes([1, 2, 3].map((n) => store.claimDialAgain(callId, 2_000, 30_000 + n)))).toBe(1);
      expect(await store.claimDialAgain(callId, 2_000, 40_000)).toBe(false);
      expect(await store.get(callId)).toMatchObject({ attempt: 1, epoch: 1 });
    });

    it('the end begins once, and nothing is claimed after it', async () => {
      await store.claimDial(callId, 1, 2_000);
      await store.beginReach(callId, 1, ['mobile']);
      const ended = await Promise.all([store.beginEnd(callId, 5_000), store.beginEnd(callId, 5_000)]);
      expect(ended.map(({ endingAt }) => endingAt)).toEqual([5_000, 5_000]);
      expect(await store.beginEnd(callId, 9_000)).toMatchObject({ endingAt: 5_000, attempt: 1 });
      expect((await store.claimDial(callId, 2, 9_000)).claimed).toBe(false);
      expect(await store.claimDialAgain(callId, 2_000, 30_000)).toBe(false);
      expect(await store.claimLeg(callId, 0, 9_000, 9_500)).toBe(false);
      expect(await store.claimWinner(callId, 1, 'mobile')).toBe(false);
      // A leg whose dial was in hand must be known to be ended.
      expect(await store.tieCompanyLeg(callId, legOf(1))).toBe(true);
      await expect(store.beginEnd(callIdOf(9), 1_000)).rejects.toMatchObject({ name: 'Conflict' });
    });

    it('after the end only what belongs to it is written down, and what happened before it', async () => {
      const greeted = { kind: 'keeper.spoke', text: 'Hello!' } as const;
      await store.beginEnd(callId, 5_000);
      expect(await store.append(callId, { at: 5_000, what: greeted })).toBe(false);
      expect(await store.append(callId, { at: 4_999, what: greeted })).toBe(true);
      const stored = { kind: 'recording.stored', recording: 'mixed', key: 'a.wav' } as const;
      expect(await store.append(callId, { at: 6_000, what: stored })).toBe(true);
      await store.patch(callId, { state: 'finished', outcome: 'connected' });
      const ringWasFalse = { kind: 'ring.was_false', round: 1, via: 'sms' } as const;
      expect(await store.append(callId, { at: 90_000, what: ringWasFalse })).toBe(true);
      const kinds = (await store.events(callId)).map(({ what }) => what.kind);
      expect(kinds).toEqual(['keeper.spoke', 'recording.stored', 'ring.was_false']);
    });

    it('one leg is tied to an attempt, however often it is told', async () => {
      expect(await store.tieCompanyLeg(callId, legOf(1))).toBe(false);
      await store.claimDial(callId, 1, 2_000);
      expect(await store.tieCompanyLeg(callId, legOf(1))).toBe(true);
      expect(await store.tieCompanyLeg(callId, legOf(1))).toBe(true);
      expect(await store.tieCompanyLeg(callId, legOf(2))).toBe(false);
      expect(await store.get(callId)).toMatchObject({ companyCallSid: legOf(1) });
    });

    it('a leg belongs to one call, and one that is refused stays free for its own', async () => {
      await create(2);
      await store.claimDial(callId, 1, 2_000);
      await store.claimDial(callIdOf(2), 1, 2_000);
      expect(await store.tieCompanyLeg(callId, legOf(1))).toBe(true);
      expect(await store.tieCompanyLeg(callIdOf(2), legOf(1))).toBe(false);
      expect(await store.tieCompanyLeg(callId, legOf(2))).toBe(false);
      expect(await store.tieCompanyLeg(callIdOf(2), legOf(2))).toBe(true);
    });

    it('the leg of an earlier attempt is not tied to the next', async () => {
      await store.claimDial(callId, 1, 2_000);
      await store.tieCompanyLeg(callId, legOf(1));
      await store.claimDial(callId, 2, 4_000);
      expect(await store.tieCompanyLeg(callId, legOf(1))).toBe(false);
      expect(await store.tieCompanyLeg(callId, legOf(2))).toBe(true);
    });

    it('updates of the leg come one after the other', async () => {
      const claims = [1, 2, 3].map(() => store.claimLeg(callId, 0, 10_000, 12_000));
      expect(await successes(claims)).toBe(1);
      expect(await store.claimLeg(callId, 0, 13_000, 14_000)).toBe(false);
      expect(await store.claimLeg(callId, 1, 11_999, 14_000)).toBe(false);
      expect(await store.claimLeg(callId, 1, 12_000, 14_000)).toBe(true);
      expect(await store.get(callId)).toMatchObject({ revision: 2, legBusyUntil: 14_000 });
    });

    it('the end of what sounds is moved by the update that plays, and by no earlier one', async () => {
      await store.claimLeg(callId, 0, 10_000, 12_000);
      expect(await store.prolongLeg(callId, 1, 13_000)).toBe(true);
      expect(await store.get(callId)).toMatchObject({ revision: 1, legBusyUntil: 13_000 });
      await store.claimLeg(callId, 1, 13_000, 20_000);
      expect(await store.prolongLeg(callId, 1, 14_000)).toBe(false);
      expect(await store.prolongLeg(callIdOf(9), 1, 14_000)).toBe(false);
      expect(await store.get(callId)).toMatchObject({ revision: 2, legBusyUntil: 20_000 });
    });

    it('an epoch is raised once from where it is', async () => {
      const raised = await Promise.all([store.raiseEpoch(callId, 0), store.raiseEpoch(callId, 0)]);
      expect(raised.sort()).toEqual([1, null]);
      expect(await store.raiseEpoch(callId, 5)).toBeNull();
    });

    it('a worker of an epoch that is over does not get the call', async () => {
      await store.claimDial(callId, 1, 2_000);
      const first = await store.attachWorker(callId, 1, 'http://10.0.0.1:8081', 2_500);
      expect(first).toMatchObject({ workerUrl: 'http://10.0.0.1:8081', streamStartedAt: 2_500 });
      await store.raiseEpoch(callId, 1);
      expect(await store.attachWorker(callId, 1, 'http://10.0.0.1:8081', 2_500)).toBeNull();
    });

    it('media time goes on under the next worker', async () => {
      await store.claimDial(callId, 1, 2_000);
      await store.attachWorker(callId, 1, 'http://10.0.0.1:8081', 2_500);
      await store.raiseEpoch(callId, 1);
      const second = await store.attachWorker(callId, 2, 'http://10.0.0.2:8081', 9_000);
      expect(second).toMatchObject({ workerUrl: 'http://10.0.0.2:8081', streamStartedAt: 2_500 });
    });

    it('a step begins to wait, and may say so again while it waits', async () => {
      expect(await store.enterWaiting(callId, waiting, 'holding')).toBe(true);
      expect(await store.enterWaiting(callId, { ...waiting, since: 1_500 }, 'holding')).toBe(true);
      expect(await store.get(callId)).toMatchObject({ waiting: { ...waiting, since: 1_500 }, state: 'holding' });
      expect(await store.enterWaiting(callIdOf(9), waiting, 'holding')).toBe(false);
    });

    it.each(['waits', 'was told'])('a step that comes after a later one, which %s, changes nothing', async (how) => {
      const later = { ...waiting, token: TaskToken.parse('token-2'), since: 2_000 };
      await store.enterWaiting(callId, later, 'reaching');
      if (how === 'was told') await store.settleWaiting(callId, 'token-2');
      expect(await store.enterWaiting(callId, { ...waiting, since: 1_999 }, 'holding')).toBe(false);
      expect(await store.get(callId)).toMatchObject({ state: 'reaching', waiting: how === 'waits' ? later : null });
    });

    it.each(['and nobody waits', 'and a later one waits'])(
      'a step that was told does not wait again: %s',
      async (how) => {
        await store.enterWaiting(callId, waiting, 'holding');
        await store.settleWaiting(callId, 'token-1');
        const later = { ...waiting, token: TaskToken.parse('token-2'), since: 2_000 };
        if (how === 'and a later one waits') await store.enterWaiting(callId, later, 'reaching');
        expect(await store.enterWaiting(callId, { ...waiting, since: 3_000 }, 'holding')).toBe(false);
        expect((await store.get(callId))?.waiting?.token).toBe(how === 'and a later one waits' ? 'token-2' : undefined);
      },
    );

    it('of steps that begin to wait at once, the one that began last is in the record', async () => {
      const steps = [1, 2, 3].map((n) => ({ ...waiting, token: TaskToken.parse(`token-${n}`), since: n * 1_000 }));
      await Promise.all(steps.toReversed().map((step) => store.enterWaiting(callId, step, 'holding')));
      expect(await store.get(callId)).toMatchObject({ waiting: steps[2] });
    });

    it('no step begins to wait on a finished call', async () => {
      await store.patch(callId, { state: 'finished', outcome: 'connected' });
      expect(await store.enterWaiting(callId, waiting, 'holding')).toBe(false);
      expect(await store.get(callId)).toMatchObject({ state: 'finished', waiting: null });
    });

    it('exactly one settles a wait, and only the one that waits', async () => {
      await store.enterWaiting(callId, waiting, 'holding');
      expect(await store.settleWaiting(callId, 'token-0')).toBe(false);
      expect(await successes([1, 2, 3].map(() => store.settleWaiting(callId, 'token-1')))).toBe(1);
      expect(await store.get(callId)).toMatchObject({ waiting: null });
      await store.enterWaiting(callId, { ...waiting, token: TaskToken.parse('token-2') }, 'holding');
      await store.patch(callId, { waiting: null });
      expect(await store.settleWaiting(callId, 'token-2')).toBe(false);
    });

    it('rounds of the hunt begin in order, each once', async () => {
      expect(await store.beginReach(callId, 2, ['mobile'])).toBe(false);
      expect(await successes([1, 2].map(() => store.beginReach(callId, 1, ['mobile', 'desk'])))).toBe(1);
      expect((await store.get(callId))?.reach).toEqual({
        round: 1,
        winner: null,
        legs: [mobile, desk].map((deviceId) => ({ deviceId, callSid: null, state: 'waiting' })),
      });
      await store.claimWinner(callId, 1, 'desk');
      expect(await store.beginReach(callId, 2, ['mobile'])).toBe(true);
      expect((await store.get(callId))?.reach).toMatchObject({ round: 2, winner: null });
    });

    it('the leg of a device changes only from the states that were named', async () => {
      await store.beginReach(callId, 1, ['mobile', 'desk']);
      const ring = () => store.setDeviceLeg(callId, 1, 'desk', { state: 'ringing' }, ['waiting']);
      expect(await successes([ring(), ring(), ring()])).toBe(1);
      expect(await store.setDeviceLeg(callId, 1, 'desk', { state: 'ringing', callSid: legOf(7) }, ['ringing'])).toBe(
        true,
      );
      expect(await store.setDeviceLeg(callId, 1, 'desk', { state: 'answered' }, ['waiting', 'ringing'])).toBe(true);
      expect(await store.setDeviceLeg(callId, 1, 'mobile', { state: 'unreached' })).toBe(true);
      expect(await store.setDeviceLeg(callId, 1, 'mobile', { state: 'ringing' }, [])).toBe(false);
      expect((await store.get(callId))?.reach?.legs).toEqual([
        { deviceId: mobile, callSid: null, state: 'unreached' },
        { deviceId: desk, callSid: legOf(7), state: 'answered' },
      ]);
    });

    it('a leg of another round, device or call does not change', async () => {
      await store.beginReach(callId, 1, ['mobile']);
      expect(await store.setDeviceLeg(callId, 2, 'mobile', { state: 'ringing' })).toBe(false);
      expect(await store.setDeviceLeg(callId, 1, 'desk', { state: 'ringing' })).toBe(false);
      expect(await store.setDeviceLeg(callIdOf(9), 1, 'mobile', { state: 'ringing' })).toBe(false);
    });

    it('the first to accept wins, and wins again when it asks again', async () => {
      await store.beginReach(callId, 1, ['mobile', 'desk']);
      const claims = ['mobile', 'desk'].map((deviceId) => store.claimWinner(callId, 1, deviceId));
      expect(await successes(claims)).toBe(1);
      const winner = (await store.get(callId))?.reach?.winner ?? '';
      const loser = winner === mobile ? desk : mobile;
      expect(await store.claimWinner(callId, 1, winner)).toBe(true);
      expect(await store.claimWinner(callId, 1, loser)).toBe(false);
      expect(await store.claimWinner(callId, 1, 'fax')).toBe(false);
      expect(await store.claimWinner(callId, 2, winner)).toBe(false);
    });

    it('the log is in order of time, and each event is in it once', async () => {
      const holdBegan = { kind: 'hold.began' } as const;
      const ended = {
        eventId: EventId.parse('ended-1'),
        at: 9_000,
        what: { kind: 'hold.ended', heldMs: 100 },
      } as const;
      expect(await successes([1, 2, 3].map(() => store.append(callId, ended)))).toBe(1);
      expect(await store.append(callId, { at: 3_000, mediaMs: mediaMs(250), what: holdBegan })).toBe(true);
      expect(await store.append(callId, { at: 3_000, what: holdBegan })).toBe(true);
      const log = await store.events(callId);
      expect(log.map(({ at, mediaMs: media, what }) => [at, what.kind, media === null])).toEqual(
        expect.arrayContaining([
          [3_000, 'hold.began', false],
          [3_000, 'hold.began', true],
        ]),
      );
      expect(log.at(-1)).toEqual({ callId, mediaMs: null, ...ended });
      expect(new Set(log.map(({ eventId }) => eventId)).size).toBe(3);
      expect(await store.event(callId, ended.eventId)).toEqual(log.at(-1));
      expect(await store.event(callId, EventId.parse('another'))).toBeNull();
      expect(await store.events(callIdOf(9))).toEqual([]);
    });

    it('an event that is not of the contract is refused where it is written, so that the log can be read', async () => {
      const action = { next: 'say', text: '', reason: 'nothing to say' } as const;
      const what = { kind: 'step.decided', action, by: 'rules' } as const;
      await expect(store.append(callId, { at: 2_000, what })).rejects.toThrow(z.ZodError);
      await store.append(callId, { at: 3_000, what: { kind: 'hold.began' } });
      expect((await store.events(callId)).map((event) => event.what.kind)).toEqual(['hold.began']);
    });

    it('what was appended within one millisecond stays in that order, whatever it is called', async () => {
      const names = ['z', 'a', null, 'm', null, 'b'];
      for (const [index, name] of names.entries()) {
        const what = { kind: 'hold.ended', heldMs: index } as const;
        await store.append(callId, { at: 5_000, what, ...(name === null ? {} : { eventId: EventId.parse(name) }) });
      }
      const log = await store.events(callId);
      expect(log.map(({ what }) => what.kind === 'hold.ended' && what.heldMs)).toEqual([0, 1, 2, 3, 4, 5]);
    });

    it('times of a fast clock are kept in whole milliseconds', async () => {
      await store.claimDial(callId, 1, 2_000.4);
      await store.claimLeg(callId, 0, 2_000.4, 2_500.6);
      await store.attachWorker(callId, 1, 'http://10.0.0.1:8081', 2_600.5);
      await store.append(callId, { at: 2_700.2, what: { kind: 'hold.began' } });
      expect(await store.get(callId)).toMatchObject({
        dialClaimedAt: 2_000,
        legBusyUntil: 2_501,
        streamStartedAt: 2_601,
      });
      expect((await store.events(callId))[0]?.at).toBe(2_700);
    });

    it('what the caller changes later does not change the record', async () => {
      const items = [{ what: 'line', minutes: 1, usd: 0.1 }];
      await store.patch(callId, { cost: { totalUsd: 0.1, items } });
      items.pop();
      expect((await store.get(callId))?.cost?.items).toHaveLength(1);
    });
  });
}

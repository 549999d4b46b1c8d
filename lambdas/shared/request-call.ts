import { createHash } from 'node:crypto';
import { ulid } from 'ulid';
import type { CallRecord, CallRequest } from '#core/contracts/call-record.ts';
import { CallId } from '#core/contracts/ids.ts';
import type { Owner } from '#core/contracts/owner.ts';
import { StoreUnavailable } from '#core/errors.ts';
import { mayCall } from '#core/policy/may-call.ts';
import { mayStart } from '#core/policy/may-start.ts';
import type { Refusal } from '#core/policy/refusal.ts';
import { requestedNumber, type Whom } from './requested-number.ts';
import type { Services } from './services.ts';
import { beginExecution, startCall } from './start-call.ts';

type Ports = Pick<Services, 'calls' | 'flows' | 'facts' | 'workflow' | 'clock' | 'log' | 'meter'>;

export interface CallOrder extends Whom, Pick<CallRequest, 'intent' | 'flowId' | 'redial' | 'via'> {
  /** Null, in these three: as the owner has it. */
  readonly devices: CallRequest['devices'] | null;
  readonly hunting: CallRequest['hunting'] | null;
  readonly ringEarly: boolean | null;
  /** Names and values; they lie with the facts of the call, not in its record. */
  readonly facts: Readonly<Record<string, string>>;
}

export type Requested =
  | { readonly kind: 'accepted'; readonly call: CallRecord }
  | (Refused & { readonly kind: 'refused' })
  /** The key belongs to another request, which is under way or over. */
  | { readonly kind: 'key_taken' };

interface Refused {
  readonly refusal: Refusal;
  /** Of the order, like `devices.0.address.number`; null: nothing that is written in it. */
  readonly field: string | null;
}

const DAY_MS = 24 * 3_600_000;

/**
 * Takes a request for a call, whichever way it came. With a key the same request never dials twice: the call's id is a digest of owner and
 * key, its record is created once, and its execution is named after it.
 *
 * The limits guard an owner against mistakes, not us against the owner: calls are counted by an index that lags by about a second, so requests
 * of the same second may pass together.
 */
export async function requestCall(
  ports: Ports,
  owner: Owner,
  order: CallOrder,
  key: string | null,
): Promise<Requested> {
  const { calls, clock } = ports;
  const callId = key === null ? CallId.parse(`call_${ulid(clock.now())}`) : callIdOf(owner, key);
  const before = key === null ? null : await calls.get(callId);
  const whom = await requestedNumber(ports, owner, order);
  if (before) return again(ports, before, order, 'number' in whom ? whom.number : null);
  if ('refusal' in whom)
    return refused(ports, { refusal: whom.refusal, field: order.company === null ? 'number' : 'company' });
  const amiss = refusedDevice(owner, order) ?? (await unknownFlow(ports, owner, order));
  if (amiss) return refused(ports, amiss);
  const now = Math.round(clock.now());
  const refusal = mayStart(await calls.count(owner.ownerId, now - DAY_MS), owner);
  if (refusal) return refused(ports, { refusal, field: null });
  const { intent, flowId, redial, via } = order;
  const devices = order.devices ?? owner.devices;
  const request: CallRequest = {
    ...whom,
    intent,
    flowId,
    redial,
    via,
    devices,
    hunting: order.hunting ?? owner.hunting,
    ringEarly: order.ringEarly ?? owner.ringEarly,
    // A person who is told to text it again writes another text.
    isRepeatable: key !== null && via !== 'sms',
  };
  const isNew = await calls.create({ callId, ownerId: owner.ownerId, createdAt: now, request });
  const call = await calls.get(callId);
  if (!call) throw new StoreUnavailable('a call that was just created was not found');
  if (!isNew) return again(ports, call, order, whom.number);
  return { kind: 'accepted', call: await started(ports, call, order.facts) };
}

/** The key was used before, or at this moment: by the same request, or by another one. */
async function again(ports: Ports, call: CallRecord, order: CallOrder, number: string | null): Promise<Requested> {
  const isSame = call.request.intent === order.intent && call.request.number === number;
  return isSame ? { kind: 'accepted', call: await started(ports, call, order.facts) } : { kind: 'key_taken' };
}

/** A phone that a request brings is dialled as a company is, and may cost as much; those of the owner were set by the operator. */
function refusedDevice(owner: Owner, { devices }: CallOrder): Refused | null {
  for (const [i, { name, address }] of (devices ?? []).entries()) {
    const refusal = address.kind === 'phone' ? mayCall(address.number, owner) : null;
    if (!refusal) continue;
    const title = `Device "${name}": ${refusal.title}`;
    return { refusal: { ...refusal, title }, field: `devices.${i}.address.number` };
  }
  return null;
}

/** A flow of somebody else is not there either. */
async function unknownFlow({ flows }: Ports, { ownerId }: Owner, { flowId }: CallOrder): Promise<Refused | null> {
  if (flowId === null || (await flows.get(flowId))?.ownerId === ownerId) return null;
  const detail = 'GET /flows lists yours. Without "flowId" the known way is found by the number.';
  return { refusal: { code: 'unknown_flow', title: 'There is no such flow', detail }, field: 'flowId' };
}

function refused({ meter }: Ports, what: Refused): Requested {
  meter.count('CallRefused', 1, 'Count', { code: what.refusal.code });
  return { kind: 'refused', ...what };
}

/** Idempotent, and repeated by whoever asks for the same call again. */
async function started(ports: Ports, call: CallRecord, given: CallOrder['facts']): Promise<CallRecord> {
  if (call.executionArn !== null || call.state === 'finished') return call;
  if (!call.request.isRepeatable) return startedOrOver(ports, call, given);
  await putFacts(ports, call, given);
  return { ...call, executionArn: await startCall(ports, call) };
}

/**
 * Nobody can ask for the same call again, and whoever is told that it does not work asks for another one. So this is told only of a call that will
 * never be dialled: its start was not written down (core/call/is-unsaid.ts), or it is finished now. It does not count as under way either.
 */
async function startedOrOver(ports: Ports, call: CallRecord, given: CallOrder['facts']): Promise<CallRecord> {
  let begun: CallRecord | null = null;
  try {
    await putFacts(ports, call, given);
    begun = { ...call, executionArn: await beginExecution(ports, call) };
    if (await ports.calls.patch(call.callId, { executionArn: begun.executionArn })) return begun;
    throw new StoreUnavailable('the call was over before it was started');
  } catch (error) {
    const dialled = await overUnlessDialled(ports, call.callId, begun);
    if (dialled === null) throw error;
    return dialled;
  }
}

/** @param begun what may be written down of its start @returns null: it will never be dialled */
async function overUnlessDialled(
  { calls, clock, log }: Ports,
  callId: CallId,
  begun: CallRecord | null,
): Promise<CallRecord | null> {
  try {
    const finishedAt = Math.round(clock.now());
    if (await calls.patch(callId, { state: 'finished', outcome: 'failed', finishedAt }, 0)) return null;
    const now = await calls.get(callId);
    return now !== null && now.attempt > 0 ? now : null;
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    log.warn('a call that could not be started could not be finished', { callId, begun: begun !== null });
    // If its start is not written down after all, the reaper finishes it, and the person is told.
    return begun;
  }
}

async function putFacts({ facts }: Ports, { callId }: CallRecord, given: CallOrder['facts']): Promise<void> {
  if (Object.keys(given).length > 0) await facts.put(callId, given);
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 26 characters of base 32 out of SHA-256: 130 bits, so that two keys never meet. */
function callIdOf(owner: Owner, key: string): CallId {
  const digest = createHash('sha256').update(`${owner.ownerId}\n${key}`).digest();
  const characters = Array.from(digest.subarray(0, 26), (byte) => CROCKFORD[byte & 31] ?? '0');
  return CallId.parse(`call_${characters.join('')}`);
}

import { createHash } from 'node:crypto';
import { ulid } from 'ulid';
import type { CallRecord, CallRequest } from '#core/contracts/call-record.ts';
import { CallId, type EventId, type PhoneNumber } from '#core/contracts/ids.ts';
import type { Owner } from '#core/contracts/owner.ts';
import { StoreUnavailable } from '#core/errors.ts';
import { findContact } from '#core/people/contacts.ts';
import { mayCall } from '#core/policy/may-call.ts';
import { mayStart } from '#core/policy/may-start.ts';
import { readNumber } from '#core/policy/numbers.ts';
import type { Refusal } from '#core/policy/refusal.ts';
import type { Services } from './services.ts';

type Ports = Pick<Services, 'calls' | 'workflow' | 'clock' | 'log' | 'meter'>;

export interface CallOrder extends Omit<CallRequest, 'number' | 'company' | 'devices' | 'hunting'> {
  /** As the person wrote it. */
  readonly number: string | null;
  readonly company: string | null;
  readonly devices: CallRequest['devices'] | null;
  readonly hunting: CallRequest['hunting'] | null;
}

export type Requested =
  | {
      readonly kind: 'accepted';
      readonly call: CallRecord /** The same request came before. */;
      readonly repeated: boolean;
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

const DAY_MS = 24 * 3_600_000;

/**
 * Takes a request for a call, whichever way it came. With a key the same request never dials twice: the call's id is a digest of owner and
 * key, its record is created once, and its execution is named after it.
 */
export async function requestCall(
  ports: Ports,
  owner: Owner,
  order: CallOrder,
  key: string | null,
): Promise<Requested> {
  const { calls, clock, meter } = ports;
  const callId = key === null ? CallId.parse(`call_${ulid(clock.now())}`) : callIdOf(owner, key);
  const before = key === null ? null : await calls.get(callId);
  if (before) return { kind: 'accepted', call: await started(ports, before), repeated: true };
  const numbered = numberOf(owner, order);
  if ('refusal' in numbered) return { kind: 'refused', refusal: numbered.refusal };
  const now = Math.round(clock.now());
  const refusal = mayCall(numbered.number, owner) ?? mayStart(await calls.count(owner.ownerId, now - DAY_MS), owner);
  if (refusal) {
    meter.count('CallRefused', 1, 'Count', { code: refusal.code });
    return { kind: 'refused', refusal };
  }
  const { intent, flowId, redial, via } = order;
  const request: CallRequest = {
    number: numbered.number,
    company: numbered.company,
    intent,
    flowId,
    redial,
    via,
    devices: order.devices ?? owner.devices,
    hunting: order.hunting ?? owner.hunting,
  };
  await calls.create({ callId, ownerId: owner.ownerId, createdAt: now, request });
  await calls.append(callId, {
    eventId: 'requested' as EventId,
    at: now,
    what: { kind: 'call.requested', number: request.number, intent, via },
  });
  const call = await calls.get(callId);
  if (!call) throw new StoreUnavailable('a call that was just created was not found');
  return { kind: 'accepted', call: await started(ports, call), repeated: false };
}

/** Idempotent, and repeated by whoever meets a call that was never started. */
async function started({ calls, workflow }: Ports, call: CallRecord): Promise<CallRecord> {
  if (call.executionArn !== null || call.state === 'finished') return call;
  const { executionArn } = await workflow.start(call.callId);
  await calls.patch(call.callId, { executionArn });
  return { ...call, executionArn };
}

function numberOf(
  owner: Owner,
  order: CallOrder,
): { number: PhoneNumber; company: string | null } | { refusal: Refusal } {
  if (order.company !== null) {
    const found = findContact(owner.contacts, order.company);
    return found.kind === 'found' ? { number: found.number, company: found.name } : { refusal: found.refusal };
  }
  const read = readNumber(order.number ?? '', owner.countries[0] ?? 'US');
  return read.kind === 'number'
    ? { number: read.number, company: nameOf(owner, read.number) }
    : { refusal: read.refusal };
}

function nameOf(owner: Owner, number: PhoneNumber): string | null {
  return Object.entries(owner.contacts).find(([, contact]) => contact === number)?.[0] ?? null;
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 26 characters of base 32 out of SHA-256: 130 bits, so that two keys never meet. */
function callIdOf(owner: Owner, key: string): CallId {
  const digest = createHash('sha256').update(`${owner.ownerId}\n${key}`).digest();
  const characters = Array.from(digest.subarray(0, 26), (byte) => CROCKFORD[byte & 31] ?? '0');
  return CallId.parse(`call_${characters.join('')}`);
}

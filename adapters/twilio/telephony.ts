import type { Device } from '#core/contracts/device.ts';
import { CallSid, type PhoneNumber } from '#core/contracts/ids.ts';
import { CarrierUnavailable, LegEnded } from '#core/errors.ts';
import type { LegScript, LegStatus, Telephony } from '#core/ports/telephony.ts';
import type { TwilioClient } from './client.ts';
import { callFault, legFault } from './faults.ts';
import { type Repeat, type RetryOptions, withRetries } from './retry.ts';
import { streamOf } from './stream.ts';
import { companyAnswered, companyPlays, deviceAnswered, deviceDismissed } from './twiml.ts';
import { webhooks as webhooksOf } from './webhooks.ts';

export interface TwilioTelephonyOptions {
  readonly client: TwilioClient;
  /** Our number. */
  readonly from: PhoneNumber;
  /** Origin of our webhooks. */
  readonly publicApiUrl: string;
  /** wss://host/path of the stream worker. */
  readonly publicStreamUrl: string;
  readonly streamSecret: string;
  readonly retry: RetryOptions;
}

/** A company that rings for longer does not answer. */
const COMPANY_RING_SECONDS = 60;
/** 4 h: Twilio allows more only to accounts that ask for it. */
const LONGEST_CALL_SECONDS = 4 * 3600;

/** An array, always: a string is accepted and then no callback ever comes. */
const everyStatus = ['initiated', 'ringing', 'answered', 'completed'];
/** One page of Twilio's list. */
const mostLegs = 100;
/** Company and person, and whoever has not quite left yet. */
const mostInside = 10;

interface Leg {
  readonly sid: string;
  readonly status: LegStatus['status'];
  readonly duration: string | null;
}

function statusOf({ sid, status, duration }: Leg): LegStatus {
  const seconds = duration === null || duration === '' ? null : Number(duration);
  return { callSid: CallSid.parse(sid), status, seconds };
}

/**
 * A key heard twice lands in the next menu, a phrase said twice answers the next question, and who is sent into a room twice leaves it between,
 * which ends it for the other.
 */
const isSentOnce = ({ kind }: LegScript) => kind === 'press' || kind === 'say' || kind === 'join';

function addressOf({ address }: Device): string {
  switch (address.kind) {
    case 'phone':
      return address.number;
    case 'sip':
      return address.uri;
    case 'client':
      return `client:${address.identity}`;
  }
}

/** Telephony by Twilio's REST API and TwiML. */
export function twilioTelephony(options: TwilioTelephonyOptions): Telephony {
  const { client, from, retry } = options;
  const webhooks = webhooksOf(options.publicApiUrl);
  const streams = { webhooks, streamUrl: options.publicStreamUrl, streamSecret: options.streamSecret };

  async function ask<T>(repeat: Repeat, fault: (error: unknown) => Error, request: () => Promise<T>): Promise<T> {
    try {
      return await withRetries(retry, repeat, request);
    } catch (error) {
      throw fault(error);
    }
  }
  const onLeg = <T>(request: () => Promise<T>, repeat: Repeat = 'idempotent') => ask(repeat, legFault, request);

  async function create(order: {
    to: string;
    twiml: string;
    statusCallback: string;
    timeout: number;
  }): Promise<CallSid> {
    const call = await ask('once', callFault, () =>
      client.calls.create({
        ...order,
        from,
        statusCallbackEvent: everyStatus,
        statusCallbackMethod: 'POST',
        timeLimit: LONGEST_CALL_SECONDS,
      }),
    );
    const sid = CallSid.safeParse(call.sid);
    if (!sid.success) throw new CarrierUnavailable('Twilio answered without the name of the new call');
    return sid.data;
  }

  return {
    dial: ({ callId, to, attempt, epoch }) =>
      create({
        to,
        twiml: companyAnswered(webhooks, callId, streamOf(streams, { callId, epoch, track: 'inbound' })),
        statusCallback: webhooks.companyStatus(callId, attempt),
        timeout: COMPANY_RING_SECONDS,
      }),

    // Not filtered by StartTime at Twilio: a call that is still queued has none, and would be dialled twice.
    legsTo: async (number, sinceMs) => {
      const calls = await ask('idempotent', legFault, () =>
        client.calls.list({ to: number, limit: mostLegs, pageSize: mostLegs }),
      );
      const wholeSecond = Math.floor(sinceMs / 1000) * 1000;
      return calls.filter((call) => call.dateCreated.getTime() >= wholeSecond).map(statusOf);
    },

    status: async (callSid) => statusOf(await onLeg(() => client.waitedFor(callSid).fetch())),

    perform: async (callId, callSid, script) => {
      const twiml = companyPlays(webhooks, callId, script);
      // Whether keys or a phrase were heard is not asked again, so their answer is waited for.
      const leg = (script.kind === 'press' || script.kind === 'say' ? client.calls : client.waitedFor)(callSid);
      await onLeg(() => leg.update({ twiml }), isSentOnce(script) ? 'once' : 'idempotent');
    },

    // A repeat after an unknown outcome may open a second stream; it bears the same epoch and track, and the worker keeps the later one.
    attachStream: async (callSid, order) => {
      const { parameters, ...stream } = streamOf(streams, order);
      await onLeg(() =>
        client.waitedFor(callSid).streams.create({
          ...stream,
          'parameter1.name': 'callId',
          'parameter1.value': parameters.callId,
          'parameter2.name': 'epoch',
          'parameter2.value': parameters.epoch,
          'parameter3.name': 'track',
          'parameter3.value': parameters.track,
          'parameter4.name': 'pass',
          'parameter4.value': parameters.pass,
        }),
      );
    },

    ringDevice: ({ callId, round, device, announcement }) => {
      const leg = { callId, round, deviceId: device.deviceId };
      return create({
        to: addressOf(device),
        twiml: deviceAnswered(webhooks, leg, announcement),
        statusCallback: webhooks.deviceStatus(leg),
        timeout: device.ringSeconds,
      });
    },

    dismissDevice: async (callSid, text) => {
      const twiml = deviceDismissed(text);
      await onLeg(() => client.waitedFor(callSid).update({ twiml }));
    },

    // A name is used once, so at most one room of it lives.
    whoIsIn: async (room) => {
      try {
        const asked = { friendlyName: room, status: 'in-progress' as const, limit: 1 };
        const [conference] = await onLeg(() => client.conferences.list(asked));
        if (!conference) return [];
        const inside = await onLeg(() => client.conferences(conference.sid).participants.list({ limit: mostInside }));
        return inside.map(({ callSid }) => CallSid.parse(callSid));
      } catch (error) {
        if (error instanceof LegEnded) return [];
        throw error;
      }
    },

    // `completed` ends a leg in any state, `canceled` only one that is not answered yet.
    hangUp: async (callSid) => {
      try {
        await onLeg(() => client.waitedFor(callSid).update({ status: 'completed' }));
      } catch (error) {
        if (!(error instanceof LegEnded)) throw error;
      }
    },
  };
}

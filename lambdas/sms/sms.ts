import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { messageReply } from '#adapters/twilio/message-reply.ts';
import { tell } from '#core/call/tell.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import { PhoneNumber } from '#core/contracts/ids.ts';
import type { Owner } from '#core/contracts/owner.ts';
import { ending, messages } from '#core/people/sentences.ts';
import { lineOf } from '#lambdas/events/line-of.ts';
import type { ServicesOf } from '#lambdas/needs.ts';
import { cancelCall } from '#lambdas/shared/cancel-call.ts';
import { observeHandler } from '#lambdas/shared/observe-handler.ts';
import { requestCall } from '#lambdas/shared/request-call.ts';
import { formOf, signedByTwilio } from '#lambdas/shared/signed-by-twilio.ts';
import { SmsForm } from '#lambdas/twilio/webhook-form.ts';
import { readSms, type SmsOrder } from './read-sms.ts';

/** Opting out and in is between the person and Twilio; `OptOutType` tells that it has answered (HELP as well, where the account has it do so). */
const TWILIO_ANSWERS = new Set([
  'STOP',
  'STOPALL',
  'UNSUBSCRIBE',
  'END',
  'QUIT',
  'REVOKE',
  'OPTOUT',
  'START',
  'UNSTOP',
]);

/** Orders by text message. */
export function smsHandler(services: ServicesOf<'Sms'>) {
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(observeHandler(services, 'Sms'))
    .use(signedByTwilio(services))
    .handler(async (event) => {
      const form = SmsForm.safeParse(formOf(event));
      if (!form.success) return { statusCode: 400, body: 'the message is not of a known form' };
      const answer = await answerTo(services, form.data);
      return { statusCode: 200, headers: { 'content-type': 'text/xml; charset=utf-8' }, body: messageReply(answer) };
    });
}

async function answerTo(services: ServicesOf<'Sms'>, form: SmsForm): Promise<string | null> {
  if (form.OptOutType !== undefined || TWILIO_ANSWERS.has(form.Body.trim().toUpperCase())) return null;
  const from = PhoneNumber.safeParse(form.From);
  const owner = from.success ? await services.owners.bySmsNumber(from.data) : null;
  if (!owner) return 'This number is not known here. Ask the operator of this Hold Slayer to add it.';
  return carryOut(services, owner, readSms(form.Body), form.MessageSid);
}

async function carryOut(
  services: ServicesOf<'Sms'>,
  owner: Owner,
  order: SmsOrder,
  messageSid: string,
): Promise<string> {
  switch (order.kind) {
    case 'call':
      return call(services, owner, order, messageSid);
    case 'status': {
      const live = await newestLive(services, owner);
      return live ? statusOf(services, live) : `No call is under way. ${messages.help}`;
    }
    case 'cancel': {
      const live = await newestLive(services, owner);
      if (!live) return 'No call is under way.';
      await cancelCall(services, live, 'sms');
      return `Canceled: ${live.request.company ?? live.request.number}.`;
    }
    case 'help':
      return messages.help;
    case 'other':
      return answerQuestion(services, owner, order.text);
  }
}

async function call(
  services: ServicesOf<'Sms'>,
  owner: Owner,
  order: Extract<SmsOrder, { kind: 'call' }>,
  messageSid: string,
): Promise<string> {
  if (order.number === null && !order.company) return messages.help;
  if (order.intent === '')
    return 'What is it about? Text it behind the number, like: call +18005550100 dispute a charge';
  const { number, company, intent } = order;
  const requested = await requestCall(
    services,
    owner,
    {
      number,
      company,
      intent: intent.slice(0, 500),
      flowId: null,
      devices: null,
      hunting: null,
      redial: 'once',
      via: 'sms',
    },
    messageSid,
  );
  if (requested.kind === 'refused') return `${requested.refusal.title}. ${requested.refusal.detail}`;
  return messages.calling(requested.call.request);
}

/** A message that is no order may be the answer to a question of ours. */
async function answerQuestion(services: ServicesOf<'Sms'>, owner: Owner, text: string): Promise<string> {
  const live = await newestLive(services, owner);
  if (live?.waiting?.state !== 'AskUser') return `I did not understand that. ${messages.help}`;
  await tell(services, live.callId, live.waiting, { kind: 'user_answered', answer: text.slice(0, 320) });
  return 'Thank you, passed on.';
}

async function newestLive({ calls }: ServicesOf<'Sms'>, owner: Owner): Promise<CallRecord | null> {
  const { items } = await calls.list(owner.ownerId, { limit: 10, after: null });
  return items.find(({ state }) => state !== 'finished') ?? null;
}

async function statusOf(
  { calls }: ServicesOf<'Sms'>,
  { callId, request, state, outcome }: CallRecord,
): Promise<string> {
  const name = request.company ?? request.number;
  if (outcome) return `${name}: ${ending(outcome)}`;
  const last = (await calls.events(callId))
    .map(({ what }) => (what.kind === 'words.heard' ? null : lineOf(what)))
    .findLast((line) => line !== null);
  return `${name}: ${state}${last ? `; last: ${last}` : ''}`.slice(0, 300);
}

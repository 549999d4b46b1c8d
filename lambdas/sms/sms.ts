import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { messageReply } from '#adapters/twilio/message-reply.ts';
import { PhoneNumber } from '#core/contracts/ids.ts';
import { HoldSlayerError } from '#core/errors.ts';
import { loggable } from '#core/policy/loggable.ts';
import type { ServicesOf } from '#lambdas/needs.ts';
import { lambdaOptions, observeHandler } from '#lambdas/shared/observe-handler.ts';
import { formOf, signedByTwilio } from '#lambdas/shared/signed-by-twilio.ts';
import { SmsForm } from '#lambdas/twilio/webhook-form.ts';
import { carryOut } from './carry-out.ts';
import { readCode, readSms } from './read-sms.ts';

/** Opting out and in is between the person and Twilio. */
const OPT_OUT_AND_IN = new Set([
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
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>(lambdaOptions)
    .use(observeHandler(services, 'Sms'))
    .use(signedByTwilio(services))
    .handler(async (event) => {
      const form = SmsForm.safeParse(formOf(event));
      if (!form.success) return { statusCode: 400, body: 'the message is not of a known form' };
      const answer = await answerTo(services, form.data);
      return { statusCode: 200, headers: { 'content-type': 'text/xml; charset=utf-8' }, body: messageReply(answer) };
    });
}

/** Null: Twilio has answered. It takes CANCEL for an opt-out unless the account says otherwise (`OptOutType`); the call is canceled all the same. */
async function answerTo(services: ServicesOf<'Sms'>, form: SmsForm): Promise<string | null> {
  const { code, rest } = readCode(form.Body);
  const read = readSms(rest);
  const isAnswered = form.OptOutType !== undefined || OPT_OUT_AND_IN.has(form.Body.trim().toUpperCase());
  if (isAnswered && read.kind !== 'cancel') return null;
  // Whoever cannot be asked back means the call: nothing is done by that which cannot be undone.
  const order = isAnswered && read.kind === 'cancel' ? { ...read, word: false } : read;
  try {
    const from = PhoneNumber.safeParse(form.From);
    const owner = from.success ? await services.owners.bySmsNumber(from.data) : null;
    const answer = owner
      ? await carryOut(services, owner, { order, code }, form.MessageSid)
      : 'This number is not known here. Ask the operator of this Hold Slayer to add it.';
    return isAnswered ? null : answer;
  } catch (error) {
    if (!(error instanceof HoldSlayerError)) throw error;
    services.log.error('an order by text failed', { functionName: 'Sms', ...loggable(error), order: order.kind });
    services.meter.count('RequestFailed', 1, 'Count', { error: error.name });
    return isAnswered ? null : 'That does not work right now. Please text it again in a minute.';
  }
}

import { Router } from '@aws-lambda-powertools/event-handler/http';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { z } from 'zod';
import { companyPlays, companyWaits, deviceAccepted, deviceDismissed, rearmMenu } from '#adapters/twilio/twiml.ts';
import { type DeviceLegOf, webhooks as webhooksOf } from '#adapters/twilio/webhooks.ts';
import { CallId, DeviceId } from '#core/contracts/ids.ts';
import { HoldSlayerError } from '#core/errors.ts';
import { deviceSentences } from '#core/people/sentences.ts';
import { loggable } from '#core/policy/loggable.ts';
import type { ServicesOf } from '#lambdas/needs.ts';
import { lambdaOptions, observeHandler } from '#lambdas/shared/observe-handler.ts';
import { asHttpHandler } from '#lambdas/shared/router-handler.ts';
import { signedByTwilio, twimlResponse } from '#lambdas/shared/signed-by-twilio.ts';
import { companyStatus } from './company-status.ts';
import { type DeviceReply, deviceGather } from './device-keys.ts';
import { deviceStatus } from './device-status.ts';
import { deviceLeft, deviceRearm, roomStatus } from './room.ts';
import { streamStatus } from './stream-status.ts';
import { ConferenceForm, DigitsForm, StatusForm, StreamForm } from './webhook-form.ts';

const Leg = z.object({ callId: CallId, round: z.coerce.number().int().positive(), deviceId: DeviceId });
const Attempt = z.object({ callId: CallId, attempt: z.coerce.number().int().positive() });
const Epoch = z.object({ callId: CallId, epoch: z.coerce.number().int().positive() });

/**
 * Twilio's callbacks of calls. Every one may come twice, late or out of order; each handler is idempotent by what it finds in the record, so
 * it needs no memory of delivery tokens.
 */
export function twilioHandler(services: ServicesOf<'Twilio'>) {
  const hooks = webhooksOf(services.environment.PUBLIC_API_URL);
  const app = new Router();

  const toTwiml = (leg: DeviceLegOf, reply: DeviceReply): Response => {
    switch (reply.kind) {
      case 'join':
        return twimlResponse(deviceAccepted(hooks, leg, reply.room));
      case 'goodbye':
        return twimlResponse(deviceDismissed(reply.text));
      case 'rearm':
        return twimlResponse(rearmMenu(hooks, leg));
    }
  };

  /** The silence of four hours is over, and the carrier asks what comes next. */
  app.post('/twilio/calls/:callId/voice', async ({ params }) => {
    const callId = CallId.parse(params.callId);
    const call = await services.calls.get(callId);
    return twimlResponse(
      !call || call.state === 'finished'
        ? companyPlays(hooks, callId, { kind: 'farewell', text: deviceSentences.ended })
        : companyWaits(hooks, callId),
    );
  });

  app.post('/twilio/calls/:callId/conference', async ({ req, params }) => {
    await roomStatus(services, CallId.parse(params.callId), ConferenceForm.parse(await formIn(req)));
    return noContent();
  });

  app.post('/twilio/calls/:callId/streams/:epoch', async ({ req, params }) => {
    const { callId, epoch } = Epoch.parse(params);
    await streamStatus(services, callId, epoch, StreamForm.parse(await formIn(req)));
    return noContent();
  });

  app.post('/twilio/calls/:callId/status/company/:attempt', async ({ req, params }) => {
    const { callId, attempt } = Attempt.parse(params);
    await companyStatus(services, callId, attempt, StatusForm.parse(await formIn(req)));
    return noContent();
  });

  app.post('/twilio/calls/:callId/status/device/:round/:deviceId', async ({ req, params }) => {
    await deviceStatus(services, Leg.parse(params), StatusForm.parse(await formIn(req)));
    return noContent();
  });

  app.post('/twilio/calls/:callId/rounds/:round/devices/:deviceId/gather', async ({ req, params }) => {
    const leg = Leg.parse(params);
    const { Digits: digits, CallSid: callSid } = DigitsForm.parse(await formIn(req));
    return toTwiml(leg, await deviceGather(services, leg, { digits, callSid }));
  });

  app.post('/twilio/calls/:callId/rounds/:round/devices/:deviceId/left', async ({ params }) => {
    const leg = Leg.parse(params);
    return toTwiml(leg, await deviceLeft(services, leg));
  });

  app.post('/twilio/calls/:callId/rounds/:round/devices/:deviceId/rearm', async ({ req, params }) => {
    const leg = Leg.parse(params);
    const { Digits } = DigitsForm.parse(await formIn(req));
    return toTwiml(leg, await deviceRearm(services, leg, Digits));
  });

  app.notFound(async () => new Response('there is no such callback', { status: 404 }));
  app.errorHandler<z.ZodError>(z.ZodError, async (error) => {
    const fields = error.issues.map(({ path }) => path.join('.'));
    services.log.warn('a callback is not of a known form', { fields });
    return new Response('the callback is not of a known form', { status: 400 });
  });
  /** With a 5xx Twilio asks again, as its URL tells it to. */
  app.errorHandler<Error>(Error, async (error) => {
    services.log.error('a callback could not be dealt with', { functionName: 'Twilio', ...loggable(error) });
    services.meter.count('WebhookFailed', 1, 'Count', { error: error.name });
    return new Response('try again shortly', { status: error instanceof HoldSlayerError ? 503 : 500 });
  });

  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>(lambdaOptions)
    .use(observeHandler(services, 'Twilio'))
    .use(signedByTwilio(services))
    .handler(asHttpHandler(app));
}

async function formIn(request: Request): Promise<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(await request.text()));
}

function noContent(): Response {
  return new Response(null, { status: 204 });
}

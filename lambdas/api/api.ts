import { Router } from '@aws-lambda-powertools/event-handler/http';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { performOnLeg } from '#core/call/leg.ts';
import { tell } from '#core/call/tell.ts';
import type { CallRecord } from '#core/contracts/call-record.ts';
import { AnswerBody, CreateCallBody } from '#core/contracts/http.ts';
import { CallId } from '#core/contracts/ids.ts';
import {
  CarrierUnavailable,
  Conflict,
  type HoldSlayerError,
  LegBusy,
  LegEnded,
  StoreUnavailable,
} from '#core/errors.ts';
import type { ServicesOf } from '#lambdas/needs.ts';
import { cancelCall } from '#lambdas/shared/cancel-call.ts';
import { observeHandler } from '#lambdas/shared/observe-handler.ts';
import { requestCall } from '#lambdas/shared/request-call.ts';
import { asHttpHandler } from '#lambdas/shared/router-handler.ts';
import { ownerOf } from './authenticate.ts';
import { detailOf, viewOf } from './call-view.ts';
import { bodyOf, ProblemAnswer } from './problem.ts';

/** How long a link to a recording works. */
const LINK_SECONDS = 900;
const RECORDINGS = ['outbound', 'inbound', 'mixed'] as const;

/** The HTTPS API of an owner's calls. */
export function apiHandler(services: ServicesOf<'Api'>) {
  const { calls, owners, recordings, log } = services;
  const app = new Router();

  const owned = async (request: Request, callId: string | undefined): Promise<CallRecord> => {
    const owner = await ownerOf(request, owners);
    const id = CallId.safeParse(callId);
    const call = id.success ? await calls.get(id.data) : null;
    if (call && call.ownerId === owner.ownerId) return call;
    throw new ProblemAnswer(404, 'There is no such call', 'GET /calls lists yours.');
  };

  app.post('/calls', async ({ req }) => {
    const owner = await ownerOf(req, owners);
    const body = await bodyOf(req, CreateCallBody);
    const order = { ...body, number: body.number ?? null, company: body.company ?? null, via: 'api' as const };
    const requested = await requestCall(services, owner, order, idempotencyKeyOf(req));
    if (requested.kind === 'refused') {
      const { code, title, detail } = requested.refusal;
      throw new ProblemAnswer(code.startsWith('too_many') ? 429 : 422, title, detail, [{ path: code, message: title }]);
    }
    return json(202, viewOf(requested.call));
  });

  app.get('/calls', async ({ req }) => {
    const owner = await ownerOf(req, owners);
    const query = new URL(req.url).searchParams;
    const limit = Math.min(100, Math.max(1, Number(query.get('limit') ?? 25) || 25));
    const { items, next } = await calls.list(owner.ownerId, { limit, after: query.get('after') });
    return json(200, { calls: items.map(viewOf), next });
  });

  app.get('/calls/:callId', async ({ req, params }) => {
    const call = await owned(req, params.callId);
    return json(200, detailOf(call, await calls.events(call.callId)));
  });

  app.post('/calls/:callId/cancel', async ({ req, params }) => {
    const call = await owned(req, params.callId);
    await cancelCall(services, call, 'api');
    return json(202, viewOf((await calls.get(call.callId)) ?? call));
  });

  app.post('/calls/:callId/answer', async ({ req, params }) => {
    const call = await owned(req, params.callId);
    const { answer } = await bodyOf(req, AnswerBody);
    if (call.waiting?.state !== 'AskUser')
      throw new ProblemAnswer(409, 'Nothing is being asked now', 'GET the call: "question" is null.');
    await tell(services, call.callId, call.waiting, { kind: 'user_answered', answer });
    return json(202, viewOf(call));
  });

  app.post('/calls/:callId/hold', async ({ req, params }) => {
    const call = await owned(req, params.callId);
    if (call.waiting?.state !== 'Bridge')
      throw new ProblemAnswer(409, 'You are not connected', 'Only a bridged call can be put back on hold.');
    await performOnLeg(services, call, { kind: 'wait' });
    await tell(services, call.callId, call.waiting, { kind: 'back_to_hold' });
    return json(202, viewOf(call));
  });

  app.get('/calls/:callId/recordings/:kind', async ({ req, params }) => {
    const call = await owned(req, params.callId);
    const kind = RECORDINGS.find((known) => known === params.kind);
    if (!kind) throw new ProblemAnswer(404, 'There is no such recording', `Kinds are ${RECORDINGS.join(', ')}.`);
    const key = call.recordings?.[kind];
    if (!key)
      throw new ProblemAnswer(
        404,
        'This recording is not there',
        call.state === 'finished' ? 'Nothing was heard on that side.' : 'It is stored when the call has finished.',
      );
    return json(200, { url: await recordings.link(key, LINK_SECONDS), expiresInSeconds: LINK_SECONDS });
  });

  app.errorHandler(ProblemAnswer, async (error) => error.toResponse());
  for (const failure of [CarrierUnavailable, Conflict, LegBusy, LegEnded, StoreUnavailable]) {
    app.errorHandler<HoldSlayerError>(failure, async (error) => {
      log.error('request failed', { error: error.name, reason: error.message });
      return new ProblemAnswer(
        503,
        'This does not work right now',
        'Nothing was lost; try again shortly.',
      ).toResponse();
    });
  }
  app.notFound(async () =>
    new ProblemAnswer(404, 'There is no such address', 'See the README for the routes.').toResponse(),
  );

  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(observeHandler(services, 'Api'))
    .handler(asHttpHandler(app));
}

function idempotencyKeyOf(request: Request): string | null {
  const key = request.headers.get('idempotency-key');
  if (key !== null && (key.length < 1 || key.length > 255)) {
    throw new ProblemAnswer(400, 'The Idempotency-Key is too long', 'Use up to 255 characters.');
  }
  return key;
}

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
}

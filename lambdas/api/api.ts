import { Router } from '@aws-lambda-powertools/event-handler/http';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { backToHold } from '#core/call/conversation.ts';
import { companyLegEnded, performOnLeg } from '#core/call/leg.ts';
import { type CallRecord, RecordingKind } from '#core/contracts/call-record.ts';
import { AnswerBody, CreateCallBody, PrivacyBody } from '#core/contracts/http.ts';
import { CallId } from '#core/contracts/ids.ts';
import { HoldSlayerError, LegEnded } from '#core/errors.ts';
import { loggable } from '#core/policy/loggable.ts';
import type { ServicesOf } from '#lambdas/needs.ts';
import { answerQuestion } from '#lambdas/shared/answer-question.ts';
import { cancelCall } from '#lambdas/shared/cancel-call.ts';
import { keepPrivate } from '#lambdas/shared/keep-private.ts';
import { lambdaOptions, observeHandler } from '#lambdas/shared/observe-handler.ts';
import { reportFalseRing } from '#lambdas/shared/report-false-ring.ts';
import { asHttpHandler } from '#lambdas/shared/router-handler.ts';
import { ownerOf } from './authenticate.ts';
import { detailOf, viewOf } from './call-view.ts';
import { flowRoutes } from './flows.ts';
import { json } from './json.ts';
import { bodyOf, ProblemAnswer } from './problem.ts';

/** How long a link to a recording works. */
const LINK_SECONDS = 900;
const RETRY_AFTER_SECONDS = 2;
const MOST_LISTED = 100;

/** The HTTPS API of an owner's calls. */
export function apiHandler(services: ServicesOf<'Api'>) {
  const { calls, owners, recordings, clock, log, meter } = services;
  const app = new Router();
  const shown = (call: CallRecord) => viewOf(call, clock.now());

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
    // The numbers of the world are read by whoever asks for a call first.
    const { requestCall } = await import('#lambdas/shared/request-call.ts');
    const requested = await requestCall(services, owner, order, idempotencyKeyOf(req));
    if (requested.kind === 'key_taken') {
      throw new ProblemAnswer(
        422,
        'This Idempotency-Key belongs to another request',
        'Send a new key with each new request, and the same key only with the same number and intent.',
      );
    }
    if (requested.kind === 'refused') {
      const { field, refusal } = requested;
      const { code, title, detail, candidates } = refusal;
      const errors = field === null ? undefined : [{ path: field, message: detail }];
      const more = candidates ? { code, candidates: [...candidates] } : { code };
      throw new ProblemAnswer(code.startsWith('too_many') ? 429 : 422, title, detail, errors, more);
    }
    return json(202, shown(requested.call));
  });

  app.get('/calls', async ({ req }) => {
    const owner = await ownerOf(req, owners);
    const query = new URL(req.url).searchParams;
    const { items, next } = await calls.list(owner.ownerId, { limit: limitOf(query), after: cursorOf(query) });
    return json(200, { calls: items.map(shown), next });
  });

  app.get('/calls/:callId', async ({ req, params }) => {
    const call = await owned(req, params.callId);
    return json(200, detailOf(call, await calls.events(call.callId), clock.now()));
  });

  app.post('/calls/:callId/cancel', async ({ req, params }) => {
    const call = await owned(req, params.callId);
    await cancelCall(services, call, 'api');
    return json(202, shown((await calls.get(call.callId)) ?? call));
  });

  app.post('/calls/:callId/answer', async ({ req, params }) => {
    const call = await owned(req, params.callId);
    const { answer } = await bodyOf(req, AnswerBody);
    const passedOn = await answerQuestion(services, call, answer, 'api');
    if (passedOn === 'unclear')
      throw new ProblemAnswer(422, 'This is no answer', `Still asked: ${viewOf(call, clock.now()).question}`, [
        { path: 'answer', message: 'yes or no to what may be done; else the data itself' },
      ]);
    if (passedOn === 'not_asked')
      throw new ProblemAnswer(
        409,
        'Nothing is being asked now',
        'GET the call: "question" tells what is asked, if anything.',
      );
    return json(202, shown((await calls.get(call.callId)) ?? call));
  });

  app.post('/calls/:callId/hold', async ({ req, params }) => {
    const call = await owned(req, params.callId);
    if (call.waiting?.state !== 'Bridge')
      throw new ProblemAnswer(409, 'You are not connected', 'Only a bridged call can be put back on hold.');
    try {
      await performOnLeg(services, call, { kind: 'wait' });
    } catch (error) {
      if (!(error instanceof LegEnded)) throw error;
      await companyLegEnded(services, call.callId, call.companyCallSid);
      throw new ProblemAnswer(409, 'The company has hung up', 'Ask for a new call.');
    }
    await backToHold(services, call);
    return json(202, shown((await calls.get(call.callId)) ?? call));
  });

  app.post('/calls/:callId/privacy', async ({ req, params }) => {
    const call = await owned(req, params.callId);
    const { on } = await bodyOf(req, PrivacyBody);
    const kept = await keepPrivate(services, call, on, 'api');
    if (kept === 'not_connected')
      throw new ProblemAnswer(409, 'You are not connected', 'Only a conversation is recorded with you in it.');
    if (kept === 'unheard')
      throw new ProblemAnswer(503, 'The recording did not hear of it', 'Wait with what is private, and try again.');
    return json(202, shown((await calls.get(call.callId)) ?? call));
  });

  app.post('/calls/:callId/false-ring', async ({ req, params }) => {
    const call = await owned(req, params.callId);
    if ((await reportFalseRing(services, call, 'api')) === 'not_rung')
      throw new ProblemAnswer(
        409,
        'You have not been rung for this call',
        'Report a ring when nobody was on the line.',
      );
    return json(202, shown(call));
  });

  app.get('/calls/:callId/recordings/:kind', async ({ req, params }) => {
    const call = await owned(req, params.callId);
    const kind = RecordingKind.options.find((known) => known === params.kind);
    if (!kind)
      throw new ProblemAnswer(404, 'There is no such recording', `Kinds are ${RecordingKind.options.join(', ')}.`);
    const key = call.recordings?.[kind];
    if (!key)
      throw new ProblemAnswer(
        404,
        'This recording is not there',
        call.state === 'finished' ? 'Nothing was heard on that side.' : 'It is stored when the call has finished.',
      );
    return json(200, { url: await recordings.link(key, LINK_SECONDS), expiresInSeconds: LINK_SECONDS });
  });

  flowRoutes(app, services);

  app.errorHandler(ProblemAnswer, async (error) => error.toResponse());
  app.errorHandler<Error>(Error, async (error) => {
    const known = error instanceof HoldSlayerError;
    log.error('a request failed', { functionName: 'Api', ...loggable(error) });
    meter.count('RequestFailed', 1, 'Count', { error: error.name });
    const answer = known
      ? new ProblemAnswer(503, 'This does not work right now', 'Nothing was lost; try again shortly.')
      : new ProblemAnswer(500, 'Something is wrong on our side', 'The fault is logged. Try again later.');
    return answer.toResponse(known ? { 'retry-after': String(RETRY_AFTER_SECONDS) } : {});
  });
  app.notFound(async () =>
    new ProblemAnswer(404, 'There is no such address', 'See the README for the routes.').toResponse(),
  );

  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>(lambdaOptions)
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

/** The `next` of the page before. */
function cursorOf(query: URLSearchParams): CallId | null {
  const after = query.get('after');
  const cursor = CallId.nullable().safeParse(after);
  if (cursor.success) return cursor.data;
  throw new ProblemAnswer(400, 'The query is not right', 'See "errors" for what is wrong and where.', [
    { path: 'after', message: 'the "next" of the page before' },
  ]);
}

function limitOf(query: URLSearchParams): number {
  const limit = Number(query.get('limit') ?? 25);
  if (Number.isInteger(limit) && limit >= 1 && limit <= MOST_LISTED) return limit;
  const message = `a whole number from 1 to ${MOST_LISTED}`;
  throw new ProblemAnswer(400, 'The query is not right', 'See "errors" for what is wrong and where.', [
    { path: 'limit', message },
  ]);
}

import type { Router } from '@aws-lambda-powertools/event-handler/http';
import { FlowId } from '#core/contracts/ids.ts';
import type { Flow } from '#core/navigation/flow.ts';
import type { StoredFlow } from '#core/ports/flow-store.ts';
import { flowIdOf } from '#lambdas/shared/flow-id.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { ownerOf } from './authenticate.ts';
import { readFlow, writeFlow } from './flow-document.ts';
import { json } from './json.ts';
import { ProblemAnswer } from './problem.ts';

type Ports = Pick<Services, 'flows' | 'owners' | 'clock'>;

/** Import and export, change and removal of an owner's flows. What is written by hand is followed from the next call on. */
export function flowRoutes(app: Router, { flows, owners, clock }: Ports): void {
  const owned = async (request: Request, id: string | undefined): Promise<StoredFlow> => {
    const owner = await ownerOf(request, owners);
    const flowId = FlowId.safeParse(id);
    const stored = flowId.success ? await flows.get(flowId.data) : null;
    if (stored?.ownerId === owner.ownerId) return stored;
    throw new ProblemAnswer(404, 'There is no such flow', 'GET /flows lists yours.');
  };

  /** Also one that was learned, exported and sent back. */
  const byHand = (flow: Flow): Flow => ({ ...flow, source: 'written', updatedAt: Math.round(clock.now()) });

  app.get('/flows', async ({ req }) => {
    const owner = await ownerOf(req, owners);
    return json(200, { flows: (await flows.list(owner.ownerId)).map(summaryOf) });
  });

  app.post('/flows', async ({ req }) => {
    const { ownerId } = await ownerOf(req, owners);
    const format = formatOf(req);
    const written = await readFlow(await req.text());
    const flowId = flowIdOf({ ownerId, number: written.number });
    const flow = byHand({ ...written, flowId, version: 1 });
    if (await flows.put({ flowId, ownerId, flow, by: 'api' }, null)) return shown(format, 201, flow);
    throw new ProblemAnswer(
      409,
      'There is a flow for this number',
      `PUT /flows/${flowId} makes a new version of it, DELETE removes it.`,
    );
  });

  app.get('/flows/:flowId', async ({ req, params }) => {
    const { flow, flowId } = await owned(req, params.flowId);
    return shown(formatOf(req), 200, { ...flow, flowId });
  });

  app.put('/flows/:flowId', async ({ req, params }) => {
    const seen = await owned(req, params.flowId);
    const { flowId, ownerId } = seen;
    const format = formatOf(req);
    const written = await readFlow(await req.text());
    if (written.number !== seen.flow.number)
      throw new ProblemAnswer(422, 'A flow keeps its number', 'POST /flows makes one for another number.', [
        { path: 'number', message: `it is ${seen.flow.number}` },
      ]);
    const flow = byHand({ ...written, flowId, version: seen.flow.version + 1 });
    if (await flows.put({ flowId, ownerId, flow, by: 'api' }, seen)) return shown(format, 200, flow);
    throw new ProblemAnswer(409, 'The flow was changed meanwhile', 'GET it, make your change again, and PUT that.');
  });

  app.delete('/flows/:flowId', async ({ req, params }) => {
    const { flowId } = await owned(req, params.flowId);
    await flows.remove(flowId);
    return new Response(null, { status: 204 });
  });

  app.get('/flows/:flowId/versions', async ({ req, params }) => {
    const { flowId } = await owned(req, params.flowId);
    return json(200, { versions: (await flows.versions(flowId)).map(summaryOf) });
  });

  app.get('/flows/:flowId/versions/:version', async ({ req, params }) => {
    const { flowId } = await owned(req, params.flowId);
    const version = /^\d{1,9}$/.test(params.version ?? '') ? Number(params.version) : 0;
    const stored = await flows.version(flowId, version);
    if (stored) return shown(formatOf(req), 200, { ...stored.flow, flowId });
    throw new ProblemAnswer(404, 'There is no such version', `GET /flows/${flowId}/versions lists them.`);
  });
}

function summaryOf({ flowId, flow }: StoredFlow) {
  const { number, company, version, source, updatedAt = null, paths } = flow;
  const ways = paths.map(({ goals, standing, steps }) => ({ goals, standing, steps: steps.length }));
  return { flowId, number, company, version, source, updatedAt, ways };
}

async function shown(format: 'json' | 'yaml', status: number, flow: Flow): Promise<Response> {
  return new Response(await writeFlow(flow, format), { status, headers: { 'content-type': `application/${format}` } });
}

/** JSON, or YAML when the query (`?format=yaml`) or the Accept header wants it. @throws {ProblemAnswer} 400 */
function formatOf(request: Request): 'json' | 'yaml' {
  const asked = new URL(request.url).searchParams.get('format');
  if (asked === 'json' || asked === 'yaml') return asked;
  if (asked === null) return /\byaml\b/.test(request.headers.get('accept') ?? '') ? 'yaml' : 'json';
  throw new ProblemAnswer(400, 'The query is not right', 'See "errors" for what is wrong and where.', [
    { path: 'format', message: 'json or yaml' },
  ]);
}

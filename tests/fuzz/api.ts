import fc from 'fast-check';
import { dynamoDbCallStore } from '#adapters/dynamodb/call-store.ts';
import { dynamoDbFactStore } from '#adapters/dynamodb/fact-store.ts';
import { dynamoDbFlowStore } from '#adapters/dynamodb/flow-store.ts';
import { dynamoDbOwnerStore } from '#adapters/dynamodb/owner-store.ts';
import { Problem } from '#core/contracts/http.ts';
import { CallId, OwnerId } from '#core/contracts/ids.ts';
import { Flow } from '#core/navigation/flow.ts';
import { httpRoutes } from '#lambdas/routes.ts';
import { anOwner } from '#tests/support/an-owner.ts';
import { openTestTables } from '#tests/support/dynamodb-table.ts';
import type { RequestParts } from '#tests/support/http-event.ts';
import { API_KEY, type LambdaWorld, openLambdaWorld } from '#tests/support/lambda-world.ts';
import { createManualClock } from '#tests/support/manual-clock.ts';
import { mutated, nastyJson, nastyText, type Target, throwAll } from './target.ts';

/** Of the other owner's call and flow; nobody else may ever read it. */
const SECRET = 'only-for-the-other-owner';
const OTHER = OwnerId.parse('owner_other');
const NUMBER = '+18005550100';
const MOST_A_RUN = 12;

const order = {
  number: NUMBER,
  intent: 'dispute a charge',
  facts: { account_number: '0012345678' },
  devices: [{ deviceId: 'a', name: 'a', address: { kind: 'phone', number: '+12125550123' } }],
  hunting: 'parallel',
  redial: 'once',
};
const flow = { number: NUMBER, company: 'northwind bank', paths: [{ goals: ['billing'], steps: [{ do: 'HOLD' }] }] };

interface Thrown extends RequestParts {
  readonly key: string | null;
}

/** Requests as people, programs and attackers send them. `known` are ids that there are. */
function requests(known: readonly string[]): fc.Arbitrary<Thrown> {
  const id = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...known) },
    nastyText.map((text) => encodeURIComponent(text.toWellFormed())),
    nastyText.filter((text) => !text.includes('?')),
  );
  const routes = httpRoutes.filter(({ functionName, path }) => functionName === 'Api' && path.startsWith('/'));
  const anyMethod = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PATCH', 'OPTIONS');
  const routed = fc.tuple(fc.constantFrom(...routes), id, id).map(([route, one, two]) => ({
    method: route.method,
    path: route.path.replace(/\{callId\}|\{flowId\}/, () => one).replace(/\{\w+\}/, () => two),
  }));
  const place = fc.oneof(
    { weight: 9, arbitrary: routed },
    fc.record({
      method: anyMethod,
      path: fc.oneof(
        fc.webPath(),
        routed.map(({ path }) => path),
      ),
    }),
  );
  const query = fc.oneof(
    { weight: 3, arbitrary: fc.constant('') },
    fc
      .tuple(
        fc.constantFrom('limit', 'after', 'format', 'x'),
        fc.oneof(nastyText, fc.integer().map(String), fc.constantFrom(...known)),
      )
      .map(([name, value]) => `?${name}=${encodeURIComponent(value.toWellFormed())}`),
    fc.webQueryParameters().map((text) => `?${text}`),
  );
  const body = fc.oneof(
    fc.constant(undefined),
    nastyText,
    nastyJson,
    mutated(order).map((value) => JSON.stringify(value)),
    mutated(flow).map((value) => JSON.stringify(value)),
    fc.constantFrom('a: &a [*a, *a]', '- &a x\n- *b', 'number: !!js/function x', `x: ${'['.repeat(5_000)}`, '? ? ? x'),
    fc.constant(`"${'x'.repeat(300_000)}"`),
  );
  const headers = fc.oneof(
    { weight: 4, arbitrary: fc.constant({}) },
    fc.dictionary(
      fc.constantFrom('idempotency-key', 'accept', 'content-type', 'content-length', 'x-forwarded-for', 'cookie'),
      nastyText,
      { maxKeys: 3 },
    ),
  );
  const key = fc.oneof({ weight: 8, arbitrary: fc.constant(API_KEY) }, fc.constant(null), nastyText);
  return fc
    .record({ place, query, headers, body, key })
    .map(({ place: { method, path }, query: asked, ...rest }) => ({ method, path: `${path}${asked}`, ...rest }));
}

async function openWorld(stores: Parameters<typeof openLambdaWorld>[1]) {
  const world = await openLambdaWorld(anOwner({ callsADay: 50, callsAtOnce: 20 }), stores);
  const callId = await world.aCall();
  const made = await world.api('POST', '/flows', { body: flow });
  const { flowId } = Flow.parse(JSON.parse(made.body));
  const { request } = await world.record(callId);
  const others = CallId.parse(`call_${'Z'.repeat(26)}`);
  await world.services.calls.create({
    callId: others,
    ownerId: OTHER,
    createdAt: 1,
    request: { ...request, intent: SECRET },
  });
  return { world, known: [callId, flowId ?? 'flow_none', others, 'flow_other', 'outbound', '1', 'mixed'] };
}

/** @throws {Error} the answer is none that the API may give */
function check(
  world: LambdaWorld,
  { key }: Thrown,
  answer: { status: number; body: string; headers: Readonly<Record<string, unknown>> },
): void {
  const { status, body } = answer;
  if (!(status >= 200 && status < 500)) throw new Error(`answered ${status}: ${JSON.stringify(world.logged.at(-1))}`);
  if (body.includes(SECRET)) throw new Error('told what belongs to another owner');
  if (status < 300 && key !== API_KEY) throw new Error(`let a stranger in: ${status}`);
  if (status >= 400) Problem.parse(JSON.parse(body));
  if (world.carrier.legs.length > 0) throw new Error('dialled from the API');
}

export const apiTarget: Target = {
  name: 'api',
  fuzz: async (options) => {
    const tables = options.realStores ? await openTestTables({ maxAttempts: 1 }) : null;
    const storesOf = async () => {
      if (!tables) return {};
      const store = { client: tables.client, table: await tables.create() };
      const clock = createManualClock();
      return {
        calls: dynamoDbCallStore(store),
        owners: dynamoDbOwnerStore({ ...store, clock }),
        flows: dynamoDbFlowStore(store),
        facts: dynamoDbFactStore({ ...store, clock, key: Buffer.alloc(32, 1) }),
      };
    };
    const { known } = await openWorld(await storesOf());
    try {
      return await throwAll(options, requests(known), MOST_A_RUN, async (list, answered) => {
        const { world } = await openWorld(await storesOf());
        for (const request of list) {
          const answer = await world.api(request.method, request.path, request);
          answered(answer.status);
          check(world, request, answer);
        }
      });
    } finally {
      await tables?.close();
    }
  },
};

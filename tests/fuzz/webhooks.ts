import fc from 'fast-check';
import { functions } from '#lambdas/functions.ts';
import { httpRoutes } from '#lambdas/routes.ts';
import { createContext } from '#local/aws/lambda/context.ts';
import { httpEvent, twilioEvent } from '#tests/support/http-event.ts';
import { API_KEY, AUTH_TOKEN, type LambdaWorld, ORIGIN, openLambdaWorld } from '#tests/support/lambda-world.ts';
import { nastyText, type Target, throwAll } from './target.ts';

const MOST_A_RUN = 12;
/** Of the call and its legs in every world: the fakes count. */
const CALL_ID = `call_${'1'.padStart(26, '0')}`;
const sids = Array.from({ length: 5 }, (_, index) => `CA${String(index + 1).padStart(32, '0')}`);
const statuses = [
  'queued',
  'initiated',
  'ringing',
  'in-progress',
  'answered',
  'completed',
  'busy',
  'failed',
  'no-answer',
  'canceled',
];

/** What each field of a form says when Twilio says it. */
const fields: Readonly<Record<string, readonly string[]>> = {
  CallSid: sids,
  CallStatus: statuses,
  CallDuration: ['0', '61'],
  SipResponseCode: ['486', '603'],
  StreamEvent: ['stream-started', 'stream-stopped', 'stream-error'],
  StreamName: [`${CALL_ID}:1:inbound`, `${CALL_ID}:1:outbound`],
  StreamError: ['31941'],
  Digits: ['1', '2', '3', ''],
  StatusCallbackEvent: ['conference-end', 'participant-leave'],
  MessageSid: [`SM${'1'.repeat(32)}`],
  From: ['+12125550123', '+15005550999'],
  To: ['+15005550006'],
  Body: [
    'status',
    'cancel',
    'hang up',
    'pause',
    'resume',
    'help',
    'call +18005550100 about a charge',
    'call northwind bank',
    'yes',
  ],
  OptOutType: ['STOP', 'START'],
};

interface Thrown {
  readonly path: string;
  readonly form: Readonly<Record<string, string>>;
  readonly signed: 'rightly' | 'wrongly' | 'not at all';
  readonly raw: string | null;
}

const value = (usual: readonly string[]) => fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...usual) }, nastyText);
const form = fc
  .tuple(
    fc.record(Object.fromEntries(Object.entries(fields).map(([name, usual]) => [name, value(usual)])), {
      requiredKeys: ['CallSid', 'CallStatus', 'From', 'MessageSid'],
    }),
    fc.dictionary(nastyText, nastyText, { maxKeys: 2 }),
  )
  .map(([known, more]) => Object.fromEntries([...Object.entries(more), ...textsOf(known)]));

const textsOf = (given: object) =>
  Object.entries(given).filter((entry): entry is [string, string] => typeof entry[1] === 'string');

const segment = (usual: readonly string[]) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...usual) },
    nastyText.filter((text) => !/[?#]/.test(text)),
    nastyText.map((text) => encodeURIComponent(text.toWellFormed())),
  );
const path = fc
  .tuple(
    fc.constantFrom(...httpRoutes.map((route) => route.path).filter((route) => route.startsWith('/twilio'))),
    segment([CALL_ID]),
    segment(['1', '2']),
    segment(['mobile', 'desk']),
  )
  .map(([at, callId, number, deviceId]) =>
    at
      .replace('{callId}', () => callId)
      .replace(/\{(round|attempt|epoch)\}/, () => number)
      .replace('{deviceId}', () => deviceId),
  );

const webhook: fc.Arbitrary<Thrown> = fc.record({
  path,
  form,
  signed: fc.oneof(
    { weight: 8, arbitrary: fc.constant('rightly' as const) },
    fc.constantFrom('wrongly' as const, 'not at all' as const),
  ),
  raw: fc.oneof({ weight: 8, arbitrary: fc.constant(null) }, nastyText),
});

/** A call in the middle of its life: held, being taken by a person, or bridged. */
async function openWorld(stage: number): Promise<LambdaWorld> {
  const world = await openLambdaWorld();
  const { callId } = await world.aConnectedCall();
  if (stage === 1) await world.holds(callId);
  if (stage >= 2) await world.wait('ReachUser', callId);
  if (stage === 3) {
    await world.twilio(`${callId}/rounds/1/devices/mobile/gather`, { CallSid: sids[1] ?? '', Digits: '1' });
    await world.wait('Bridge', callId);
  }
  return world;
}

function eventOf({ path: at, form: fields, signed, raw }: Thrown) {
  if (signed === 'rightly' && raw === null)
    return twilioEvent({ authToken: AUTH_TOKEN, origin: ORIGIN, path: at, form: fields });
  if (signed === 'wrongly') return twilioEvent({ authToken: 'guessed', origin: ORIGIN, path: at, form: fields });
  const body = raw ?? new URLSearchParams(fields).toString();
  const event = httpEvent({ method: 'POST', path: at, body });
  return signed === 'rightly'
    ? {
        ...event,
        headers: twilioEvent({
          authToken: AUTH_TOKEN,
          origin: ORIGIN,
          path: at,
          form: Object.fromEntries(new URLSearchParams(body)),
        }).headers,
      }
    : event;
}

async function throwOne(world: LambdaWorld, thrown: Thrown): Promise<number> {
  const lambda = thrown.path === '/twilio/sms' ? functions.Sms(world.services) : functions.Twilio(world.services);
  const before = JSON.stringify([world.carrier.legs, world.workflow.told.size, world.sms]);
  const answer = await lambda(
    eventOf(thrown),
    createContext('Twilio', 'request', () => 60_000),
  );
  const status = answer.statusCode ?? 0;
  if (!(status >= 200 && status < 500)) throw new Error(`answered ${status}: ${JSON.stringify(world.logged.at(-1))}`);
  if (thrown.signed === 'rightly') return status;
  if (status !== 403) throw new Error(`took a forged webhook: ${status}`);
  if (before !== JSON.stringify([world.carrier.legs, world.workflow.told.size, world.sms]))
    throw new Error('a forged webhook had an effect');
  return status;
}

export const webhooksTarget: Target = {
  name: 'webhooks',
  fuzz: (options) => {
    let runs = 0;
    return throwAll(options, webhook, MOST_A_RUN, async (list, answered) => {
      const world = await openWorld(runs++ % 4);
      for (const one of list) answered(await throwOne(world, one));
      const companies = world.carrier.to('+18005550100').length;
      if (companies > 1 + list.length) throw new Error('webhooks dialled companies');
      await world.api('GET', '/calls', { key: API_KEY });
    });
  },
};

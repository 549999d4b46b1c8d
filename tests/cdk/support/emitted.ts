import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { marshall } from '@aws-sdk/util-dynamodb';
import { observed } from '#core/call/tell.ts';
import type { Happening } from '#core/contracts/events.ts';
import type { Observation } from '#core/contracts/observation.ts';
import { Outcome } from '#core/contracts/outcome.ts';
import { ModelUnavailable, StoreUnavailable } from '#core/errors.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import type { LanguageModel } from '#core/ports/language-model.ts';
import type { Meter } from '#core/ports/telemetry.ts';
import { functions } from '#lambdas/functions.ts';
import { createContext } from '#local/aws/lambda/context.ts';
import { aHunt } from '#tests/support/a-hunt.ts';
import { type LambdaWorld, openLambdaWorld } from '#tests/support/lambda-world.ts';
import { aStream, aWorld } from '../../stream-worker/a-worker.ts';

/** What CloudWatch finds in the lines that Lambdas and workers write. */
export interface Emitted {
  readonly metrics: readonly {
    readonly namespace: string;
    readonly name: string;
    readonly dimensions: Readonly<Record<string, string>>;
  }[];
  /** Log lines: fields by their names. */
  readonly lines: readonly Readonly<Record<string, unknown>>[];
}

/** What was handed to a meter or a log. */
export type Told = { readonly by: 'lambda' | 'worker'; readonly name: string } & (
  | { readonly kind: 'count'; readonly value: number; readonly dimensions?: Record<string, string> }
  | { readonly kind: 'line'; readonly level: 'info' | 'warn' | 'error'; readonly fields?: Record<string, unknown> }
);

/** Runs Lambdas and a worker until each thing has happened that an operator watches, and reads what is written then, by a process of its own. */
export async function emitted(): Promise<Emitted> {
  const told = [...(await calls()), ...(await streams())];
  const script = fileURLToPath(new URL('./write-out.ts', import.meta.url));
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(JSON.stringify(told));
  const written = await Promise.all([text(child.stdout), text(child.stderr)]);
  const lines: Record<string, unknown>[] = written
    .join('\n')
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
  return { metrics: lines.flatMap(metricsIn), lines };
}

interface EmbeddedMetrics {
  readonly CloudWatchMetrics: readonly {
    readonly Namespace: string;
    readonly Dimensions: readonly (readonly string[])[];
    readonly Metrics: readonly { readonly Name: string }[];
  }[];
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
function metricsIn(line: Readonly<Record<string, unknown>>): Emitted['metrics'] {
  const { CloudWatchMetrics = [] } = (line._aws ?? {}) as Partial<EmbeddedMetrics>;
  return CloudWatchMetrics.flatMap(({ Namespace: namespace, Dimensions, Metrics }) =>
    Metrics.filter(({ Name }) => typeof line[Name] === 'number').flatMap(({ Name: name }) =>
      Dimensions.map((names) => ({
        namespace,
        name,
        dimensions: Object.fromEntries(names.map((dimension) => [dimension, String(line[dimension])])),
      })),
    ),
  );
}

/** Everything that the Lambdas tell. */
async function calls(): Promise<Told[]> {
  const world = await openLambdaWorld();
  await aCallThatIsAnswered(world);
  await aMenuForTheModel(world);
  for (const outcome of Outcome.options) {
    const { callId } = await world.aConnectedCall();
    await world.hasDecided(callId, { next: 'finish', outcome, reason: 'as the test wants it' });
    await world.run('Finish', { callId, failure: null });
  }
  await world.run('Pace', { callId: await world.aCall(), attempt: 1 });
  await functions.Reaper(world.services)(
    {},
    createContext('Reaper', 'request', () => 60_000),
  );
  await world.forged('/twilio/sms', { Body: 'help' });
  return [
    ...world.counted.map((each) => ({ by: 'lambda', kind: 'count', ...each }) as Told),
    ...world.logged.map(({ message, ...each }) => ({ by: 'lambda', kind: 'line', name: message, ...each }) as Told),
  ];
}

/** On hold, a human who is taken back, one who is not, a stream that breaks, a store that fails, a ring that is said to be false. */
async function aCallThatIsAnswered(world: LambdaWorld): Promise<void> {
  const { calls, clock } = world.services;
  const hunt = await aHunt(world);
  const { callId } = hunt;
  const happens = (what: Happening) => calls.append(callId, { at: clock.now(), what });
  await happens({ kind: 'hold.began', sound: 'music', levelDb: -20 });
  await happens({ kind: 'hold.ended', heldMs: 65_000 });
  const retracted: Observation = { kind: 'human_retracted', atMs: mediaMs(9_000), evidence: [] };
  await observed(world.services, callId, retracted, 'retracted');
  await hunt.connected();
  const lost = { CallSid: hunt.company, StreamEvent: 'stream-error', StreamName: `${callId}:1:inbound` };
  await happens({ kind: 'stream.attached', epoch: 1, track: 'inbound' });
  world.breaks.calls.fail('get', new StoreUnavailable('DynamoDB: throttled'));
  await world.twilio(`${callId}/streams/1`, lost);
  await world.twilio(`${callId}/streams/1`, lost);
  await happens({ kind: 'stream.attached', epoch: 2, track: 'inbound' });
  await world.api('POST', `/calls/${callId}/false-ring`);
  await world.run('Finish', { callId, failure: null });
  const Records = (await world.log(callId)).map((event) => ({
    eventName: 'INSERT' as const,
    dynamodb: {
      NewImage: marshall({ __edb_e__: 'event', __edb_v__: '1', ...event }, { removeUndefinedValues: true }),
    },
  }));
  const readers = functions.LogReaders(world.services);
  const context = createContext('LogReaders', 'request', () => 60_000);
  await readers({ Records } as never, context);
  world.breaks.calls.fail('get', new StoreUnavailable('DynamoDB: throttled'));
  await readers({ Records } as never, context).catch(() => {});
}

/** A prompt that our own reading is unsure about, to models that answer well, badly, and not at all. */
async function aMenuForTheModel(world: LambdaWorld): Promise<void> {
  const answers = ['{"action":"wait","value":null,"confidence":0.9,"reason":"it fits"}', 'no JSON', null];
  for (const [index, text] of answers.entries()) {
    const { callId } = await world.aConnectedCall({ intent: 'my thingamajig is odd' });
    const model: LanguageModel = {
      ask: async () => {
        if (text === null) throw new ModelUnavailable('no answer', [{ model: 'scripted', error: 'Timeout' }]);
        return { text, model: 'scripted', inputTokens: 900, outputTokens: 40, failed: [] };
      },
    };
    const prompt = 'For hydration fixtures, press one. For verdant grounds, press two.';
    const heard = { kind: 'prompt', atMs: mediaMs(5_000), fromMs: mediaMs(0), text: prompt, confidence: 0.9 } as const;
    const observationId = await observed(world.services, callId, heard, `prompt-${index}`);
    const environment = { ...world.services.environment, OPENAI_USD_PER_MILLION_TOKENS: '0.4/1.6' };
    const decide = functions.Decide({ ...world.services, environment, model });
    await decide(
      { callId, observationId, lost: null },
      createContext('Decide', 'request', () => 60_000),
    );
  }
}

/** A worker that refuses a stream, and counts those that it has. */
async function streams(): Promise<Told[]> {
  const world = await aWorld();
  const told: Told[] = [];
  const count: Meter['count'] = (name, value, _unit, dimensions = {}) =>
    void told.push({ by: 'worker', kind: 'count', name, value, dimensions });
  Object.assign(world.deps, { meter: { count } });
  const { port } = await world.worker();
  const refused = await aStream(world, port, { pass: 'a-pass-that-is-not-ours' });
  await world.until(() => refused.closed !== null);
  await world.clock.advance(60_000);
  const lines = world.logged.map(
    ({ message, ...each }) => ({ by: 'worker', kind: 'line', name: message, ...each }) as Told,
  );
  return [...told, ...lines];
}

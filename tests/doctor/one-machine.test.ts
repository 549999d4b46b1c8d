import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checksOfPlace } from '#doctor/checks/of-place.ts';
import { nodeCheck } from '#doctor/checks/versions.ts';
import { examine, lineOf } from '#doctor/examine.ts';
import { localPlace, readLocalPlace, type Variables } from '#doctor/local-place.ts';
import { createPacedClock } from '#local/clock/paced-clock.ts';
import { startDeepgram } from '#local/deepgram/deepgram.ts';
import { ACCOUNT_SID, OUR_NUMBER } from '#local/outside/world.ts';
import { type PhoneNetworkOptions, startPhoneNetwork } from '#local/phone/network.ts';
import { openSpeech } from '#local/phone/sound/speech.ts';
import { type OneMachine, openOneMachine } from '#local/stack/one-machine.ts';
import { openScriptedServer } from '#tests/support/scripted-server.ts';

const clock = createPacedClock({ speed: 1 });
let dataDir: string;
let machine: OneMachine;
let running: Variables;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hold-slayer-doctor-'));
  machine = await openOneMachine({ clock, dataDir, port: 0, seed: 1, speech: await openSpeech() });
  running = JSON.parse(await readFile(join(dataDir, 'running.json'), 'utf8'));
});
afterAll(async () => {
  await machine?.close();
  clock.stop();
  await rm(dataDir, { recursive: true });
});

async function linesOf(changes: Partial<Variables> = {}, lookMs?: number): Promise<string[]> {
  const lines: string[] = [];
  for await (const finding of examine(checksOfPlace(localPlace({ ...running, ...changes })), lookMs)) {
    lines.push(lineOf(finding));
  }
  return lines;
}

/** Another carrier than that of the machine: its account or its number is different. */
async function withCarrier<T>(
  options: Partial<PhoneNetworkOptions>,
  then: (endpoint: string) => Promise<T>,
): Promise<T> {
  const network = await startPhoneNetwork({
    clock,
    accountSid: ACCOUNT_SID,
    authToken: machine.secrets.twilioAuthToken,
    seed: 'doctor',
    resolveOrigin: () => null,
    parties: () => null,
    numbers: [{ phoneNumber: OUR_NUMBER, smsUrl: `${running.PUBLIC_API_URL}/twilio/sms` }],
    ...options,
  });
  try {
    return await then(network.endpoint);
  } finally {
    await network.close();
  }
}

describe('a stack that is well', () => {
  it('has one line each, all ok, and its file is for its owner alone', async () => {
    const lines = await linesOf();
    expect(lines).toHaveLength(12);
    expect(lines.filter((line) => !line.startsWith('ok    '))).toEqual([]);
    expect((await stat(join(dataDir, 'running.json'))).mode & 0o077).toBe(0);
  });

  it('takes streams from its own machine only', async () => {
    const health = new URL('/health', running.STREAM_URL.replace(/^ws/, 'http'));
    expect((await fetch(health)).status).toBe(200);
    // Another address of this machine, at which a server answers that listens on all of them.
    health.hostname = '127.0.0.2';
    await expect(fetch(health, { signal: AbortSignal.timeout(5_000) })).rejects.toThrow();
  });

  it('is well again when a worker was replaced, at its new address', async () => {
    const before = running.STREAM_URL;
    machine.stack.fleet.kill('SIGKILL');
    const now = async () => JSON.parse(await readFile(join(dataDir, 'running.json'), 'utf8')).STREAM_URL;
    await expect.poll(now, { timeout: 20_000 }).not.toBe(before);
    running = { ...running, STREAM_URL: await now() };
    expect((await linesOf()).filter((line) => !line.startsWith('ok    '))).toEqual([]);
  });

  it('is found by its data folder', async () => {
    expect((await readLocalPlace(dataDir)).twilio.number).toBe(OUR_NUMBER);
    await expect(readLocalPlace(join(dataDir, 'none'))).rejects.toThrow(/no stack runs on .*: start it with npm start/);
  });
});

const NOWHERE = 'http://127.0.0.1:2';

describe('each fault is named, with what to do', () => {
  it.each<[string, Partial<Variables>, readonly RegExp[]]>([
    [
      "an auth token that is not the account's",
      { TWILIO_AUTH_TOKEN: 'f'.repeat(32) },
      [
        /^WRONG twilio account: Twilio does not accept the auth token for AC\w+ -> Copy account SID and auth token/,
        /^- {5}twilio concurrency: not looked at, since the Twilio account cannot be read$/,
        /^- {5}twilio countries: not looked at/,
        /^- {5}twilio number: not looked at/,
        /^- {5}message webhook: not looked at/,
        /^WRONG webhooks: the Lambdas do not accept what this auth token signs -> /,
        /^WRONG streams: the workers do not accept what this auth token signs -> .*--force-new-deployment/,
      ],
    ],
    [
      'another account',
      { TWILIO_ACCOUNT_SID: `AC${'f'.repeat(32)}` },
      [
        /^WRONG twilio account: .*twilioAccountSid/,
        /^- {5}twilio concurrency: /,
        /^- {5}twilio countries: /,
        /^- {5}twilio number: /,
        /^- {5}message webhook: /,
      ],
    ],
    [
      'a number of somebody else',
      { TWILIO_NUMBER: '+15005550001' },
      [
        /^WRONG twilio number: \+15005550001 is not a number of this account -> Buy it/,
        /^WRONG message webhook: there is no number/,
      ],
    ],
    [
      'texts that go to an earlier address',
      { PUBLIC_API_URL: 'https://new.example' },
      [
        /^WRONG message webhook: messages go to https:\/\/api\.hold-slayer\.test\/twilio\/sms -> .* to https:\/\/new\.example\/twilio\/sms \(POST\)\.$/,
        /^WRONG webhooks: the Lambdas do not accept .*PUBLIC_API_URL/,
      ],
    ],
    ['an API that is down', { API_URL: NOWHERE }, [/^WRONG api: .*ECONNREFUSED/, /^WRONG webhooks: .*ECONNREFUSED/]],
    [
      'workers that are down',
      { STREAM_URL: 'ws://127.0.0.1:2/stream' },
      [/^WRONG streams: media\.hold-slayer\.test cannot be reached: ECONNREFUSED/],
    ],
    [
      'a name of the streams without an address',
      { STREAM_URL: 'ws://media.hold-slayer.invalid/stream' },
      [/^WRONG streams: .*(ENOTFOUND|EAI_AGAIN).* -> Make a CNAME from media\.hold-slayer\.test to /],
    ],
    ['a table that is gone', { TABLE_NAME: 'other' }, [/^WRONG table: it is not there .* -> npm run deploy/]],
    ['a bucket that is gone', { BUCKET_NAME: 'other' }, [/^WRONG bucket: it is not there .* -> npm run deploy/]],
    [
      'a machine that is gone',
      { STATE_MACHINE_ARN: 'arn:aws:states:us-east-1:000000000000:stateMachine:other' },
      [/^WRONG state machine: it is not there .* -> npm run deploy/],
    ],
    ['a store that does not answer', { AWS_ENDPOINT_URL_DYNAMODB: NOWHERE }, [/^WRONG table: .*ECONNREFUSED/]],
    [
      'no speech-to-text',
      { DEEPGRAM_URL: 'ws://127.0.0.1:2' },
      [/^WRONG speech-to-text: Deepgram does not open a connection .* -> Make an API key/],
    ],
    [
      'a model that is away',
      { OPENAI_MODEL: 'some-model', OPENAI_API_KEY: 'key', OPENAI_BASE_URL: NOWHERE },
      [/^WRONG model some-model: it gives no usable answer .* -> See languageModel in the settings/],
    ],
  ])('%s', async (_, changes, expected) => {
    const lines = (await linesOf(changes)).filter((line) => !line.startsWith('ok'));
    for (const pattern of expected) expect(lines).toContainEqual(expect.stringMatching(pattern));
    expect(lines).toHaveLength(expected.length);
    expect(lines.join()).not.toContain(changes.TWILIO_AUTH_TOKEN ?? machine.secrets.twilioAuthToken);
  });

  it.each<[string, Partial<PhoneNetworkOptions>, RegExp]>([
    [
      'a trial account',
      { standing: { type: 'Trial', status: 'active', hasBusinessProfile: true } },
      /^WRONG twilio account: .* is a trial account -> .* upgrade it/,
    ],
    [
      'a suspended account',
      { standing: { type: 'Full', status: 'suspended', hasBusinessProfile: true } },
      /^WRONG twilio account: AC\w+ is suspended -> /,
    ],
    [
      'few calls at once',
      { standing: { type: 'Full', status: 'active', hasBusinessProfile: false } },
      /^WRONG twilio concurrency: no approved business profile: .* 2 or 3 legs at once, and a call needs 2, .* -> Register one/,
    ],
    [
      'a country that the account does not call',
      { standing: { type: 'Full', status: 'active', hasBusinessProfile: true, countries: ['US'] } },
      /^WRONG twilio countries: Twilio does not call CA, which newOwners\.countries allows -> Allow them/,
    ],
    [
      'a number that cannot text',
      {
        numbers: [
          {
            phoneNumber: OUR_NUMBER,
            smsUrl: 'https://api.hold-slayer.test/twilio/sms',
            capabilities: { voice: true, sms: false },
          },
        ],
      },
      /^WRONG twilio number: .* cannot text -> Choose one/,
    ],
    [
      'texts that go nowhere',
      { numbers: [{ phoneNumber: OUR_NUMBER }] },
      /^WRONG message webhook: messages go to nowhere -> Set "A message comes in"/,
    ],
    [
      'a carrier out of order',
      { faults: { rest: ({ path }) => (path === '.json' ? { kind: 'answer', status: 503 } : undefined) } },
      /^WRONG twilio account: .*-> See that it can be reached/,
    ],
  ])('%s', async (_, options, expected) => {
    const lines = await withCarrier(options, (endpoint) => linesOf({ TWILIO_API_URL: endpoint }));
    expect(lines).toContainEqual(expect.stringMatching(expected));
  });

  it('a key that Deepgram refuses', async () => {
    const deepgram = await startDeepgram({ clock, apiKey: 'another' });
    expect(await linesOf({ DEEPGRAM_URL: deepgram.endpoint })).toContainEqual(
      expect.stringMatching(/^WRONG speech-to-text: /),
    );
    await deepgram.close();
  });

  it('whoever takes a request and never answers', async () => {
    await using silent = await openScriptedServer('silence');
    const { url } = silent;
    const lines = await linesOf(
      { TWILIO_API_URL: url, API_URL: url, STREAM_URL: url.replace('http', 'ws'), AWS_ENDPOINT_URL_S3: url },
      1_000,
    );
    for (const name of ['twilio account', 'api', 'webhooks', 'streams', 'bucket'])
      expect(lines).toContain(
        `WRONG ${name}: no answer within 1 s -> See that it can be reached from here, then run the doctor again.`,
      );
  });

  it('an old Node', async () => {
    expect(await nodeCheck('20.19.0').look()).toMatchObject({ kind: 'wrong', text: 'this is Node 20.19.0, not 24' });
    expect(await nodeCheck('24.21.0').look()).toMatchObject({ kind: 'ok' });
  });
});

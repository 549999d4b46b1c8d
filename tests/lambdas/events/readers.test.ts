import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Happening } from '#core/contracts/events.ts';
import type { CallId } from '#core/contracts/ids.ts';
import { CarrierUnavailable, MessageRefused, StoreUnavailable } from '#core/errors.ts';
import { mediaMs } from '#core/media/media-clock.ts';
import { transcriptOf } from '#lambdas/events/transcript-of.ts';
import { functions } from '#lambdas/functions.ts';
import { createContext } from '#local/aws/lambda/context.ts';
import { anOwner } from '#tests/support/an-owner.ts';
import { API_KEY, type LambdaWorld, openLambdaWorld } from '#tests/support/lambda-world.ts';

let world: LambdaWorld;
let callId: CallId;
beforeEach(async () => {
  world = await openLambdaWorld();
  callId = await world.aCall();
});

/** What the table's stream hands over for an event of the call. */
function change(eventId: string, what: Happening, at = world.clock.now()): DynamoDBStreamEvent['Records'][number] {
  const item = { __edb_e__: 'event', __edb_v__: '1', callId, eventId, at, what };
  const image = marshall(item, { removeUndefinedValues: true });
  return { eventName: 'INSERT', dynamodb: { NewImage: image } } as DynamoDBStreamEvent['Records'][number];
}

const context = createContext('LogReaders', 'request', () => 60_000);
const read = async (...Records: DynamoDBStreamEvent['Records']) =>
  functions.LogReaders(world.services)({ Records }, context);

const keeper: Happening = { kind: 'keeper.spoke', text: 'One moment please.' };
const finished = (outcome: 'connected' | 'user_canceled' | 'company_busy' | 'failed'): Happening => ({
  kind: 'call.finished',
  outcome,
  reason: '',
  cost: { totalUsd: 0, items: [] },
});

describe('texts to the person', () => {
  test('a human is on the line', async () => {
    await read(change('keeper-1', keeper));
    expect(world.sms).toEqual([
      { to: '+12125550123', text: 'A person is on the line at northwind bank. Pick up your phone now and press 1.' },
    ]);
    expect(await world.happened(callId, 'person.notified')).toEqual([
      { kind: 'person.notified', about: 'keeper.spoke' },
    ]);
  });

  test('each once, however often the log is read', async () => {
    const records = [change('keeper-1', keeper), change('finished', finished('company_busy'))];
    await read(...records);
    await read(...records, ...records);
    expect(world.sms.map(({ text }) => text.slice(0, 20))).toHaveLength(2);
    expect(await world.happened(callId, 'person.notified')).toHaveLength(2);
  });

  test('it is nearly their turn: once a call, and only on hold', async () => {
    const place = (leftSeconds: number | null): Happening => ({
      kind: 'queue.position',
      position: 2,
      waitSeconds: null,
      leftSeconds,
    });
    await read(change('queue-0', place(60)));
    await world.services.calls.patch(callId, { state: 'holding' });
    await read(change('queue-1', place(null)), change('queue-2', place(600)));
    expect(world.sms).toEqual([]);
    await read(change('queue-3', place(110)), change('queue-4', place(60)));
    expect(world.sms.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^northwind bank: it is nearly your turn/),
    ]);
  });

  test('a second human is news again', async () => {
    await read(change('keeper-1', keeper), change('keeper-2', keeper));
    expect(world.sms).toHaveLength(2);
  });

  test.each([
    ['company_busy', /line is busy/],
    ['failed', /failed on our side/],
  ] as const)('it ended without a human: %s', async (outcome, text) => {
    await read(change('finished', finished(outcome)));
    expect(world.sms.map((sms) => sms.text)).toEqual([expect.stringMatching(text)]);
  });

  test.each<[string, Happening]>([
    ['connected', finished('connected')],
    ['canceled by the person', finished('user_canceled')],
    ['on hold', { kind: 'hold.began' }],
    [
      'a voice was judged',
      {
        kind: 'voice.judged',
        speaker: 'recording',
        certainty: 'confirmed',
        sinceMs: mediaMs(0),
        logOdds: -3,
        evidence: [],
      },
    ],
    ['ringing a device', { kind: 'call.dialling', attempt: 1 }],
  ])('not that it is %s', async (_, what) => {
    await read(change('e', what));
    expect(world.sms).toEqual([]);
  });

  test.each([
    ['has opted out', new MessageRefused('opted out', 21610)],
    ['cannot be reached now', new CarrierUnavailable('no answer')],
  ])('the person %s: the readers go on', async (_, error) => {
    world.breaks.notifier.fail('sms', error);
    await read(change('keeper-1', keeper), change('finished', finished('company_busy')));
    expect(world.sms).toHaveLength(1);
    expect(await world.happened(callId, 'person.notified')).toHaveLength(1);
  });

  test('a run that died before the text was sent: the next one sends it, and no third does', async () => {
    world.breaks.notifier.fail('sms', new StoreUnavailable('the process ends here'), { times: 2 });
    for (let died = 0; died < 2; died += 1) {
      await expect(read(change('finished', finished('company_busy')))).rejects.toThrow();
    }
    for (let again = 0; again < 3; again += 1) await read(change('finished', finished('company_busy')));
    expect(world.sms).toHaveLength(1);
    expect(await world.happened(callId, 'person.notified')).toHaveLength(1);
  });

  test('a run that died after the text was sent: the next one notes it, and sends none', async () => {
    world.breaks.calls.fail('append', new StoreUnavailable('the process ends here'), { times: 2 });
    for (let died = 0; died < 2; died += 1) {
      await expect(read(change('finished', finished('company_busy')))).rejects.toThrow();
    }
    for (let again = 0; again < 3; again += 1) await read(change('finished', finished('company_busy')));
    expect(world.sms).toHaveLength(1);
    expect(await world.happened(callId, 'person.notified')).toHaveLength(1);
  });

  test('that it takes a while until it is dialled, who asked by text and waits for more than some seconds', async () => {
    const inLine = (waitMs: number) => ({ kind: 'call.in_line', attempt: 1, place: waitMs / 1000, waitMs }) as const;
    await read(change('in-line-1', inLine(12_000)));
    expect(world.sms).toEqual([]);
    callId = await world.aCall({ via: 'sms' });
    await read(change('in-line-0', inLine(4_000)), change('in-line-1', inLine(12_000)));
    expect(world.sms.map(({ text }) => text)).toEqual([
      expect.stringMatching(/place 12 in line, dialled in about 12 s/),
    ]);
  });

  test('nobody without a mobile', async () => {
    world = await openLambdaWorld(anOwner({ smsNumber: null }));
    callId = await world.aCall();
    await read(change('keeper-1', keeper));
    expect(world.sms).toEqual([]);
  });
});

describe('live views', () => {
  const live = (routeKey: string, more: object = {}) =>
    functions.Live(world.services)(
      { requestContext: { connectionId: 'c1', routeKey }, ...more } as never,
      createContext('Live', 'request', () => 60_000),
    );

  test.each([
    ['in the query', { queryStringParameters: { key: API_KEY } }],
    ['as a header', { headers: { authorization: `Bearer ${API_KEY}` } }],
    ['as a header in capitals', { headers: { Authorization: `Bearer ${API_KEY}` } }],
  ])("connect with a key %s and see the owner's calls", async (_, more) => {
    expect(await live('$connect', more)).toEqual({ statusCode: 200 });
    await read(change('e', { kind: 'call.dialling', attempt: 1 }));
    expect(world.pushed).toEqual([
      { connectionId: 'c1', message: expect.objectContaining({ callId, kind: 'call.dialling', text: 'dialling' }) },
    ]);
  });

  test.each([
    ['without a key', {}],
    ['with a wrong one', { queryStringParameters: { key: 'hs_wrong' } }],
  ])('%s: refused', async (_, more) => {
    expect(await live('$connect', more)).toEqual({ statusCode: 401 });
    await read(change('e', { kind: 'call.dialling', attempt: 1 }));
    expect(world.pushed).toEqual([]);
  });

  test('that have left get nothing, whether they said so or not', async () => {
    await live('$connect', { queryStringParameters: { key: API_KEY } });
    await live('$disconnect');
    await world.services.owners.addConnection('c2', world.owner.ownerId, world.clock.now() + 60_000);
    world.goneConnections.add('c2');
    await read(change('e', { kind: 'call.dialling', attempt: 1 }));
    expect(world.pushed).toEqual([]);
    expect(await world.services.owners.connections(world.owner.ownerId)).toEqual([]);
  });
});

describe('views that cannot be reached', () => {
  const sound = (levelDb: number): Happening => ({ kind: 'sound.changed', sound: 'music', levelDb, tone: null });
  const tried: string[] = [];
  beforeEach(async () => {
    tried.length = 0;
    for (const name of ['deaf', 'well'])
      await world.services.owners.addConnection(name, world.owner.ownerId, world.clock.now() + 60_000);
  });
  const readWith = (push: LambdaWorld['services']['live']['push'], ...Records: DynamoDBStreamEvent['Records']) =>
    functions.LogReaders({ ...world.services, live: { push } })({ Records }, context);

  test('are tried once in a batch: each try takes seconds, and all behind it would wait', async () => {
    const push = async (connectionId: string) => {
      tried.push(connectionId);
      if (connectionId === 'deaf') throw new StoreUnavailable('no answer');
      return 'sent' as const;
    };
    await readWith(push, ...[-20, -21, -22].map((levelDb) => change(`e${levelDb}`, sound(levelDb))));
    expect(tried.filter((name) => name === 'deaf')).toHaveLength(1);
    expect(tried.filter((name) => name === 'well')).toHaveLength(3);
  });

  test('hold up neither the other views nor the text to the person', async () => {
    const { promise: noAnswer, resolve } = Promise.withResolvers<'sent'>();
    const push = (connectionId: string) => {
      tried.push(`${connectionId} after ${world.sms.length} texts`);
      return connectionId === 'deaf' ? noAnswer : Promise.resolve('sent' as const);
    };
    const reading = readWith(push, change('keeper-1', keeper));
    await expect.poll(() => tried).toEqual(['deaf after 1 texts', 'well after 1 texts']);
    resolve('sent');
    await reading;
  });
});

describe('the log as it comes from the table', () => {
  test('an event of no known form does not stop those behind it', async () => {
    const broken = change('x', { kind: 'nonsense' } as never);
    await read(broken, change('keeper-1', keeper));
    expect(world.sms).toHaveLength(1);
    expect(world.logged).toContainEqual(expect.objectContaining({ level: 'error' }));
  });

  test('changes of other items, and removals, are none of its business', async () => {
    const other = { eventName: 'MODIFY', dynamodb: { NewImage: { __edb_e__: { S: 'call' } } } } as const;
    const removal = { eventName: 'REMOVE', dynamodb: {} } as const;
    await read(other, removal);
    expect(world.logged).toEqual([]);
  });

  test('a ring that was false is counted, without the number', async () => {
    await read(change('false-1', { kind: 'ring.was_false', round: 1, via: 'api' }));
    expect(world.counted).toContainEqual(expect.objectContaining({ name: 'FalseRingReported', value: 1 }));
    expect(JSON.stringify(world.logged)).not.toMatch(/\+\d{5}/);
  });

  test('the store is down: the batch comes again, and nobody is told twice', async () => {
    world.breaks.calls.fail('append', new StoreUnavailable('down'));
    const records = [change('keeper-1', keeper)];
    await expect(read(...records)).rejects.toThrow('down');
    await read(...records);
    expect(world.sms).toHaveLength(1);
  });
});

test('a transcript is in the order of what was heard, whoever wrote it down first', () => {
  const said = (eventId: string, at: number, fromMs: number, what: Happening) =>
    ({ eventId, callId, at, mediaMs: mediaMs(fromMs), what }) as never;
  const words = (track: 'inbound' | 'outbound', fromMs: number, text: string): Happening => ({
    kind: 'words.heard',
    track,
    fromMs: mediaMs(fromMs),
    text,
  });
  const log = [
    said('a', 1, 9_000, words('outbound', 9_000, 'Hello.')),
    said('b', 2, 4_000, words('inbound', 4_000, 'Billing, how can I help?')),
    said('c', 3, 6_000, keeper),
  ];
  expect(transcriptOf(log).map(({ speaker }) => speaker)).toEqual(['company', 'hold_slayer', 'user']);
});

import { afterEach, describe, expect, it } from 'vitest';
import { failingStreams } from '#local/phone/faults.ts';
import { API, MEDIA } from './support/product.ts';
import { type PartyScript, type ScriptedParty, scriptedParty } from './support/scripted-party.ts';
import { ACCOUNT_SID, COMPANY, PERSON, startWorld, US, type World, type WorldOptions } from './support/world.ts';

let world: World;
let company: ScriptedParty;
afterEach(() => world.close());

const LONG = '<Pause length="600"/>';
const response = (...verbs: string[]) => `<Response>${verbs.join('')}</Response>`;
const stream = (attributes = '', inside = '') =>
  `<Stream url="${MEDIA}/ear" name="ear" statusCallback="${API}/stream" ${attributes}>${inside}</Stream>`;
const one = (attributes?: string, inside?: string) => `<Start>${stream(attributes, inside)}</Start>`;

async function called(twiml: string, script: PartyScript = { hum: 0x20 }, options: WorldOptions = {}): Promise<string> {
  company = scriptedParty(script);
  world = await startWorld({ people: { [COMPANY]: company, [PERSON]: scriptedParty({ hum: 0x30 }) }, ...options });
  const call = await world.client.calls.create({ to: COMPANY, from: US, twiml });
  await world.pass(2500);
  return call.sid;
}
const messages = (index = 0) => world.product.streams[index]?.messages ?? [];
const media = (index = 0) => messages(index).flatMap((message) => message.media ?? []);
const bytes = (payload: string) => new Set(Buffer.from(payload, 'base64'));
const events = () => world.product.hooksTo('/stream').map(({ params }) => params.StreamEvent);
/** Everything that the network sent has arrived. */
const arrived = (index = 0) =>
  world.until(() => {
    const entry = world.network.record.streams[index];
    const got = messages(index);
    return (got.at(-1)?.event === 'stop' || entry?.endedAtMs === null) && got.length > 0;
  }, 'the messages of the stream arrived');

describe('a one-way stream', () => {
  it('shakes hands as Twilio does, and says the exact messages in order', async () => {
    const sid = await called(response(one('', '<Parameter name="token" value="secret"/>'), '<Pause length="2"/>'));
    await world.pass(3000);
    await world.until(() => messages().at(-1)?.event === 'stop', 'the stop message arrived');
    const [opened] = world.product.streams;
    expect(opened).toMatchObject({ url: '/ear', signed: true });
    expect(opened?.headers['sec-websocket-protocol']).toBeUndefined();
    const streamSid = world.network.record.streams[0]?.sid ?? '';
    expect(messages()[0]).toEqual({ event: 'connected', protocol: 'Call', version: '1.0.0' });
    expect(messages()[1]).toEqual({
      event: 'start',
      sequenceNumber: '1',
      streamSid,
      start: {
        accountSid: ACCOUNT_SID,
        streamSid,
        callSid: sid,
        tracks: ['inbound'],
        mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
        customParameters: { token: 'secret' },
      },
    });
    expect(messages()[2]).toMatchObject({
      event: 'media',
      sequenceNumber: '2',
      streamSid,
      media: { track: 'inbound', chunk: '1', timestamp: '0' },
    });
    expect(messages().at(-1)).toMatchObject({ event: 'stop', stop: { accountSid: ACCOUNT_SID, callSid: sid } });
    const numbers = messages()
      .slice(1)
      .map(({ sequenceNumber }) => Number(sequenceNumber));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(media().map(({ timestamp }) => Number(timestamp))).toEqual(media().map((_, index) => index * 20));
    expect(media().every(({ payload }) => bytes(payload).size === 1 && bytes(payload).has(0x20))).toBe(true);
    expect(events()).toEqual(['stream-started', 'stream-stopped']);
    expect(world.product.hooksTo('/stream')[0]?.params).toMatchObject({
      CallSid: sid,
      StreamSid: streamSid,
      StreamName: 'ear',
    });
  });

  it('goes on through an update of the document, through Play, and through a conference', async () => {
    const sid = await called(response(one('track="both_tracks"'), LONG));
    const update = (twiml: string) => world.client.calls(sid).update({ twiml });
    await update(response('<Play digits="5"/>', LONG));
    await world.pass(1000);
    const room = response('<Dial><Conference beep="false" waitUrl="">room</Conference></Dial>');
    await update(room);
    await world.client.calls.create({ to: PERSON, from: US, twiml: room });
    await world.pass(4000);
    await world.client.calls(sid).update({ status: 'completed' });
    await world.until(() => messages().at(-1)?.event === 'stop', 'the stop message arrived');
    expect(world.product.streams).toHaveLength(1);
    const outbound = media().filter(({ track }) => track === 'outbound');
    expect(
      outbound.some(({ payload }) => bytes(payload).size > 3),
      'the tone',
    ).toBe(true);
    expect(bytes(outbound.at(-1)?.payload ?? ''), 'the other party').toEqual(new Set([0x30]));
    const inbound = media().filter(({ track }) => track === 'inbound');
    expect(inbound.map(({ timestamp }) => Number(timestamp))).toEqual(inbound.map((_, index) => index * 20));
  });

  it('comes in bursts, with gaps of up to a quarter of a second, and loses nothing', async () => {
    const sid = await called(response(one(), LONG));
    let longestGapMs = 0;
    let gapMs = 0;
    let before = media().length;
    for (let passed = 0; passed < 60_000; passed += 20) {
      await world.pass(20);
      gapMs = media().length > before ? 0 : gapMs + 20;
      longestGapMs = Math.max(longestGapMs, gapMs);
      before = media().length;
    }
    await world.client.calls(sid).update({ status: 'completed' });
    await world.until(() => messages().at(-1)?.event === 'stop', 'the stop message arrived');
    expect(longestGapMs).toBeGreaterThanOrEqual(100);
    expect(longestGapMs).toBeLessThan(400);
    expect(media()).toHaveLength(world.network.record.streams[0]?.framesSent ?? -1);
  });

  it('is started and stopped by REST, without touching the document', async () => {
    const sid = await called(response(LONG));
    const streams = world.client.calls(sid).streams;
    const started = await streams.create({
      url: `${MEDIA}/second`,
      name: 'second',
      track: 'outbound_track',
      statusCallback: `${API}/stream`,
      'parameter1.name': 'epoch',
      'parameter1.value': '2',
    });
    expect(started).toMatchObject({ status: 'in-progress', name: 'second', callSid: sid });
    await world.pass(500);
    await arrived();
    expect(messages()[1]?.start).toMatchObject({ tracks: ['outbound'], customParameters: { epoch: '2' } });
    expect((await streams('second').update({ status: 'stopped' })).status).toBe('stopped');
    await world.until(() => messages().at(-1)?.event === 'stop', 'the stop message arrived');
    await expect(streams('second').update({ status: 'stopped' })).rejects.toMatchObject({ code: 20404 });
    expect((await world.client.calls(sid).fetch()).status).toBe('in-progress');
  });

  it('is stopped by <Stop>', async () => {
    await called(response(one(), '<Pause length="1"/>', '<Stop><Stream name="ear"/></Stop>', LONG));
    await world.pass(1000);
    expect(events()).toEqual(['stream-started', 'stream-stopped']);
  });
});

describe('a stream that goes wrong leaves the call alone', () => {
  const cases: readonly [string, () => void, string, string | undefined][] = [
    ['dies without a word', () => world.network.cutStreams(), 'stream-error', '31903'],
    ['loses its server', () => world.product.streams[0]?.socket.terminate(), 'stream-error', '31903'],
    ['is closed with an error', () => world.product.streams[0]?.socket.close(1011), 'stream-error', '31921'],
    ['is closed in good order', () => world.product.streams[0]?.socket.close(1000), 'stream-stopped', undefined],
  ];
  it.each(cases)('when it %s', async (_, harm, event, code) => {
    const sid = await called(response(one(), LONG));
    harm();
    await world.until(() => world.network.record.streams[0]?.endedAtMs !== null, 'the network saw it');
    await world.pass(500);
    expect(events()).toEqual(['stream-started', event]);
    expect(world.product.hooksTo('/stream').at(-1)?.params.StreamError?.slice(0, 5)).toBe(code);
    expect((await world.client.calls(sid).fetch()).status).toBe('in-progress');
  });

  it('when the handshake is refused', async () => {
    company = scriptedParty();
    world = await startWorld({ people: { [COMPANY]: company } });
    world.product.refuseStreams = true;
    const call = await world.client.calls.create({ to: COMPANY, from: US, twiml: response(one(), LONG) });
    await world.pass(3000);
    expect(events()).toEqual(['stream-error']);
    expect(world.product.hooksTo('/stream')[0]?.params.StreamError).toContain('31920');
    expect((await world.client.calls(call.sid).fetch()).status).toBe('in-progress');
  });

  it('when nobody is at its address', async () => {
    await called(response(`<Start>${stream().replace(MEDIA, 'wss://nobody.example')}</Start>`, LONG));
    expect(world.product.hooksTo('/stream')[0]?.params.StreamError).toContain('31901');
  });

  it('when the first two tries are made to fail', async () => {
    const sid = await called(response(one(), LONG), {}, { faults: { stream: failingStreams(2) } });
    for (let attempt = 0; attempt < 2; attempt++) {
      await world.client.calls(sid).streams.create({ url: `${MEDIA}/ear`, statusCallback: `${API}/stream` });
      await world.pass(200);
    }
    expect(events()).toEqual(['stream-error', 'stream-error', 'stream-started']);
  });
});

describe('a two-way stream', () => {
  const connect = response(`<Connect>${stream()}</Connect>`, '<Play digits="7"/>');
  const tell = (message: Record<string, unknown>) => {
    const streamSid = world.network.record.streams[0]?.sid;
    world.product.streams[0]?.socket.send(JSON.stringify({ streamSid, ...message }));
  };

  it('plays what it is sent, echoes marks when they are reached, and reports keys', async () => {
    await called(connect, { hum: 0x20, presses: { 2600: '5' } });
    const payload = Buffer.alloc(400, 0x40).toString('base64');
    tell({ event: 'media', media: { payload } });
    tell({ event: 'mark', mark: { name: 'played' } });
    await world.passBlindly(100);
    await world.until(() => company.heard.length > 0, 'the company heard');
    await world.pass(2500);
    await world.until(() => messages().some(({ event }) => event === 'mark'), 'the mark came back');
    await world.until(() => messages().some(({ event }) => event === 'dtmf'), 'the key was told');
    const heard = company.heard.filter(({ audio }) => audio?.includes(0x40));
    expect(heard).toHaveLength(3);
    expect(heard.at(-1)?.audio?.filter((byte) => byte === 0x40)).toHaveLength(80);
    expect(messages().find(({ event }) => event === 'mark')?.mark).toEqual({ name: 'played' });
  });

  it('forgets what is queued on clear, and gives its marks back', async () => {
    await called(connect);
    tell({ event: 'media', media: { payload: Buffer.alloc(80_000, 0x40).toString('base64') } });
    tell({ event: 'mark', mark: { name: 'never reached' } });
    tell({ event: 'clear' });
    await world.pass(1000);
    await world.until(() => messages().some(({ event }) => event === 'mark'), 'the mark came back');
    expect(company.heard.filter(({ audio }) => audio?.includes(0x40)).length).toBeLessThan(50);
  });

  it('dies with an update of the call, and lets the document go on when its far end closes it', async () => {
    const sid = await called(connect);
    world.product.streams[0]?.socket.close(1000);
    await world.until(() => world.network.record.streams[0]?.endedAtMs !== null, 'the network saw it');
    await world.pass(100);
    await world.client.calls(sid).update({ twiml: connect });
    await world.pass(500);
    await world.client.calls(sid).update({ twiml: response(LONG) });
    await world.pass(100);
    expect(world.network.record.streams[1]?.endedBy).toBe('document replaced');
  });

  it('that is one-way takes no orders', async () => {
    await called(response(one(), LONG));
    tell({ event: 'clear' });
    await world.until(() => world.network.record.alerts.length > 0, 'the alert was raised');
    expect(world.network.record.alerts[0]?.code).toBe(31951);
  });
});

describe('a receiver that is behind', () => {
  it('holds the clock until it has caught up', async () => {
    let held = 0;
    const hold = () => {
      held += 1;
      return () => {
        held -= 1;
      };
    };
    await called(response(one(), LONG), { hum: 0x20 }, { onWork: hold });
    await world.until(() => world.product.streams.length > 0, 'the stream came');
    world.product.streams[0]?.socket.pause();
    await world.passBlindly(5000);
    expect(held).toBe(1);
    world.product.streams[0]?.socket.resume();
    await world.until(() => held === 0, 'the clock was let go');
  });
});

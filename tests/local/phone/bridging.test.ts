import { afterEach, describe, expect, it } from 'vitest';
import { API } from './support/product.ts';
import { type PartyScript, type ScriptedParty, scriptedParty } from './support/scripted-party.ts';
import { COMPANY, PERSON, startWorld, US, type World } from './support/world.ts';

let world: World;
afterEach(() => world.close());

const LONG = '<Pause length="600"/>';
const response = (...verbs: string[]) => `<Response>${verbs.join('')}</Response>`;
const room = (attributes = '', dial = '') =>
  response(`<Dial ${dial}><Conference beep="false" waitUrl="" ${attributes}>room-1</Conference></Dial>`, LONG);
const hums = (party: ScriptedParty, sinceMs: number) =>
  new Set(party.heard.filter(({ atMs }) => atMs >= sinceMs).map(({ audio }) => audio?.[0] ?? null));

async function people(scripts: Readonly<Record<string, PartyScript>>): Promise<Record<string, ScriptedParty>> {
  const parties = Object.fromEntries(
    Object.entries(scripts).map(([number, script]) => [number, scriptedParty(script)]),
  );
  world = await startWorld({ people: parties });
  return parties;
}
const call = async (to: string, twiml: string) => (await world.client.calls.create({ to, from: US, twiml })).sid;

describe('a conference', () => {
  it('lets each hear the others, byte for byte when one speaks, and tells what was said', async () => {
    const { [COMPANY]: company, [PERSON]: person } = await people({
      [COMPANY]: { hum: 0x20, says: { 4000: 'how can I help' } },
      [PERSON]: { hum: 0x30 },
    });
    await call(COMPANY, room());
    await call(PERSON, room());
    await world.pass(8000);
    expect(company && hums(company, 3000)).toEqual(new Set([0x30]));
    expect(person && hums(person, 3000)).toEqual(new Set([0x20]));
    expect(person?.sentencesHeard()).toEqual(['how can I help']);
    expect(company?.heard.at(-1)?.bridged).toBe(true);
  });

  it('begins with whoever may begin it, and until then plays music to those who wait', async () => {
    const { [PERSON]: person } = await people({ [COMPANY]: { hum: 0x20 }, [PERSON]: {} });
    await call(PERSON, response('<Dial><Conference startConferenceOnEnter="false">room-1</Conference></Dial>'));
    await world.pass(4000);
    expect(person?.heard.at(-1)).toMatchObject({ bridged: false });
    expect(person && hums(person, 0).size).toBeGreaterThan(10);
    const [before] = await world.client.conferences.list({ friendlyName: 'room-1' });
    expect(before?.status).toBe('init');
    await call(COMPANY, room());
    await world.pass(4000);
    expect(person && hums(person, person.heard.at(-1)?.atMs ?? 0)).toEqual(new Set([0x20]));
  });

  it('ends for all when one leaves who may end it, and the action decides what comes next', async () => {
    const { [COMPANY]: company } = await people({ [COMPANY]: {}, [PERSON]: { hangsUpAtMs: 3000 } });
    world.product.answers.set('/after', response('<Play digits="8"/>'));
    await call(COMPANY, room('', `action="${API}/after"`));
    await call(PERSON, room('endConferenceOnExit="true"'));
    await world.pass(8000);
    expect(company?.digitsHeard()).toBe('8');
    expect(world.product.hooksTo('/after')[0]?.params).toMatchObject({ DialCallStatus: 'answered' });
    const [conference] = await world.client.conferences.list({ status: 'completed' });
    expect(conference?.reasonConferenceEnded).toBe('participant-with-end-conference-on-exit-left');
  });

  it('is left by the star when hangupOnStar says so', async () => {
    const { [PERSON]: person } = await people({ [COMPANY]: {}, [PERSON]: { presses: { 2000: '*' } } });
    await call(COMPANY, room());
    await call(PERSON, response('<Dial hangupOnStar="true"><Conference>room-1</Conference></Dial><Play digits="4"/>'));
    await world.pass(6000);
    expect(person?.digitsHeard()).toBe('4');
    const presence = world.network.record.bridges[0]?.presences.find(({ toMs }) => toMs !== null);
    expect(presence?.callSid).toBe(world.network.record.calls[1]?.sid);
  });

  it('is left by a REST update, and the action is told all the same', async () => {
    const { [COMPANY]: company } = await people({ [COMPANY]: {}, [PERSON]: {} });
    const sid = await call(COMPANY, room('', `action="${API}/after"`));
    await call(PERSON, room());
    await world.pass(4000);
    await world.client.calls(sid).update({ twiml: response('<Play digits="3"/>', LONG) });
    await world.pass(2000);
    expect(company?.digitsHeard()).toBe('3');
    expect(world.product.hooksTo('/after').map(({ params }) => params.DialCallStatus)).toEqual(['completed']);
  });

  it('tells who came and went, in order', async () => {
    await people({ [COMPANY]: {}, [PERSON]: { hangsUpAtMs: 2000 } });
    const told = `statusCallback="${API}/room" statusCallbackEvent="start end join leave"`;
    await call(COMPANY, room(`${told} participantLabel="company"`));
    await world.pass(3000);
    await call(PERSON, room('endConferenceOnExit="true"'));
    await world.pass(6000);
    const hooks = world.product.hooksTo('/room').map(({ params }) => params);
    expect(hooks.map(({ StatusCallbackEvent }) => StatusCallbackEvent)).toEqual([
      'participant-join',
      'conference-start',
      'participant-join',
      'participant-leave',
      'conference-end',
      'participant-leave',
    ]);
    expect(hooks[0]).toMatchObject({ FriendlyName: 'room-1', ParticipantLabel: 'company', SequenceNumber: '1' });
  });

  it('obeys REST: mute, hold, taking out, announcing, ending', async () => {
    const { [COMPANY]: company, [PERSON]: person } = await people({
      [COMPANY]: { hum: 0x20 },
      [PERSON]: { hum: 0x30 },
    });
    const sid = await call(COMPANY, room('participantLabel="company"'));
    const personSid = await call(PERSON, room());
    await world.pass(4000);
    const [conference] = await world.client.conferences.list({ status: 'in-progress' });
    const resource = world.client.conferences(conference?.sid ?? '');
    expect((await resource.participants.list()).map(({ callSid }) => callSid)).toEqual([sid, personSid]);
    const now = () => person?.heard.at(-1);

    expect((await resource.participants('company').update({ muted: true })).muted).toBe(true);
    await world.pass(40);
    expect(now()?.audio).toBeNull();

    await resource.participants('company').update({ muted: false });
    world.product.answers.set('/announce', response('<Say>Hello</Say>'));
    await resource.participants(personSid).update({ announceUrl: `${API}/announce` });
    await world.pass(1500);
    expect(person?.sentencesHeard()).toEqual(['Hello']);
    expect(company?.sentencesHeard()).toEqual([]);

    await resource.participants(personSid).remove();
    await world.pass(40);
    expect(now()?.bridged).toBe(false);
    await expect(resource.participants(personSid).fetch()).rejects.toMatchObject({ code: 20404 });
    expect((await resource.update({ status: 'completed' })).status).toBe('completed');
    expect((await world.client.calls(sid).fetch()).status).toBe('in-progress');
  });
});

describe('Dial to a party', () => {
  it.each([
    ['Number', PERSON, `<Number>${PERSON}</Number>`],
    ['Client', 'client:sam', '<Client>sam</Client>'],
    ['Sip', 'sip:sam@desk.example', '<Sip>sip:sam@desk.example</Sip>'],
  ])('connects a %s', async (_, address, noun) => {
    const parties = await people({ [COMPANY]: { hum: 0x20 }, [address]: { hum: 0x30, hangsUpAtMs: 2000 } });
    world.product.answers.set('/after', response('<Play digits="1"/>'));
    await call(COMPANY, response(`<Dial action="${API}/after">${noun}</Dial>`));
    await world.pass(8000);
    expect(parties[address] && hums(parties[address], 40)).toEqual(new Set([0x20]));
    expect(parties[COMPANY]?.heard.some(({ audio, bridged }) => bridged && audio?.[0] === 0x30)).toBe(true);
    expect(world.product.hooksTo('/after')[0]?.params).toMatchObject({
      DialCallStatus: 'completed',
      DialCallDuration: '2',
    });
    expect(parties[COMPANY]?.digitsHeard()).toBe('1');
    expect(world.network.record.calls[1]).toMatchObject({ direction: 'outbound-dial', endedBy: 'party hung up' });
  });

  it.each([
    [{ kind: 'busy' }, 'busy'],
    [{ kind: 'no-answer' }, 'no-answer'],
    [{ kind: 'failed', sipResponseCode: 500 }, 'failed'],
  ] as const)('tells the action how it was not answered: %o', async (ring, status) => {
    await people({ [COMPANY]: {}, [PERSON]: { ring } });
    await call(COMPANY, response(`<Dial timeout="5" action="${API}/after">${PERSON}</Dial>`));
    await world.pass(10_000);
    expect(world.product.hooksTo('/after').map(({ params }) => params.DialCallStatus)).toEqual([status]);
  });

  it('connects the first of several to answer, and hangs the others up', async () => {
    const parties = await people({
      [COMPANY]: {},
      [PERSON]: { ring: { kind: 'answer', afterMs: 3000 } },
      'client:sam': { ring: { kind: 'answer', afterMs: 500 } },
    });
    await call(COMPANY, response(`<Dial><Number>${PERSON}</Number><Client>sam</Client></Dial>`));
    await world.pass(6000);
    expect(parties['client:sam']?.heard.at(-1)?.bridged).toBe(true);
    expect(world.network.record.calls.map(({ statuses }) => statuses.at(-1)?.status)).toEqual([
      'in-progress',
      'canceled',
      'in-progress',
    ]);
  });

  it('is ended by the star, and by its time limit', async () => {
    await people({ [COMPANY]: { presses: { 4000: '*' } }, [PERSON]: {} });
    await call(COMPANY, response(`<Dial hangupOnStar="true">${PERSON}</Dial><Dial timeLimit="2">${PERSON}</Dial>`));
    await world.pass(12_000);
    const legs = world.network.record.calls.slice(1);
    expect(legs.map(({ endedBy }) => endedBy)).toEqual(['dial ended', 'dial ended']);
    const bridges = world.network.record.bridges.map(
      ({ presences: [first] }) => (first?.toMs ?? 0) - (first?.fromMs ?? 0),
    );
    expect(bridges[1]).toBe(2000);
  });

  it('lets the one who answers hear a document of its own first', async () => {
    const { [PERSON]: person } = await people({ [COMPANY]: {}, [PERSON]: {} });
    world.product.answers.set('/whisper', response('<Say>A call for you.</Say>'));
    await call(
      COMPANY,
      response(`<Dial callerId="+14155550199"><Number url="${API}/whisper">${PERSON}</Number></Dial>`),
    );
    await world.pass(6000);
    expect(person?.sentencesHeard()).toEqual(['A call for you.']);
    expect(person?.heard.at(-1)?.bridged).toBe(true);
    expect(world.network.record.calls[1]?.from).toBe('+14155550199');
  });

  it('tells its statuses, and fails with a number that may not be dialled', async () => {
    await people({ [COMPANY]: {}, [PERSON]: { hangsUpAtMs: 1000 } });
    world.network.faults.refusedNumber = (to) => (to.startsWith('+37') ? 13227 : undefined);
    const told = `statusCallback="${API}/leg" statusCallbackEvent="initiated ringing answered completed"`;
    await call(
      COMPANY,
      response(`<Dial><Number ${told}>${PERSON}</Number></Dial><Dial action="${API}/after">+37052345678</Dial>`),
    );
    await world.pass(8000);
    const hooks = world.product.hooksTo('/leg').map(({ params }) => params);
    expect(hooks.map(({ CallStatus }) => CallStatus)).toEqual(['initiated', 'ringing', 'in-progress', 'completed']);
    expect(hooks[0]?.ParentCallSid).toBe(world.network.record.calls[0]?.sid);
    expect(world.product.hooksTo('/after').map(({ params }) => params.DialCallStatus)).toEqual(['failed']);
    expect(world.network.record.alerts.map(({ code }) => code)).toEqual([13227]);
  });

  it('lets a dialled leg live on when REST gives it another document', async () => {
    const { [PERSON]: person } = await people({ [COMPANY]: {}, [PERSON]: {} });
    await call(COMPANY, response(`<Dial action="${API}/after">${PERSON}</Dial>`));
    await world.pass(5000);
    const [, child] = world.network.record.calls;
    await world.client.calls(child?.sid ?? '').update({ twiml: response('<Play digits="2"/>', LONG) });
    await world.pass(2000);
    expect(person?.digitsHeard()).toBe('2');
    expect(person?.isEnded).toBe(false);
    expect(world.product.hooksTo('/after')).toHaveLength(1);
  });
});

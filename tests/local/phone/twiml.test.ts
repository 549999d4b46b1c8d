import { afterEach, describe, expect, it } from 'vitest';
import { API } from './support/product.ts';
import { type PartyScript, type ScriptedParty, scriptedParty } from './support/scripted-party.ts';
import { COMPANY, startWorld, US, type World, type WorldOptions } from './support/world.ts';

let world: World;
let company: ScriptedParty;
afterEach(() => world.close());

/** Calls the company with a document and lets it be answered; returns the SID. */
async function called(twiml: string, script: PartyScript = {}, options: WorldOptions = {}): Promise<string> {
  company = scriptedParty(script);
  world = await startWorld({ people: { [COMPANY]: company }, ...options });
  const call = await world.client.calls.create({ to: COMPANY, from: US, twiml });
  await world.pass(2000);
  return call.sid;
}
const update = (sid: string, twiml: string) => world.client.calls(sid).update({ twiml });
const response = (...verbs: string[]) => `<Response>${verbs.join('')}</Response>`;
const LONG = '<Pause length="600"/>';

describe('digits', () => {
  it('reach the party one after the other, w waiting half a second', async () => {
    const sid = await called(response(LONG));
    await update(sid, response('<Play digits="ww1w2#"/>', LONG));
    await world.pass(900);
    expect(company.digitsHeard()).toBe('');
    await world.pass(2500);
    expect(company.digitsHeard()).toBe('12#');
  });

  it('that have not sounded are cut off by a second update', async () => {
    const sid = await called(response(LONG));
    await update(sid, response('<Play digits="123456"/>', LONG));
    await world.pass(500);
    await update(sid, response('<Play digits="9"/>', LONG));
    await world.pass(3000);
    expect(company.digitsHeard()).toBe('1239');
    expect(world.network.record.calls[0]?.digitsHeard.map(({ digits }) => digits)).toEqual(['1', '2', '3', '9']);
  });
});

describe('Say', () => {
  it('lasts about as long as its text, and its meaning comes with its end', async () => {
    const sentence = 'One moment please, I am connecting you.';
    const sid = await called(response(LONG));
    await update(sid, response(`<Say>${sentence}</Say>`, LONG));
    await world.pass(2000);
    expect(company.sentencesHeard()).toEqual([]);
    await world.pass(2500);
    expect(company.sentencesHeard()).toEqual([sentence]);
  });

  it('that is cut short is never understood', async () => {
    const sid = await called(response(LONG));
    await update(sid, response('<Say>A sentence that is rather too long for this.</Say>', LONG));
    await world.pass(500);
    await update(sid, response(LONG));
    await world.pass(6000);
    expect(company.sentencesHeard()).toEqual([]);
  });

  it('tells speech-to-text the words of its exact frames', async () => {
    const spoken: string[] = [];
    const frame = new Uint8Array(160).fill(0x42);
    const sid = await called(
      response(LONG),
      {},
      {
        voice: async (text) => ({ frames: [frame, frame], words: [{ text, fromMs: 0, toMs: 40 }] }),
        onSpoken: (bytes, words) => spoken.push(`${words[0]?.text} ${bytes[0]}`),
      },
    );
    await update(sid, response('<Say>hello</Say>', LONG));
    await world.pass(200);
    expect(spoken).toEqual([`hello ${0x42}`]);
    expect(company.heard.filter(({ audio }) => audio?.[0] === 0x42)).toHaveLength(2);
  });
});

describe('a voice that fails', () => {
  it('is replaced, so that the sentence still takes its time', async () => {
    await called(response('<Say>Hello there</Say>', LONG), {}, { voice: () => Promise.reject(new Error('no voice')) });
    await world.pass(2000);
    expect(company.sentencesHeard()).toEqual(['Hello there']);
  });
});

describe('Play of a file', () => {
  const files: readonly [string, string, number][] = [
    ['headerless mu-law', 'audio/basic', 4],
    ['what this network cannot read', 'audio/mpeg', 0],
  ];
  it.each(files)('that is %s', async (_, contentType, frames) => {
    const sid = await called(response(LONG));
    world.product.answers.set('/tune', () => ({ contentType, body: Buffer.alloc(320, 0x42) }));
    await update(sid, response(`<Play loop="2">${API}/tune</Play>`, LONG));
    await world.pass(300);
    expect(company.heard.filter(({ audio }) => audio?.[0] === 0x42)).toHaveLength(frames);
    expect(world.network.record.alerts.map(({ code }) => code)).toEqual(frames > 0 ? [] : [12300]);
  });
});

describe('Gather', () => {
  const gather = (attributes: string) =>
    response(
      `<Gather action="${API}/key" ${attributes}><Say>Press one to take the call.</Say></Gather>`,
      '<Say>no</Say>',
    );
  const cases: readonly [string, PartyScript['presses'], string, string | null][] = [
    ['numDigits, over the prompt', { 600: '1' }, 'numDigits="1"', '1'],
    ['numDigits of several', { 600: '1', 900: '2' }, 'numDigits="2"', '12'],
    ['finishOnKey', { 600: '7', 900: '#' }, '', '7'],
    ['a timeout after the last key', { 600: '7' }, 'timeout="1"', '7'],
    ['no key', {}, 'timeout="1"', null],
    ['no key, but actionOnEmptyResult', {}, 'timeout="1" actionOnEmptyResult="true"', ''],
  ];
  it.each(cases)('ended by %s', async (_, presses, attributes, digits) => {
    await called(gather(attributes), { presses: presses ?? {} });
    await world.pass(6000);
    const told = world.product.hooksTo('/key');
    expect(told.map(({ params }) => params.Digits)).toEqual(digits === null ? [] : [digits]);
    expect(told.every(({ signed }) => signed)).toBe(true);
    expect(company.sentencesHeard().includes('no')).toBe(digits === null);
  });

  it('lets a key cut the prompt off', async () => {
    await called(gather('numDigits="1"'), { presses: { 400: '1' } });
    await world.pass(4000);
    expect(company.sentencesHeard()).toEqual([]);
  });
});

describe('documents from the product', () => {
  it('follow each other by Redirect, relative URLs included, with the parameters of the call', async () => {
    company = scriptedParty();
    world = await startWorld({ people: { [COMPANY]: company } });
    world.product.answers.set('/voice/first', response('<Redirect>second?n=2</Redirect>'));
    world.product.answers.set('/voice/second', response('<Play digits="5"/>', '<Hangup/>', '<Play digits="6"/>'));
    const call = await world.client.calls.create({ to: COMPANY, from: US, url: `${API}/voice/first` });
    await world.pass(4000);
    expect(company.digitsHeard()).toBe('5');
    const [, second] = world.product.hooks;
    expect(second).toMatchObject({ path: '/voice/second', signed: true });
    expect(second?.params).toMatchObject({ CallSid: call.sid, CallStatus: 'in-progress', Direction: 'outbound-api' });
  });

  it('that cannot be had are replaced by the fallback', async () => {
    company = scriptedParty();
    world = await startWorld({ people: { [COMPANY]: company } });
    world.product.answers.set('/voice', () => 500);
    world.product.answers.set('/fallback', response('<Play digits="0"/>'));
    await world.client.calls.create({ to: COMPANY, from: US, url: `${API}/voice`, fallbackUrl: `${API}/fallback` });
    await world.pass(4000);
    expect(company.digitsHeard()).toBe('0');
    expect(world.network.record.alerts.map(({ code }) => code)).toEqual([11200]);
  });

  const broken: readonly [string, string | number, number][] = [
    ['an error', 503, 11200],
    ['no XML', '{"error":true}', 12100],
    ['another root', '<Reply/>', 12100],
  ];
  it.each(broken)('that are %s end the call with an apology', async (_, answer, code) => {
    company = scriptedParty();
    world = await startWorld({ people: { [COMPANY]: company } });
    world.product.answers.set('/voice', () => answer);
    await world.client.calls.create({ to: COMPANY, from: US, url: `${API}/voice` });
    await world.pass(10_000);
    expect(company.sentencesHeard()).toEqual(['We are sorry, an application error has occurred. Goodbye.']);
    expect(company.isEnded).toBe(true);
    expect(world.network.record.alerts.map((alert) => alert.code)).toEqual([code]);
  });

  it('with a verb that does not exist go on after it', async () => {
    await called(response('<Dance/>', '<Play digits="1"/>'));
    await world.pass(1000);
    expect(company.digitsHeard()).toBe('1');
    expect(world.network.record.alerts.map(({ code }) => code)).toEqual([12200]);
  });
});

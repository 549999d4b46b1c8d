import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { streamOf } from '#adapters/twilio/stream.ts';
import { verifyPass } from '#adapters/twilio/stream-pass.ts';
import * as twiml from '#adapters/twilio/twiml.ts';
import { StreamPass } from '#core/contracts/worker-command.ts';
import { deviceAnnouncement, keeper } from '#core/people/sentences.ts';
import type { LegScript } from '#core/ports/telephony.ts';
import { api, callId, company, leg, streamSecret, streamUrl, webhooks } from './a-call.ts';

const stream = streamOf({ webhooks, streamUrl, streamSecret }, { callId, epoch: 3, track: 'inbound' });
const plays = (script: LegScript) => twiml.companyPlays(webhooks, callId, script);

/** The document without its head and without the silence at its end. */
const silence = `${'<Pause length="600"/>'.repeat(24)}<Redirect method="POST">${api}/voice#rc=3&amp;rp=ct,rt,5xx</Redirect>`;
function verbs(document: string): string {
  const inside = /^<\?xml version="1.0" encoding="UTF-8"\?><Response>(.*)<\/Response>$/s.exec(document)?.[1] ?? '';
  return inside.replace(silence, '(silence)').replaceAll(' voice="Polly.Joanna" language="en-US"', '');
}

interface Node {
  readonly ':@'?: Readonly<Record<string, string>>;
  readonly '#text'?: string;
  readonly [tag: string]: unknown;
}
const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false, trimValues: false, parseTagValue: false });
/** All text between tags, unescaped. */
function textsOf(nodes: readonly Node[]): string[] {
  return nodes.flatMap((node) => [
    ...(node['#text'] === undefined ? [] : [node['#text']]),
    ...Object.values(node).flatMap((value) => (Array.isArray(value) ? textsOf(value) : [])),
  ]);
}

describe('the company leg', () => {
  it('opens the ear, then is silent for hours, then asks for more silence', () => {
    const { pass } = stream.parameters;
    expect(verbs(twiml.companyAnswered(webhooks, callId, stream))).toBe(
      `<Start><Stream url="${streamUrl}" name="${callId}:3:inbound" track="inbound_track" ` +
        `statusCallback="${api}/streams/3#rc=3&amp;rp=ct,rt,5xx" statusCallbackMethod="POST">` +
        `<Parameter name="callId" value="${callId}"/><Parameter name="epoch" value="3"/>` +
        `<Parameter name="track" value="inbound"/><Parameter name="pass" value="${pass}"/></Stream></Start>(silence)`,
    );
  });

  it('brings a pass that the worker accepts', () => {
    const brought = StreamPass.parse(stream.parameters);
    expect(verifyPass(streamSecret, brought)).toBe(true);
  });

  it.each<[LegScript, string]>([
    [{ kind: 'wait' }, '(silence)'],
    [{ kind: 'press', digits: 'ww2#' }, '<Play digits="ww2#"/>(silence)'],
    [{ kind: 'say', text: 'Tom & Co <billing>' }, '<Say>Tom &amp; Co &lt;billing&gt;</Say>(silence)'],
    [
      { kind: 'keep', first: 'One moment.', later: ['Still here.', 'Soon.'], everyMs: 7_000 },
      '<Say>One moment.</Say><Pause length="7"/><Say>Still here.</Say><Pause length="7"/><Say>Soon.</Say>(silence)',
    ],
    [
      { kind: 'join', room: `hs-${callId}-1` },
      '<Dial><Conference beep="false" waitUrl="" jitterBufferSize="small" startConferenceOnEnter="true" ' +
        `endConferenceOnExit="true" statusCallback="${api}/conference#rc=3&amp;rp=ct,rt,5xx" ` +
        `statusCallbackEvent="start end join leave" statusCallbackMethod="POST">hs-${callId}-1</Conference></Dial>(silence)`,
    ],
    [{ kind: 'farewell', text: 'Goodbye.' }, '<Say>Goodbye.</Say><Hangup/>'],
  ])('%o', (script, expected) => {
    expect(verbs(plays(script))).toBe(expected);
  });

  it('is silent for at least an hour before it needs us', () => {
    const seconds = [...twiml.companyWaits(webhooks, callId).matchAll(/<Pause length="(\d+)"/g)].map(([, s]) =>
      Number(s),
    );
    expect(seconds.reduce((sum, s) => sum + s, 0)).toBeGreaterThanOrEqual(3600);
  });
});

describe('the leg of a person', () => {
  const gather = `<Gather numDigits="1" input="dtmf" timeout="7" action="${api}/rounds/2/devices/mobile/gather#rc=3&amp;rp=ct,rt,5xx" method="POST">`;

  it('says twice who is on the line and takes a key, then gives up', () => {
    const asked = `${gather}<Say>Press 1.</Say></Gather>`;
    expect(verbs(twiml.deviceAnswered(webhooks, leg, 'Press 1.'))).toBe(
      `${asked}${asked}<Say>Nobody pressed a key, so I let the call go. Goodbye.</Say><Hangup/>`,
    );
  });

  it('joins the room, and a star leaves it', () => {
    const document = verbs(twiml.deviceAccepted(webhooks, leg, 'room'));
    expect(document).toMatch(
      `<Dial hangupOnStar="true" action="${api}/rounds/2/devices/mobile/left#rc=3&amp;rp=ct,rt,5xx" method="POST"><Conference `,
    );
    expect(document).toMatch(
      / startConferenceOnEnter="true" endConferenceOnExit="true" .*>room<\/Conference><\/Dial>$/,
    );
  });

  it('is told and ends', () => {
    expect(verbs(twiml.deviceDismissed('Too late.'))).toBe('<Say>Too late.</Say><Hangup/>');
  });

  it('asks after a star what comes next, and tells when no key came', () => {
    const rearm = `${api}/rounds/2/devices/mobile/rearm#rc=3&amp;rp=ct,rt,5xx`;
    const document = verbs(twiml.rearmMenu(webhooks, leg));
    expect(document.split(`action="${rearm}"`)).toHaveLength(3);
    expect(document).toMatch(/Press 1 and I hold for you again. Press 2 to return to the agent. Press 3 to end/);
    expect(document.endsWith(`<Redirect method="POST">${rearm}</Redirect>`)).toBe(true);
  });
});

describe('whatever people write', () => {
  const text = (maxLength: number) => fc.string({ unit: 'binary', minLength: 1, maxLength });

  it('is well-formed, short enough, and says the same', () => {
    fc.assert(
      fc.property(text(300), (said) => {
        const document = plays({ kind: 'say', text: said });
        expect(document.length).toBeLessThan(4_000);
        const words = (s: string) => s.replace(/[^\p{L}\p{N}&<>"']/gu, '');
        expect(words(textsOf(parser.parse(document)).join(''))).toContain(words(said));
      }),
    );
  });

  it('fits into the documents of the keeper and of a device', () => {
    fc.assert(
      fc.property(text(80), text(120), text(500), (name, companyName, intent) => {
        const { first, later, everyMs } = keeper(name, 3_600_000);
        expect(plays({ kind: 'keep', first, later, everyMs }).length).toBeLessThan(4_000);
        const announcement = deviceAnnouncement({ number: company, company: companyName, intent });
        expect(twiml.deviceAnswered(webhooks, leg, announcement).length).toBeLessThan(4_000);
      }),
    );
    for (const character of ['&', '<', '>', '"', '\n', '\u{1F600}', 'Ŵ']) {
      const { first, later, everyMs } = keeper(character.repeat(80).slice(0, 80), 3_600_000);
      expect(plays({ kind: 'keep', first, later, everyMs }).length).toBeLessThan(4_000);
    }
    const worst = deviceAnnouncement({ number: company, company: '&'.repeat(120), intent: '&'.repeat(500) });
    expect(twiml.deviceAnswered(webhooks, leg, worst).length).toBeLessThan(4_000);
  });

  it('a document that Twilio would refuse is a bug', () => {
    expect(() => plays({ kind: 'say', text: 'a'.repeat(4_000) })).toThrow(RangeError);
  });
});

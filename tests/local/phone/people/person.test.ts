import { describe, expect, test } from 'vitest';
import { peopleLines } from '#local/phone/people/lines.ts';
import { OWNER_TALK } from '#local/phone/people/manners.ts';
import { type PersonOptions, person } from '#local/phone/people/person.ts';
import { renderedAhead } from '#local/phone/sound/rendered.ts';
import { type Cue, drive } from '#tests/local/phone/companies/drive.ts';

const announcement: Cue = { when: /Hello\?/, say: 'A person is on the line. Press 1 to take the call.' };
const rings = (options: PersonOptions, cues: readonly Cue[] = [announcement]) => drive(person(options), cues);

describe('a device', () => {
  test.each([
    [{ manner: 'accepts' }, { kind: 'answer', afterMs: 6000 }],
    [
      { manner: 'accepts', answerAfterMs: 2500 },
      { kind: 'answer', afterMs: 2500 },
    ],
    [{ manner: 'voicemail' }, { kind: 'answer', afterMs: 18_000 }],
    [{ manner: 'never-answers' }, { kind: 'no-answer' }],
    [{ manner: 'busy' }, { kind: 'busy', afterMs: 1000 }],
  ] as const)('%j', (options, ring) => {
    expect(rings(options, []).ring).toEqual(ring);
  });

  test('accepts: presses the key once, one to two seconds after the announcement', () => {
    const call = rings({ manner: 'accepts', pressesKey: '5' });
    expect(call.pressed).toHaveLength(1);
    expect(call.pressed[0]?.digits).toBe('5');
    const announcedMs = (call.at('Hello?') ?? 0) + 1000;
    expect((call.pressed[0]?.atMs ?? 0) - announcedMs).toBeGreaterThan(1000);
    expect((call.pressed[0]?.atMs ?? 0) - announcedMs).toBeLessThan(4000);
  });

  test('accepts: hangs up when nobody says anything', () => {
    const call = rings({ manner: 'accepts' }, []);
    expect(call.pressed).toEqual([]);
    expect(call.hungUpAtMs).toBeLessThan(25_000);
  });

  const bridged: Cue[] = [announcement, { when: /^$/, bridged: true, afterMs: 5000 }];
  const agentSays: Cue[] = ['I see.', 'Okay.', 'You are welcome.'].map((say, i) => ({
    when: new RegExp(OWNER_TALK[i]?.split(' ').at(-1)?.replace('.', '\\.') ?? ''),
    say,
    afterMs: 800,
  }));

  test('accepts: talks with the agent and says goodbye', () => {
    const call = rings({ manner: 'accepts' }, [...bridged, ...agentSays]);
    expect(call.said).toBe(['Hello?', ...OWNER_TALK, 'Thank you. Goodbye.'].join(' '));
    expect(call.hungUpAtMs).not.toBeNull();
  });

  test('accepts: can wait until the agent has gone', () => {
    const call = rings({ manner: 'accepts', ends: 'waits' }, [...bridged, ...agentSays]);
    expect(call.said).not.toContain('Goodbye');
    expect(call.hungUpAtMs).toBeNull();
  });

  test('accepts: presses * when the agent asks to hold, if it is of that kind', () => {
    const putOnHold: Cue[] = [...bridged, { when: /recognize\./, say: 'Can you please hold for a minute?' }];
    expect(
      rings({ manner: 'accepts', leavesWhenPutOnHold: true }, putOnHold).pressed.map(({ digits }) => digits),
    ).toEqual(['1', '*']);
    expect(rings({ manner: 'accepts' }, putOnHold).pressed.map(({ digits }) => digits)).toEqual(['1']);
  });

  test('declines: hears it out and hangs up without a key', () => {
    const call = rings({ manner: 'declines' });
    expect(call.pressed).toEqual([]);
    expect(call.hungUpAtMs).toBeLessThan(10_000);
  });

  test('voicemail: greets, beeps, never presses, listens for a minute', () => {
    const call = rings({ manner: 'voicemail' }, [{ when: /after the tone\./, say: 'Press 1 to take the call.' }]);
    expect(call.said).toMatch(/leave a message after the tone\.$/);
    expect(call.pressed).toEqual([]);
    expect(call.hungUpAtMs).toBeGreaterThan(60_000);
  });
});

test('every sentence of the people was rendered ahead', () => {
  for (const [voice, text] of peopleLines) expect(renderedAhead(text, voice), text).toBeDefined();
});

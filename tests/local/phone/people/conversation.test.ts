import { expect, test } from 'vitest';
import { builtInCompanies } from '#local/phone/companies/built-in.ts';
import { companyParty } from '#local/phone/companies/company-party.ts';
import type { Party, Spoken } from '#local/phone/party.ts';
import { person } from '#local/phone/people/person.ts';

/** A sentence is over when no word ended for so long. */
const SENTENCE_GAP_MS = 800;

/** Gathers words into sentences, as the network does for the party at the other end. */
function sentences() {
  let words: string[] = [];
  let lastMs = 0;
  return (spoken: Spoken, atMs: number): string | undefined => {
    for (const word of spoken.words ?? []) words.push(word.text);
    if (spoken.words) lastMs = atMs;
    if (words.length === 0 || atMs - lastMs < SENTENCE_GAP_MS) return undefined;
    const sentence = words.join(' ');
    words = [];
    return sentence;
  };
}

/** An agent picks up, hears the keeper, is brought together with the owner; each hears the other until one hangs up. */
function converse(agent: Party, owner: Party) {
  const lines: string[] = [];
  const [agentSays, ownerSays] = [sentences(), sentences()];
  let acceptedMs = Number.POSITIVE_INFINITY;
  agent.ring({ from: '', to: '', number: 1 });
  owner.ring({ from: '', to: '', number: 1 });
  for (let atMs = 0; atMs < 120_000; atMs += 20) {
    const bridged = atMs > acceptedMs + 1000;
    const [fromAgent, fromOwner] = [agent.speak(atMs), owner.speak(atMs)];
    if (fromOwner.digits === '1') acceptedMs = atMs;
    const [a, o] = [agentSays(fromAgent, atMs), ownerSays(fromOwner, atMs)];
    if (a) lines.push(`agent: ${a}`);
    if (o) lines.push(`owner: ${o}`);
    if (fromAgent.hangUp || fromOwner.hangUp) return [...lines, fromAgent.hangUp ? 'agent hangs up' : 'owner hangs up'];
    const keeper = atMs === 5000 ? 'One moment please.' : undefined;
    const announcement = atMs === 3000 ? 'Press 1 to take the call.' : undefined;
    agent.hear(
      {
        audio: bridged ? fromOwner.audio : null,
        bridged,
        ...(bridged && o ? { said: o } : keeper && { said: keeper }),
      },
      atMs,
    );
    owner.hear(
      { audio: null, bridged, ...(bridged && a ? { said: a } : announcement && { said: announcement }) },
      atMs,
    );
  }
  return lines;
}

test('an agent and an owner talk to each other until the agent closes the call', () => {
  const clinic = builtInCompanies['lakeside-clinic'];
  if (!clinic) throw new Error('no lakeside-clinic');
  const lines = converse(companyParty(clinic, { seed: 4 }), person({ manner: 'accepts', seed: 4, voice: 'joe' }));
  expect(lines).toEqual([
    'owner: Hello?',
    'agent: Lakeside Clinic, this is Dana. How may I help you?',
    'agent: Okay, I will wait.',
    'owner: Hello, thanks for taking my call. There is a charge on my statement that I do not recognize.',
    'agent: Of course. Let me see what we have for you.',
    'owner: It was on the third of this month, for forty nine dollars.',
    'agent: I have an opening on Thursday at ten. Would that work for you?',
    'owner: That is great. Thank you very much.',
    'agent: Great, you are all set. See you then. Bye bye.',
    'agent hangs up',
  ]);
});

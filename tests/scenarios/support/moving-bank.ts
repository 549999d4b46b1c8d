import { type Company, companySchema } from '#local/phone/companies/company.ts';

/**
 * A bank of one menu, whose options move between calls.
 * @param keys where each key leads: `billing` (a short hold, then a person), `closed` (the account is), or `other` (a goodbye)
 */
export function movingBank(number: string, say: string, keys: Record<string, string>): Company {
  return companySchema.parse({
    name: 'Moving Bank',
    number,
    about: 'Moves an option.',
    ring: { kind: 'answer', afterMs: 1_000 },
    start: 'main',
    places: {
      main: { menu: { say, keys, otherwise: 'other' } },
      billing: {
        hold: { music: 'strings', lastsMs: 12_000, loop: [{ say: 'Please stay on the line.' }, { musicMs: 9_000 }] },
        next: 'agent',
      },
      other: { play: [{ say: 'This line is no longer in use. Goodbye.' }], next: 'hang-up' },
      closed: { play: [{ say: 'Your account was closed. Goodbye.' }], next: 'hang-up' },
      agent: {
        human: {
          voice: 'mike',
          greets: 'Hi, thanks for waiting, this is Mike in billing, how can I help you today?',
          talk: ['Sure.'],
          closes: 'Have a good day, bye.',
        },
      },
    },
  });
}

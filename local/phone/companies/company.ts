import { z } from 'zod';

/**
 * The form of a company file. A company is a set of places; a call begins at `start` and goes from place to place.
 * `hang-up` is the place where the company ends the call. All times are ms of call time.
 */
const place = z.string().min(1).describe('name of a place, or hang-up');
const text = z.string().min(1).describe('a sentence, as it is read out');
const ms = z.int().nonnegative();

/** One thing that is heard. Announcements may have a voice of their own. */
const item = z.union([
  z.strictObject({ say: text, voice: z.string().optional() }),
  /** Said while the music goes on, lowered. */
  z.strictObject({ sayOver: text, voice: z.string().optional() }),
  /** The first sentence the first time, the second the second time...; the last one ever after. */
  z.strictObject({ sayNext: z.array(text).min(1), voice: z.string().optional() }),
  z.strictObject({ musicMs: ms }),
  z.strictObject({ silenceMs: ms }),
  z.strictObject({ ringbackMs: ms }),
  z.strictObject({ tone: z.enum(['sit', 'busy', 'reorder', 'beep', 'fax-calling', 'fax-answer']) }),
]);

function takesTime(items: readonly z.output<typeof item>[]): boolean {
  return items.some((each) => Object.values(each).some((value) => value !== 0));
}

const playing = z.strictObject({ play: z.array(item).min(1), next: place });

const menu = z.strictObject({
  menu: z.strictObject({
    say: text,
    keys: z.record(z.string().regex(/^[0-9*#]$/, 'a key is one of 0-9, * and #'), place),
    /** What may be said instead of pressing: the place is chosen when the sentence contains the phrase. */
    spoken: z.record(z.string(), place).default({}),
    /** How long it waits for a choice after it has spoken. */
    waitMs: ms.default(5000),
    /** How often it is said in all. */
    rounds: z.int().positive().default(3),
    invalid: text.optional(),
    noInput: text.optional(),
    /** Where a caller goes who chose nothing. */
    otherwise: place,
  }),
});

const entry = z.strictObject({
  enter: z.strictObject({
    say: text,
    digits: z.int().positive(),
    /** Key that ends the entry. Without one it ends with the last digit. */
    endsWith: z.enum(['#', '*']).optional(),
    waitMs: ms.default(6000),
    rounds: z.int().positive().default(3),
    invalid: text.optional(),
    otherwise: place,
  }),
  next: place,
});

const hold = z.strictObject({
  hold: z.strictObject({
    music: z.enum(['strings', 'jazz', 'piano', 'none']),
    /** How long until somebody is free. An announcement that has begun is finished. */
    lastsMs: ms,
    loop: z
      .array(item)
      .min(1)
      .refine(takesTime, 'a loop must take time: give it a sentence, or some ms of sound or silence'),
    /** On these calls (1 = the first) the line drops after `afterMs` of hold. */
    drops: z.strictObject({ onCalls: z.array(z.int().positive()).min(1), afterMs: ms }).optional(),
  }),
  next: place,
});

const human = z.strictObject({
  human: z.strictObject({
    voice: z.string(),
    greets: text,
    /** How long it leaves room for an answer before it asks again. */
    asksAgainAfterMs: ms.default(3500),
    asksAgain: z.array(text).min(1).default(['Hello?', 'Hello, is anybody there?']),
    /** With nothing heard for so long it gives up. */
    silencePatienceMs: ms.default(12_000),
    /** How long it waits for the person that it was promised. */
    bridgePatienceMs: ms.default(60_000),
    waits: text.default('Okay, I will wait.'),
    givesUp: text.default('I am sorry, I cannot hear anyone. I have to hang up now. Goodbye.'),
    /** What it says in turn to the person, one sentence for each of theirs. */
    talk: z.array(text).min(1),
    closes: text,
  }),
  /** Where the call goes after `closes`: hang-up, or back to a hold. */
  next: place.default('hang-up'),
});

const recording = z.strictObject({ record: z.strictObject({ lastsMs: ms }), next: place.default('hang-up') });

const placeSchema = z.union([playing, menu, entry, hold, human, recording]);

const ring = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('answer'), afterMs: ms, early: z.boolean().exactOptional() }),
  z.strictObject({ kind: z.literal('busy'), afterMs: ms.exactOptional() }),
  z.strictObject({ kind: z.literal('no-answer') }),
  z.strictObject({ kind: z.literal('failed'), sipResponseCode: z.int() }),
]);

export const companySchema = z
  .strictObject({
    name: z.string().min(1),
    number: z.string().regex(/^\+[1-9][0-9]{6,14}$/, 'a number in E.164, as +18005550100'),
    about: z.string(),
    ring: ring.default({ kind: 'answer', afterMs: 4000 }),
    voice: z.string().default('anna'),
    start: place.optional(),
    places: z.record(z.string(), placeSchema).default({}),
  })
  .superRefine((company, context) => {
    if (company.ring.kind === 'answer' && !company.start) {
      context.addIssue({ code: 'custom', path: ['start'], message: 'a company that answers needs a start' });
    }
    for (const [from, to] of waysOf(company)) {
      if (to === HANG_UP || Object.hasOwn(company.places, to)) continue;
      const message = `there is no place "${to}"; there are ${[...Object.keys(company.places), HANG_UP].join(', ')}`;
      context.addIssue({ code: 'custom', path: from, message });
    }
  });

export const HANG_UP = 'hang-up';

export type Company = z.output<typeof companySchema>;
/** A company as it is written, before the defaults. */
export type CompanyDraft = z.input<typeof companySchema>;
export type Place = Company['places'][string];
export type Item = z.output<typeof item>;
export type Menu = z.output<typeof menu>['menu'];
export type Entry = z.output<typeof entry>['enter'];
export type Hold = z.output<typeof hold>['hold'];
export type Human = z.output<typeof human>['human'];

/** Every way out of every place, with where it is written. */
function waysOf(company: {
  readonly start?: string | undefined;
  readonly places: Readonly<Record<string, Place>>;
}): [string[], string][] {
  const ways: [string[], string][] = company.start ? [[['start'], company.start]] : [];
  for (const [name, at] of Object.entries(company.places)) {
    const path = ['places', name];
    if ('next' in at) ways.push([[...path, 'next'], at.next]);
    if ('enter' in at) ways.push([[...path, 'enter', 'otherwise'], at.enter.otherwise]);
    if ('menu' in at) {
      const { keys, spoken, otherwise } = at.menu;
      ways.push([[...path, 'menu', 'otherwise'], otherwise]);
      for (const [key, to] of Object.entries(keys)) ways.push([[...path, 'menu', 'keys', key], to]);
      for (const [phrase, to] of Object.entries(spoken)) ways.push([[...path, 'menu', 'spoken', phrase], to]);
    }
  }
  return ways;
}

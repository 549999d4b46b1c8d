import { z } from 'zod';
import { EpochMs, FactName, FlowId, PhoneNumber } from '#core/contracts/ids.ts';

const Expect = z.array(z.string().min(1).max(400)).min(1).max(12);

const Dtmf = z
  .strictObject({
    do: z.literal('DTMF'),
    expect: Expect,
    /** One key. */
    digits: z
      .string()
      .regex(/^[0-9*#]$/, 'one key: 0 to 9, * or #')
      .optional(),
    /** Data entry: the name of a fact, never its value. */
    fact: FactName.optional(),
    /** What the menu calls the option behind the key; tells when a company moved it. */
    label: z.string().max(120).optional(),
  })
  .refine((step) => (step.digits === undefined) !== (step.fact === undefined), 'a DTMF step has either digits or fact');

/** One step on a known way. `expect`: prompts that may be heard here, as folded text; one of them heard is enough. */
export const FlowStep = z.discriminatedUnion('do', [
  Dtmf,
  z.strictObject({ do: z.literal('SPEAK'), expect: Expect, say: z.string().min(1).max(120) }),
  /** Let the prompt pass. */
  z.strictObject({ do: z.literal('LISTEN'), expect: Expect }),
  z.strictObject({ do: z.literal('HOLD'), expect: Expect.optional() }),
  z.strictObject({ do: z.literal('TRANSFER'), expect: Expect.optional() }),
]);
export type FlowStep = z.infer<typeof FlowStep>;

/** Enough for a median that follows a company that changes. */
export const MOST_HOLDS = 15;

const Steps = z.array(FlowStep).min(1).max(30);
const Goal = z.string().min(1).max(120);

/** A way to one queue of a company. */
export const FlowPath = z.strictObject({
  /** What it is good for, in the words of menus: "dispute a charge". Nothing personal. */
  goals: z.array(Goal).min(1).max(20),
  steps: Steps,
  /** Candidates are learned and not yet followed; retired ones failed. */
  standing: z.enum(['candidate', 'active', 'retired']).default('active'),
  /** Calls in a row that this way agreed with. */
  agreed: z.number().int().nonnegative().default(0),
  /** Calls in a row in which it failed. */
  failed: z.number().int().nonnegative().default(0),
  /** What it replaced; it comes back when this one fails. */
  former: Steps.optional(),
});
export type FlowPath = z.infer<typeof FlowPath>;

/** What is known of a company's menus: one per number, versioned. A change of any step makes a new version. */
export const Flow = z.strictObject({
  flowId: FlowId.optional(),
  number: PhoneNumber,
  company: z.string().min(1).max(120),
  version: z.number().int().positive().default(1),
  source: z.enum(['written', 'learned']).default('written'),
  updatedAt: EpochMs.optional(),
  /** How long the last calls held before a human answered, oldest first. */
  holdSeconds: z.array(z.number().int().nonnegative()).max(MOST_HOLDS).optional(),
  paths: z.array(FlowPath).min(1).max(50),
});
export type Flow = z.infer<typeof Flow>;

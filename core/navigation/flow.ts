import { z } from 'zod';

const Expect = z.array(z.string().min(1).max(400)).min(1).max(12);
const FactName = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/);

/** One step on a known way. `expect`: prompts that may be heard here; the beginning of one of them is enough. */
export const FlowStep = z.discriminatedUnion('do', [
  /** Press a key, or key in the value of a fact (its name only is kept). */
  z
    .strictObject({
      do: z.literal('DTMF'),
      expect: Expect,
      digits: z
        .string()
        .regex(/^[0-9*#]$/)
        .optional(),
      fact: FactName.optional(),
    })
    .refine(
      (step) => (step.digits === undefined) !== (step.fact === undefined),
      'a DTMF step has either digits or fact',
    ),
  z.strictObject({ do: z.literal('SPEAK'), expect: Expect, say: z.string().min(1).max(120) }),
  /** Let the prompt pass. */
  z.strictObject({ do: z.literal('LISTEN'), expect: Expect }),
  z.strictObject({ do: z.literal('HOLD'), expect: Expect.optional() }),
  z.strictObject({ do: z.literal('TRANSFER'), expect: Expect.optional() }),
]);
export type FlowStep = z.infer<typeof FlowStep>;

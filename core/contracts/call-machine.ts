import { z } from 'zod';
import { CallId, TaskToken } from './ids.ts';
import { type ObservationKind, Told } from './observation.ts';

/**
 * The contract of every task state in statemachines/call.asl.json: what goes in, what comes out, which observations may be told to a waiting
 * one, and the names of the errors that its Lambda can throw. The execution carries no personal data: only ids and kinds.
 */
export interface TaskContract {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  /** For a state that waits for a task token: what it may be told. */
  readonly told?: readonly ObservationKind[];
  /** Literal names of errors that the step can throw, beside those of the service itself. */
  readonly errors: readonly string[];
}

const Call = z.object({ callId: CallId });
const Waits = Call.extend({ taskToken: TaskToken });
const After = Call.extend({ observationId: z.string().nullable(), lost: z.string().nullable() });

const whileTheCompanyIsOn = ['company_hung_up', 'canceled'] as const;
const stepErrors = ['CarrierUnavailable', 'StoreUnavailable', 'LegBusy'] as const;

export const callMachine = {
  Pace: {
    input: Call.extend({ attempt: z.number().int().positive() }),
    output: z.object({ waitSeconds: z.number().int().nonnegative() }),
    errors: ['StoreUnavailable'],
  },
  PlaceCall: {
    input: Waits.extend({ attempt: z.number().int().positive() }),
    output: Told,
    told: ['connected', 'busy', 'no_answer', 'refused', 'company_hung_up', 'canceled'],
    errors: stepErrors,
  },
  Decide: {
    input: After,
    output: z.object({
      next: z.enum(['listen', 'press', 'enter', 'say', 'hold', 'ask_user', 'reach_user', 'redial', 'finish']),
    }),
    errors: ['StoreUnavailable'],
  },
  Listen: {
    input: Waits,
    output: Told,
    told: [
      'prompt',
      'hold_began',
      'human',
      'voice_waits',
      'ai_agent',
      'voicemail',
      'tone',
      'silence',
      ...whileTheCompanyIsOn,
    ],
    errors: stepErrors,
  },
  Press: { input: Call, output: Told, errors: stepErrors },
  Say: { input: Call, output: Told, errors: stepErrors },
  Hold: {
    input: Waits,
    output: Told,
    told: ['prompt', 'human', 'voice_waits', 'ai_agent', 'voicemail', 'tone', 'silence', ...whileTheCompanyIsOn],
    errors: stepErrors,
  },
  AskUser: {
    input: Waits,
    output: Told,
    told: ['user_answered', 'user_silent', 'human', 'tone', ...whileTheCompanyIsOn],
    errors: stepErrors,
  },
  ReachUser: {
    input: Waits,
    output: Told,
    told: ['accepted', 'unreachable', 'human_retracted', ...whileTheCompanyIsOn],
    errors: stepErrors,
  },
  Bridge: {
    input: Waits,
    output: Told,
    told: ['user_hung_up', 'back_to_hold', ...whileTheCompanyIsOn],
    errors: stepErrors,
  },
  Reattach: {
    input: Call.extend({ lost: z.string() }),
    output: z.object({ lost: z.string(), observationId: z.string() }),
    errors: stepErrors,
  },
  Finish: {
    input: Call.extend({ failure: z.string().nullable() }),
    output: z.object({ outcome: z.string() }),
    errors: ['CarrierUnavailable', 'StoreUnavailable'],
  },
} as const satisfies Record<string, TaskContract>;

export type TaskName = keyof typeof callMachine;

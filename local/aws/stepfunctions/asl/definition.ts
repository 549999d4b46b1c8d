import { z } from 'zod';

/**
 * The part of the Amazon States Language that runs here: JSONata only. An object that has any other field is refused, because a field that is
 * silently ignored on this machine would work differently in AWS.
 */
const jsonataText = z.string().regex(/^\{%[\s\S]*%\}$/, 'must be a JSONata expression between {% and %}');
const secondsOrJsonata = z.union([z.number().int().positive().max(99_999_999), jsonataText]);
const template = z.json();
const assign = z.record(z.string().regex(/^[\p{ID_Start}_][\p{ID_Continue}]*$/u, 'must be a name without $'), template);
const errorNames = z.array(z.string().min(1)).min(1);

const common = { Comment: z.string().optional(), QueryLanguage: z.literal('JSONata').optional() };
const goesOn = { Next: z.string().optional(), End: z.boolean().optional() };

const retrier = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: errorNames,
  IntervalSeconds: z.number().int().positive().max(99_999_999).default(1),
  MaxAttempts: z.number().int().nonnegative().max(99_999_999).default(3),
  BackoffRate: z.number().min(1).default(2),
  MaxDelaySeconds: z.number().int().positive().max(31_622_400).optional(),
  JitterStrategy: z.enum(['NONE', 'FULL']).default('NONE'),
});

const catcher = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: errorNames,
  Next: z.string(),
  Assign: assign.optional(),
  Output: template.optional(),
});

const choiceRule = z.strictObject({
  Comment: z.string().optional(),
  Condition: z.union([z.boolean(), jsonataText]),
  Next: z.string(),
  Assign: assign.optional(),
  Output: template.optional(),
});

export const lambdaResources = [
  'arn:aws:states:::lambda:invoke',
  'arn:aws:states:::lambda:invoke.waitForTaskToken',
] as const;

const task = z.strictObject({
  ...common,
  ...goesOn,
  Type: z.literal('Task'),
  Resource: z.enum(lambdaResources),
  Arguments: z.union([z.record(z.string(), template), jsonataText]),
  TimeoutSeconds: secondsOrJsonata.optional(),
  HeartbeatSeconds: secondsOrJsonata.optional(),
  Retry: z.array(retrier).default([]),
  Catch: z.array(catcher).default([]),
  Assign: assign.optional(),
  Output: template.optional(),
});

const choice = z.strictObject({
  ...common,
  Type: z.literal('Choice'),
  Choices: z.array(choiceRule).min(1),
  Default: z.string().optional(),
  Assign: assign.optional(),
  Output: template.optional(),
});

const pass = z.strictObject({
  ...common,
  ...goesOn,
  Type: z.literal('Pass'),
  Assign: assign.optional(),
  Output: template.optional(),
});

const wait = z.strictObject({
  ...common,
  ...goesOn,
  Type: z.literal('Wait'),
  Seconds: z.union([z.number().int().nonnegative().max(99_999_999), jsonataText]).optional(),
  Timestamp: z.string().optional(),
  Assign: assign.optional(),
  Output: template.optional(),
});

const succeed = z.strictObject({ ...common, Type: z.literal('Succeed'), Output: template.optional() });

const fail = z.strictObject({
  ...common,
  Type: z.literal('Fail'),
  Error: z.string().optional(),
  Cause: z.string().optional(),
});

/** A set of states with its beginning: a state machine or a branch of a Parallel state. */
export interface StateGraph {
  StartAt: string;
  States: Record<string, State>;
  Comment?: string | undefined;
}

const branch: z.ZodType<StateGraph> = z.lazy(() =>
  z.strictObject({ Comment: z.string().optional(), StartAt: z.string(), States: z.record(z.string(), stateSchema) }),
);

const parallel = z.strictObject({
  ...common,
  ...goesOn,
  Type: z.literal('Parallel'),
  Branches: z.array(branch).min(1),
  Arguments: template.optional(),
  Retry: z.array(retrier).default([]),
  Catch: z.array(catcher).default([]),
  Assign: assign.optional(),
  Output: template.optional(),
});

export const stateSchema = z.discriminatedUnion('Type', [task, choice, pass, wait, succeed, fail, parallel]);

export const definitionSchema = z.strictObject({
  Comment: z.string().optional(),
  Version: z.literal('1.0').optional(),
  QueryLanguage: z.literal('JSONata'),
  TimeoutSeconds: z.number().int().positive().max(99_999_999).optional(),
  StartAt: z.string(),
  States: z.record(z.string().min(1).max(80), stateSchema),
});

export type Definition = z.infer<typeof definitionSchema>;
export type State = z.infer<typeof stateSchema>;
export type TaskState = z.infer<typeof task>;
export type ChoiceState = z.infer<typeof choice>;
export type WaitState = z.infer<typeof wait>;
export type ParallelState = z.infer<typeof parallel>;
export type Retrier = z.infer<typeof retrier>;
export type Catcher = z.infer<typeof catcher>;

import { z } from 'zod';
import { MediaTime } from './media-time.ts';
import { Outcome } from './outcome.ts';

const because = { reason: z.string() };

/** What the answer is for: leave to do something, or data that is to be entered. */
export const AskedAbout = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('approval'), approval: z.string() }),
  z.object({ kind: z.literal('fact'), fact: z.string() }),
]);
export type AskedAbout = z.infer<typeof AskedAbout>;

/** What the person is asked. */
export const Question = z.object({
  question: z.string().min(1).max(300),
  options: z.array(z.string()),
  about: AskedAbout.optional(),
});
export type Question = z.infer<typeof Question>;

/** What Decide wants done next. Stored in the call record; the execution carries only `next`. */
export const Action = z.discriminatedUnion('next', [
  z.object({
    next: z.literal('listen'),
    /** Nothing said before this is part of the answer. */
    sinceMs: MediaTime,
    /** How long the line may give nothing to act on. */
    patienceMs: z.number().int().positive(),
    /** Beginnings of prompts that are known from the flow: one of them heard is enough. */
    expect: z.array(z.string()),
  }),
  z.object({ next: z.literal('press'), digits: z.string().regex(/^[0-9A-D#*w]{1,64}$/), ...because }),
  /** Keys in (or says) what the person gave under this name; the value is known to the step that does it alone. */
  z.object({
    next: z.literal('enter'),
    fact: z.string().min(1).max(60),
    delivery: z.enum(['at_once', 'with_gaps', 'spoken']),
    /** Only so many of its last digits are wanted. */
    lastDigits: z.number().int().positive().nullable(),
    /** Only so many of its first characters are wanted. */
    firstCharacters: z.number().int().positive().nullable().default(null),
    /** Numbers of digits of which it may have any; none: as many as it has. */
    lengths: z.array(z.number().int().positive()).readonly().default([]),
    /** It is a date, keyed in so. */
    date: z
      .string()
      .regex(/^(MM|DD|YYYY|YY)+$/)
      .nullable()
      .default(null),
    terminator: z.enum(['#', '*']).nullable(),
    ...because,
  }),
  z.object({
    next: z.literal('say'),
    text: z.string().min(1).max(300),
    /** An answer may begin while we still speak: from here on. Default: when we have spoken. */
    answerSinceMs: MediaTime.optional(),
    ...because,
  }),
  z.object({
    next: z.literal('hold'),
    sinceMs: MediaTime,
    /** How long the last calls to this company held, in the median. */
    usualSeconds: z.number().nonnegative().optional(),
  }),
  Question.extend({ next: z.literal('ask_user') }),
  z.object({ next: z.literal('reach_user'), sinceMs: MediaTime }),
  z.object({
    next: z.literal('redial'),
    /** The company did not wait for this answer: it is called again when it is there, or its time is over. */
    asks: Question.optional(),
    ...because,
  }),
  z.object({ next: z.literal('finish'), outcome: Outcome, ...because }),
]);
export type Action = z.infer<typeof Action>;
export type NextStep = Action['next'];

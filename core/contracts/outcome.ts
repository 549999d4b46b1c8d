import { z } from 'zod';

/** How a request ended. Every request ends with exactly one. */
export const Outcome = z.enum([
  'connected',
  'user_unreachable',
  'user_canceled',
  'company_busy',
  'company_no_answer',
  'company_unreachable',
  'company_closed',
  'company_voicemail',
  'company_fax',
  'company_hung_up',
  'no_way_found',
  'failed',
]);
export type Outcome = z.infer<typeof Outcome>;

/** Where a call stands. Ordered by life: a call never goes back before `dialling`, save by a redial. */
export const CallState = z.enum([
  'requested',
  'dialling',
  'navigating',
  'asking',
  'holding',
  'reaching',
  'bridged',
  'finished',
]);
export type CallState = z.infer<typeof CallState>;

import type { Services } from './shared/services.ts';

/** What lies outside and can be reached or not; the rest (environment, clock, log, meter) every Lambda has. */
export type Port = Exclude<keyof Services, 'environment' | 'clock' | 'log' | 'meter'>;

/**
 * Which part of the outside each Lambda needs. Its bundle holds the adapters of these ports and no others, and its role may do what these
 * ports do and nothing else.
 */
export const needs = {
  Api: ['calls', 'owners', 'flows', 'facts', 'workflow', 'workers', 'telephony', 'recordings'],
  Sms: ['calls', 'owners', 'flows', 'facts', 'workflow', 'workers'],
  Twilio: ['calls', 'workflow', 'telephony', 'line'],
  Live: ['owners'],
  LiveCalls: ['calls'],
  LogReaders: ['calls', 'owners', 'notifier', 'live'],
  Reaper: ['calls', 'owners', 'flows', 'facts', 'workflow', 'workers', 'telephony', 'recordings'],
  HandOver: ['workers'],
  Pace: ['calls', 'line'],
  PlaceCall: ['calls', 'workflow', 'telephony', 'line'],
  Decide: ['calls', 'flows', 'facts', 'model'],
  Listen: ['calls', 'workflow', 'workers', 'telephony'],
  Press: ['calls', 'facts', 'workflow', 'telephony'],
  Say: ['calls', 'workflow', 'telephony'],
  Hold: ['calls', 'workflow', 'workers', 'telephony'],
  AskUser: ['calls', 'owners', 'workflow', 'workers', 'telephony', 'notifier'],
  ReachUser: ['calls', 'owners', 'workflow', 'workers', 'telephony', 'line'],
  Bridge: ['calls', 'workflow', 'workers', 'telephony'],
  Reattach: ['calls', 'workflow', 'telephony'],
  Finish: ['calls', 'owners', 'flows', 'facts', 'workers', 'telephony', 'recordings'],
} as const satisfies Record<string, readonly Port[]>;

/** The services of one Lambda. */
export type ServicesOf<N extends keyof typeof needs> = Pick<
  Services,
  (typeof needs)[N][number] | Exclude<keyof Services, Port>
>;

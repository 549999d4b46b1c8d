import middy from '@middy/core';
import { handOver } from './hand-over/hand-over.ts';
import type { ServicesOf } from './needs.ts';
import { reaper } from './reaper/reaper.ts';
import { lambdaOptions, observeHandler } from './shared/observe-handler.ts';
import { press, say } from './tasks/act-on-line.ts';
import { askUser } from './tasks/ask-user.ts';
import { bridge } from './tasks/bridge.ts';
import { decideTask } from './tasks/decide.ts';
import { finish } from './tasks/finish.ts';
import { pace } from './tasks/pace.ts';
import { placeCall } from './tasks/place-call.ts';
import { reachUser } from './tasks/reach-user.ts';
import { reattachTask } from './tasks/reattach.ts';
import { taskHandler } from './tasks/task-handler.ts';
import { hold, listen } from './tasks/wait-for-line.ts';

/** Every Lambda by its name, each an export of its own so that a bundle holds one and what it uses. */
export { apiHandler as Api } from './api/api.ts';
export { liveHandler as Live } from './events/live.ts';
export { logReadersHandler as LogReaders } from './events/log-readers.ts';
export { liveCallsHandler as LiveCalls } from './live-calls/live-calls.ts';
export { smsHandler as Sms } from './sms/sms.ts';
export { twilioHandler as Twilio } from './twilio/twilio-webhooks.ts';

export const Pace = (services: ServicesOf<'Pace'>) => taskHandler('Pace', services, (input) => pace(services, input));
export const PlaceCall = (services: ServicesOf<'PlaceCall'>) =>
  taskHandler('PlaceCall', services, (input) => placeCall(services, input));
export const Decide = (services: ServicesOf<'Decide'>) =>
  taskHandler('Decide', services, (input) => decideTask(services, input));
export const Listen = (services: ServicesOf<'Listen'>) =>
  taskHandler('Listen', services, (input) => listen(services, input));
export const Press = (services: ServicesOf<'Press'>) =>
  taskHandler('Press', services, (input) => press(services, input));
export const Say = (services: ServicesOf<'Say'>) => taskHandler('Say', services, (input) => say(services, input));
export const Hold = (services: ServicesOf<'Hold'>) => taskHandler('Hold', services, (input) => hold(services, input));
export const AskUser = (services: ServicesOf<'AskUser'>) =>
  taskHandler('AskUser', services, (input) => askUser(services, input));
export const ReachUser = (services: ServicesOf<'ReachUser'>) =>
  taskHandler('ReachUser', services, (input) => reachUser(services, input));
export const Bridge = (services: ServicesOf<'Bridge'>) =>
  taskHandler('Bridge', services, (input) => bridge(services, input));
export const Reattach = (services: ServicesOf<'Reattach'>) =>
  taskHandler('Reattach', services, (input) => reattachTask(services, input));
export const Finish = (services: ServicesOf<'Finish'>) =>
  taskHandler('Finish', services, (input) => finish(services, input));
export const Reaper = (services: ServicesOf<'Reaper'>) =>
  middy(lambdaOptions).use(observeHandler(services, 'Reaper')).handler(reaper(services));
export const HandOver = (services: ServicesOf<'HandOver'>) =>
  middy(lambdaOptions)
    .use(observeHandler(services, 'HandOver'))
    .handler((event: unknown) => handOver(services, event));

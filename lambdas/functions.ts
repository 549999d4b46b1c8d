import { apiHandler } from './api/api.ts';
import { liveHandler } from './events/live.ts';
import { logReadersHandler } from './events/log-readers.ts';
import type { Services } from './shared/services.ts';
import { smsHandler } from './sms/sms.ts';
import { press, say } from './tasks/act-on-line.ts';
import { askUser } from './tasks/ask-user.ts';
import { bridge } from './tasks/bridge.ts';
import { decideTask } from './tasks/decide.ts';
import { finish } from './tasks/finish.ts';
import { placeCall } from './tasks/place-call.ts';
import { reachUser } from './tasks/reach-user.ts';
import { reattachTask } from './tasks/reattach.ts';
import { taskHandler } from './tasks/task-handler.ts';
import { hold, listen } from './tasks/wait-for-line.ts';
import { twilioHandler } from './twilio/twilio-webhooks.ts';

/** Every Lambda by its name: what CDK deploys one by one, and the one-machine stack runs in one process. */
export const functions = {
  Api: apiHandler,
  Sms: smsHandler,
  Twilio: twilioHandler,
  Live: liveHandler,
  LogReaders: logReadersHandler,
  PlaceCall: (services: Services) => taskHandler('PlaceCall', services, (input) => placeCall(services, input)),
  Decide: (services: Services) => taskHandler('Decide', services, (input) => decideTask(services, input)),
  Listen: (services: Services) => taskHandler('Listen', services, (input) => listen(services, input)),
  Press: (services: Services) => taskHandler('Press', services, (input) => press(services, input)),
  Say: (services: Services) => taskHandler('Say', services, (input) => say(services, input)),
  Hold: (services: Services) => taskHandler('Hold', services, (input) => hold(services, input)),
  AskUser: (services: Services) => taskHandler('AskUser', services, (input) => askUser(services, input)),
  ReachUser: (services: Services) => taskHandler('ReachUser', services, (input) => reachUser(services, input)),
  Bridge: (services: Services) => taskHandler('Bridge', services, (input) => bridge(services, input)),
  Reattach: (services: Services) => taskHandler('Reattach', services, (input) => reattachTask(services, input)),
  Finish: (services: Services) => taskHandler('Finish', services, (input) => finish(services, input)),
} as const;

export type FunctionName = keyof typeof functions;

import middy from '@middy/core';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { eventOfImage } from '#adapters/dynamodb/event-of-image.ts';
import type { CallEvent } from '#core/contracts/events.ts';
import type { ServicesOf } from '#lambdas/needs.ts';
import { lambdaOptions, observeHandler } from '#lambdas/shared/observe-handler.ts';
import type { Services } from '#lambdas/shared/services.ts';
import { measure } from './measure.ts';
import { notifyPerson } from './notify-person.ts';
import { pushLive } from './push-live.ts';

/** Reads what was appended to the logs, from the table's stream, and passes it to the readers. Records may come twice. */
export function logReadersHandler(services: ServicesOf<'LogReaders'>) {
  return middy<DynamoDBStreamEvent, void>(lambdaOptions)
    .use(observeHandler(services, 'LogReaders'))
    .handler(async ({ Records }) => {
      const unreached = new Set<string>();
      for (const record of Records) {
        const event = readEvent(services, record);
        const call = event && (await services.calls.get(event.callId));
        if (!event || !call) continue;
        await notifyPerson(services, event, call);
        await measure(services, event, call);
        await pushLive(services, event, call, unreached);
      }
    });
}

/** An event that cannot be read would be read again for ever, and all behind it would wait. */
function readEvent({ log, meter }: Pick<Services, 'log' | 'meter'>, { dynamodb }: DynamoDBRecord): CallEvent | null {
  try {
    return eventOfImage(dynamodb?.NewImage);
  } catch (error) {
    log.error('an event of the log is not of a known form', { error: error instanceof Error ? error.name : 'unknown' });
    meter.count('EventUnreadable', 1, 'Count');
    return null;
  }
}

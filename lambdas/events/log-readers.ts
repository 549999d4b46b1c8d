import middy from '@middy/core';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { eventOfImage } from '#adapters/dynamodb/event-of-image.ts';
import type { ServicesOf } from '#lambdas/needs.ts';
import { observeHandler } from '#lambdas/shared/observe-handler.ts';
import { notifyPerson } from './notify-person.ts';
import { pushLive } from './push-live.ts';

/** Reads what was appended to the logs, from the table's stream, and passes it to the readers. Records may come twice. */
export function logReadersHandler(services: ServicesOf<'LogReaders'>) {
  return middy<DynamoDBStreamEvent, void>()
    .use(observeHandler(services, 'LogReaders'))
    .handler(async ({ Records }) => {
      for (const record of Records) {
        const event = eventOfImage(record.dynamodb?.NewImage);
        const call = event && (await services.calls.get(event.callId));
        if (!event || !call) continue;
        await pushLive(services, event, call);
        await notifyPerson(services, event, call);
      }
    });
}

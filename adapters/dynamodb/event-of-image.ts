import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { StreamRecord } from 'aws-lambda';
import type { CallEvent } from '#core/contracts/events.ts';
import { eventEntity, eventOf } from './call-entity.ts';

const parser = eventEntity(undefined, 'any');

/**
 * The event in a change of the table, as a Lambda gets it from the table's stream; null: the change is of something else. Events are only
 * ever added.
 * @throws {ZodError} an event that is not of this version's contract
 */
export function eventOfImage(image: StreamRecord['NewImage']): CallEvent | null {
  if (image?.__edb_e__?.S !== 'event') return null;
  // The two types differ in binary values only, which an event has none of.
  const { data } = parser.parse({ Item: unmarshall(image as Record<string, AttributeValue>) });
  return data === null ? null : eventOf(data);
}

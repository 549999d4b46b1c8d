import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { CallEvent } from '#core/contracts/events.ts';
import { eventEntity, eventOf } from './call-entity.ts';

const parser = eventEntity(undefined, 'any');

/**
 * The event in a change of the table, as a reader of its stream gets it; null: the change is of something else. Events are only ever added.
 * @throws {ZodError} an event that is not of this version's contract
 */
export function eventOfImage(image: Readonly<Record<string, AttributeValue>> | undefined): CallEvent | null {
  if (image === undefined) return null;
  const item = unmarshall({ ...image });
  if (item.__edb_e__ !== 'event') return null;
  const { data } = parser.parse({ Item: item });
  return data === null ? null : eventOf(data);
}

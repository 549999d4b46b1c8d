import { CustomAttributeType, Entity } from 'electrodb';
import { z } from 'zod';
import type { RememberedAnnouncement } from '#core/ears/memory/remembered.ts';
import { MOST_ANNOUNCEMENTS } from '#core/ears/memory/remembered.ts';
import type { AnnouncementStore } from '#core/ports/announcement-store.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { DynamoDbStoreOptions } from './call-store.ts';
import { guarded } from './faults.ts';

/** A company that nobody called for so long has other announcements by then. */
const KEPT_SECONDS = 180 * 24 * 3_600;

/** At most about 80 KB, of the 400 that an item may have. */
function announcementEntity({ client, table }: DynamoDbStoreOptions) {
  return new Entity(
    {
      model: { entity: 'announcements', version: '1', service: 'hold_slayer' },
      attributes: {
        number: { type: 'string', required: true },
        version: { type: 'number', required: true },
        calls: { type: 'number', required: true },
        announcements: { type: CustomAttributeType<readonly RememberedAnnouncement[]>('any'), required: true },
        ttl: { type: 'number', required: true },
      },
      indexes: {
        ofNumber: {
          pk: { field: 'pk', composite: ['number'], casing: 'none' },
          sk: { field: 'sk', composite: [], casing: 'none' },
        },
      },
    },
    { client, table },
  );
}

const Kept = z.object({
  version: z.literal(1),
  calls: z.int().nonnegative(),
  announcements: z.array(z.object({ landmarks: z.base64(), lastHeard: z.int().nonnegative() })).max(MOST_ANNOUNCEMENTS),
  ttl: z.number(),
});

/** Announcements in DynamoDB, one item a number, forgotten half a year after the last call to it. */
export function dynamoDbAnnouncementStore(
  options: DynamoDbStoreOptions & { readonly clock: Pick<Clock, 'now'> },
): AnnouncementStore {
  const entity = announcementEntity(options);
  const nowSeconds = () => options.clock.now() / 1000;
  return {
    load: async (number) => {
      const { data } = await guarded(() => entity.get({ number }).go());
      const kept = Kept.safeParse(data);
      // The database takes days to delete what has expired.
      if (!kept.success || kept.data.ttl <= nowSeconds()) return null;
      const { version, calls, announcements } = kept.data;
      return { version, calls, announcements };
    },

    save: async (number, { version, calls, announcements }) => {
      const ttl = Math.ceil(nowSeconds()) + KEPT_SECONDS;
      await guarded(() => entity.put({ number, version, calls, announcements, ttl }).go());
    },
  };
}
